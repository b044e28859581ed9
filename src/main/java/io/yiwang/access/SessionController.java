package io.yiwang.access;

import io.swagger.v3.oas.annotations.Operation;
import io.yiwang.house.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out. */
@RestController
class SessionController {
  private final People people;
  private final PasswordEncoder encoder;
  private final SecurityContextRepository contexts;
  private final Optional<DemoAccounts> demo;
  private final SignInRecord record;

  /** Compared against when the login is unknown, so that the answer takes as long. */
  private final String nobodysHash;

  SessionController(
      People people,
      PasswordEncoder encoder,
      SecurityContextRepository contexts,
      Optional<DemoAccounts> demo,
      SignInRecord record) {
    this.people = people;
    this.encoder = encoder;
    this.contexts = contexts;
    this.demo = demo;
    this.record = record;
    this.nobodysHash = people.hash("nobody");
  }

  record Credentials(String login, String password) {}

  @Operation(summary = "Sign in")
  @PostMapping("/api/v1/session")
  Person signIn(
      @RequestBody Credentials credentials,
      HttpServletRequest request,
      HttpServletResponse response) {
    String hash = people.passwordHash(credentials.login()).orElse(nobodysHash);
    if (!encoder.matches(credentials.password(), hash)) {
      record.failed(credentials.login());
      throw wrong();
    }
    Person person = people.findByLogin(credentials.login()).orElseThrow(SessionController::wrong);
    record.signedIn(person);
    if (request.getSession(false) != null) {
      request.changeSessionId();
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        new PreAuthenticatedAuthenticationToken(
            new SignedIn(person),
            null,
            person.duties().stream()
                .map(duty -> new SimpleGrantedAuthority("ROLE_" + duty.name()))
                .toList()));
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
    return person;
  }

  @Operation(summary = "Who is signed in")
  @GetMapping("/api/v1/session")
  Person current() {
    return people.current();
  }

  @Operation(summary = "Sign out")
  @DeleteMapping("/api/v1/session")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void signOut(HttpServletRequest request) {
    record.signingOut();
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    SecurityContextHolder.clearContext();
  }

  @Operation(summary = "Accounts to try the demonstration city with; 404 in a real city")
  @GetMapping("/api/v1/demo/accounts")
  List<DemoAccount> demoAccounts() {
    return demo.orElseThrow(() -> Problem.notFound("demonstration", "city")).list();
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
