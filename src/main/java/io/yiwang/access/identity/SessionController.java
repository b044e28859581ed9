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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out, and choosing a post. */
@RestController
class SessionController {
  private static final int AGENT_LENGTH = 200;

  private final SignIn signIn;
  private final Sessions sessions;
  private final SignInRecord record;
  private final CsrfTokenRepository csrfTokens;
  private final Optional<DemoAccounts> demo;

  SessionController(
      SignIn signIn,
      Sessions sessions,
      SignInRecord record,
      CsrfTokenRepository csrfTokens,
      Optional<DemoAccounts> demo) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.record = record;
    this.csrfTokens = csrfTokens;
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
    SignIn.Opened opened = SystemDuty.call(() -> signIn.enter(credentials, client(request)));
    SessionContexts.token(request).ifPresent(token -> SystemDuty.run(() -> sessions.end(token)));
    SessionContexts.give(opened.token(), request, response);
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

  @Operation(summary = "Sign out")
  @DeleteMapping("/api/v1/session")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void signOut(HttpServletRequest request, HttpServletResponse response) {
    SessionContexts.token(request).ifPresent(token -> SystemDuty.run(() -> end(token)));
    SessionContexts.give("", request, response);
  }

  private void end(String token) {
    sessions.find(token).ifPresent(s -> record.signingOut(s.person()));
    sessions.end(token);
  }

  @Operation(summary = "Accounts to try the demonstration city with; 404 in a real city")
  @GetMapping("/api/v1/demo/accounts")
  List<DemoAccount> demoAccounts() {
    return demo.orElseThrow(() -> Problem.notFound("demonstration", "city")).list();
  }

  static Client client(HttpServletRequest request) {
    @Nullable String agent = request.getHeader(HttpHeaders.USER_AGENT);
    String told = Objects.requireNonNullElse(agent, "");
    return new Client(
        request.getRemoteAddr(), told.substring(0, Math.min(told.length(), AGENT_LENGTH)));
  }
}
