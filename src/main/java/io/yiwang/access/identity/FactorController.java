package io.yiwang.access.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.yiwang.access.Person;
import io.yiwang.access.SignedIn;
import io.yiwang.access.identity.Sessions.Client;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own second factor. */
@RestController
class FactorController {
  private final Factors factors;
  private final Passwords passwords;
  private final Sessions sessions;
  private final Attempts attempts;
  private final SignInRecord record;

  FactorController(
      Factors factors,
      Passwords passwords,
      Sessions sessions,
      Attempts attempts,
      SignInRecord record) {
    this.factors = factors;
    this.passwords = passwords;
    this.sessions = sessions;
    this.attempts = attempts;
    this.record = record;
  }

  /**
   * @param passwordAsked whether changes need the password; somebody who came by a provider need
   *     not have one and must have signed in just now instead
   */
  record FactorState(boolean present, long recoveryCodesLeft, boolean passwordAsked) {}

  record Code(@Nullable String code) {}

  record Password(@Nullable String password) {}

  /** Each lets in once; nobody sees them again. */
  record RecoveryCodes(List<String> codes) {}

  @Operation(summary = "Whether one has a second factor")
  @GetMapping("/api/v1/me/factor")
  FactorState state() {
    SignedIn me = Me.signedIn();
    long person = me.person().id();
    return SystemDuty.call(
        () ->
            new FactorState(
                factors.has(person),
                factors.recoveryCodesLeft(person),
                !sessions.method(me.session()).isProvider()));
  }

  @Operation(summary = "Begin to add a second factor: the secret for an authenticator")
  @PostMapping("/api/v1/me/factor")
  Factors.Enrolment enrol(@RequestBody Password password, HttpServletRequest request) {
    return SystemDuty.call(
        () -> {
          SignedIn me = proven(password, request);
          return factors.enrol(me.person().id(), me.getName());
        });
  }

  @Operation(
      summary = "Finish adding a second factor with the authenticator's first code",
      description = "Answers the recovery codes, this once. All other sessions of the person end.")
  @PutMapping("/api/v1/me/factor")
  RecoveryCodes confirm(@RequestBody Code code) {
    SignedIn me = Me.signedIn();
    return SystemDuty.call(
        () -> {
          List<String> codes =
              factors.confirm(me.person().id(), Objects.requireNonNullElse(code.code, ""));
          record.changed(me.person(), "factor");
          sessions.proven(me.session());
          sessions.endOthers(me.person().id(), me.session());
          return new RecoveryCodes(codes);
        });
  }

  @Operation(summary = "New recovery codes in place of the old ones")
  @PostMapping("/api/v1/me/factor/recovery-codes")
  RecoveryCodes recoveryCodes(@RequestBody Password password, HttpServletRequest request) {
    return SystemDuty.call(
        () -> {
          Person person = proven(password, request).person();
          if (!factors.has(person.id())) {
            throw Problem.notFound("second factor of", person.id());
          }
          record.changed(person, "recovery-code");
          return new RecoveryCodes(factors.newRecoveryCodes(person.id()));
        });
  }

  @Operation(summary = "Remove one's second factor")
  @DeleteMapping("/api/v1/me/factor")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@RequestBody Password password, HttpServletRequest request) {
    SystemDuty.run(
        () -> {
          Person person = proven(password, request).person();
          record.changed(person, "factor");
          factors.remove(person.id());
        });
  }

  /** Whoever finds an open screen does not know the password. */
  private SignedIn proven(Password given, HttpServletRequest request) {
    SignedIn me = Me.signedIn();
    MeController.refuseDemo(sessions, me);
    if (sessions.method(me.session()).isProvider()) {
      return provenByProvider(me);
    }
    String address = Client.of(request).address();
    if (given.password == null || given.password.isEmpty()) {
      throw Problem.badField("password", null, "must be given.", null);
    }
    attempts.begin(me.getName(), address);
    if (!passwords.matches(given.password, passwords.find(me.getName()))) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "wrong-password",
          "This is not the present password.",
          "password",
          null,
          "Maybe caps lock is on.");
    }
    attempts.succeeded(me.getName(), address);
    return me;
  }

  private SignedIn provenByProvider(SignedIn me) {
    if (!sessions.isFresh(me.session())) {
      throw new Problem(
          HttpStatus.FORBIDDEN,
          "sign-in-again",
          "This needs a sign-in of the last few minutes.",
          null,
          null,
          "Maybe sign out and in again.");
    }
    return me;
  }
}
