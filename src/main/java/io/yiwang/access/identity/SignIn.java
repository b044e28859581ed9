package io.yiwang.access.identity;

import io.yiwang.access.SignedIn;
import io.yiwang.access.identity.Passwords.Account;
import io.yiwang.access.identity.Sessions.Client;
import io.yiwang.access.identity.Sessions.Method;
import io.yiwang.house.Problem;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Lets people in. Up to the point where the password has been right, the answer, and how long it
 * takes, is the same whether or not there is such a person.
 */
@Component
public class SignIn {
  private static final Logger log = LoggerFactory.getLogger(SignIn.class);

  private final Attempts attempts;
  private final Passwords passwords;
  private final Factors factors;
  private final Sessions sessions;
  private final SignInRecord record;

  SignIn(
      Attempts attempts,
      Passwords passwords,
      Factors factors,
      Sessions sessions,
      SignInRecord record) {
    this.attempts = attempts;
    this.passwords = passwords;
    this.factors = factors;
    this.sessions = sessions;
    this.record = record;
  }

  /**
   * What somebody gives to be let in.
   *
   * @param code of the second factor, or a recovery code; asked for when it is needed
   */
  record Credentials(@Nullable String login, @Nullable String password, @Nullable String code) {}

  /** A session and its secret. */
  public record Opened(String token, SignedIn signedIn) {}

  Opened enter(Credentials credentials, Client client) {
    String login = required("login", credentials.login()).strip();
    String password = required("password", credentials.password());
    if (password.length() > PasswordRules.MAX_LENGTH || login.length() > PasswordRules.MAX_LENGTH) {
      throw wrong();
    }
    attempts.begin(login, client.address());
    Account account = passwords.find(login);
    if (!passwords.matches(password, account) || account == null) {
      log.info("Sign-in refused from {}", client.address());
      record.failed(login);
      throw wrong();
    }
    Method method = prove(account, credentials.code(), client);
    attempts.succeeded(login, client.address());
    if (passwords.lapsed(account)) {
      record.failed(login);
      throw new Problem(
          HttpStatus.FORBIDDEN,
          "password-lapsed",
          "The password given to you has lapsed.",
          null,
          null,
          "Maybe ask an administrator for a new one.");
    }
    passwords.upgrade(account, password);
    Opened opened = open(account.id(), method, client);
    record.signedIn(opened.signedIn().person());
    return opened;
  }

  /** Opens a session for somebody who has proven who they are; 403 when they hold no duty. */
  public Opened open(long person, Method method, Client client) {
    String token = sessions.open(person, method, client);
    SignedIn signedIn = sessions.find(token).orElse(null);
    if (signedIn == null) {
      sessions.end(token);
      throw new Problem(
          HttpStatus.FORBIDDEN,
          "no-duty",
          "You hold no duty at present.",
          null,
          null,
          "Maybe ask an administrator for how long your duties were given.");
    }
    return new Opened(token, signedIn);
  }

  /** Asks for the code of somebody whose provider has not proven a second factor. */
  SignedIn proveCode(SignedIn me, @Nullable String code, Client client) {
    attempts.begin(me.getName(), client.address());
    if (code == null || !factors.accept(me.person().id(), code)) {
      record.failed(me.getName());
      throw wrongCode();
    }
    attempts.succeeded(me.getName(), client.address());
    sessions.proven(me.session());
    return Objects.requireNonNull(sessions.findAll(List.of(me.session())).get(me.session()));
  }

  private Method prove(Account account, @Nullable String code, Client client) {
    if (!factors.has(account.id())) {
      return Method.PASSWORD;
    }
    if (code == null || code.isBlank()) {
      attempts.succeeded(account.login(), client.address());
      throw new Problem(
          HttpStatus.UNAUTHORIZED,
          "factor-needed",
          "Please give the code your authenticator shows.",
          "code",
          null,
          null);
    }
    if (!factors.accept(account.id(), code)) {
      record.failed(account.login());
      throw wrongCode();
    }
    return Method.PASSWORD_AND_FACTOR;
  }

  private static String required(String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw Problem.badField(field, null, "must be given.", null);
    }
    return value;
  }

  private static Problem wrongCode() {
    return new Problem(
        HttpStatus.UNAUTHORIZED,
        "wrong-code",
        "The code is not right, or was used already.",
        "code",
        null,
        "Maybe wait for the next code, and check the clock of the phone.");
  }

  private static Problem wrong() {
    return new Problem(
        HttpStatus.UNAUTHORIZED,
        "wrong-credentials",
        "Name and password do not match.",
        "login",
        null,
        "Maybe caps lock is on.");
  }
}
