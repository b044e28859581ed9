package io.yiwang.access.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.yiwang.access.DemoAccount;
import io.yiwang.access.DemoAccounts;
import io.yiwang.access.Post;
import io.yiwang.access.SignedIn;
import io.yiwang.access.identity.Sessions.Client;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out, and choosing a post. */
@RestController
class SessionController {
  private final SignIn signIn;
  private final Sessions sessions;
  private final SignInRecord record;
  private final CsrfTokenRepository csrfTokens;
  private final SignOutElsewhere elsewhere;
  private final Optional<DemoAccounts> demo;

  SessionController(
      SignIn signIn,
      Sessions sessions,
      SignInRecord record,
      CsrfTokenRepository csrfTokens,
      SignOutElsewhere elsewhere,
      Optional<DemoAccounts> demo) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.record = record;
    this.csrfTokens = csrfTokens;
    this.elsewhere = elsewhere;
    this.demo = demo;
  }

  @Operation(
      summary = "Sign in",
      description =
          """
          Answers 401 `factor-needed` when the password is right and a code is asked for, 429 `too-many-attempts`
          with `Retry-After` when the name or the address is locked. `pending` of the answer says what must be done
          before anything else is allowed.
          """)
  @PostMapping("/api/v1/session")
  SessionView signIn(
      @RequestBody SignIn.Credentials credentials,
      HttpServletRequest request,
      HttpServletResponse response) {
    SignIn.Opened opened = SystemDuty.call(() -> signIn.enter(credentials, Client.of(request)));
    SessionContexts.replace(opened.token(), sessions, request, response);
    csrfTokens.saveToken(csrfTokens.generateToken(request), request, response);
    return SessionView.of(opened.signedIn());
  }

  @Operation(summary = "Who is signed in")
  @GetMapping("/api/v1/session")
  SessionView current() {
    return SessionView.of(Me.signedIn());
  }

  /** Names one of the caller's posts. */
  record ChosenPost(String unitCode, String regionCode) {}

  @Operation(summary = "Act at another of one's posts")
  @PutMapping("/api/v1/session/post")
  SessionView choose(@RequestBody ChosenPost chosen, HttpServletRequest request) {
    SignedIn me = Me.signedIn();
    Post post =
        me.posts().stream()
            .filter(
                p ->
                    p.unitCode().equals(chosen.unitCode)
                        && p.regionCode().equals(chosen.regionCode))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("post", chosen.unitCode + " " + chosen.regionCode));
    return SystemDuty.call(
        () -> {
          sessions.choose(me.session(), post);
          return SessionView.of(
              SessionContexts.token(request)
                  .flatMap(sessions::find)
                  .orElseThrow(() -> Problem.notFound("session", me.session())));
        });
  }

  /** A code of the authenticator, or a recovery code. */
  record Code(@Nullable String code) {}

  @Operation(summary = "Give the code that a session by a provider still waits for")
  @PutMapping("/api/v1/session/code")
  SessionView code(@RequestBody Code code, HttpServletRequest request) {
    SignedIn me = Me.signedIn();
    if (me.pending() != SignedIn.Pending.CODE) {
      return SessionView.of(me);
    }
    return SystemDuty.call(
        () -> SessionView.of(signIn.proveCode(me, code.code, Client.of(request))));
  }

  /**
   * @param continueAt where the browser ends the session of the provider it came by; null when
   *     there is none
   */
  record SignedOut(@Nullable URI continueAt) {}

  @Operation(summary = "Sign out")
  @DeleteMapping("/api/v1/session")
  SignedOut signOut(HttpServletRequest request, HttpServletResponse response) {
    Optional<URI> next =
        SessionContexts.token(request).flatMap(t -> SystemDuty.call(() -> end(t, request)));
    SessionContexts.give("", request, response);
    return new SignedOut(next.orElse(null));
  }

  private Optional<URI> end(String token, HttpServletRequest request) {
    Optional<Sessions.Origin> origin = sessions.origin(token);
    sessions.find(token).ifPresent(s -> record.signingOut(s.person()));
    sessions.end(token);
    return origin.flatMap(o -> elsewhere.after(o.provider(), o.idToken(), request));
  }

  @Operation(summary = "Accounts to try the demonstration city with; 404 in a real city")
  @GetMapping("/api/v1/demo/accounts")
  List<DemoAccount> demoAccounts() {
    return demo.orElseThrow(() -> Problem.notFound("demonstration", "city")).list();
  }
}
