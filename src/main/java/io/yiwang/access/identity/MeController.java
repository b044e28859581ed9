package io.yiwang.access.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.yiwang.access.SignedIn;
import io.yiwang.access.identity.Sessions.Client;
import io.yiwang.access.identity.Sessions.Method;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people do to their own account: password and sessions. */
@RestController
class MeController {
  private static final int MOST = 200;

  private final Passwords passwords;
  private final Sessions sessions;
  private final Attempts attempts;
  private final SignIn signIn;
  private final SignInRecord record;

  MeController(
      Passwords passwords,
      Sessions sessions,
      Attempts attempts,
      SignIn signIn,
      SignInRecord record) {
    this.passwords = passwords;
    this.sessions = sessions;
    this.attempts = attempts;
    this.signIn = signIn;
    this.record = record;
  }

  record NewPassword(@Nullable String present, @Nullable String password) {}

  @Operation(
      summary = "Change one's password",
      description = "All other sessions of the person end, and this one gets a new secret.")
  @PostMapping("/api/v1/me/password")
  SessionView password(
      @RequestBody NewPassword change, HttpServletRequest request, HttpServletResponse response) {
    SignedIn me = Me.signedIn();
    refuseDemo(sessions, me);
    if (change.present == null || change.present.isEmpty()) {
      throw Problem.badField("present", null, "must be given.", null);
    }
    Client client = Client.of(request);
    SignIn.Opened opened = SystemDuty.call(() -> changed(me, change, client));
    SessionContexts.give(opened.token(), request, response);
    return SessionView.of(opened.signedIn());
  }

  private SignIn.Opened changed(SignedIn me, NewPassword change, Client client) {
    attempts.begin(me.getName(), client.address());
    passwords.change(me.getName(), change.present, change.password);
    attempts.succeeded(me.getName(), client.address());
    record.changed(me.person(), "password");
    Method method = sessions.method(me.session());
    sessions.endAll(me.person().id());
    return signIn.open(me.person().id(), method, client);
  }

  /** One of the caller's sessions; {@code current} is the one of this request. */
  record OwnSession(
      long id,
      Method method,
      String address,
      String agent,
      Instant createdAt,
      Instant usedAt,
      Instant expiresAt,
      boolean current) {}

  @Operation(summary = "Where one is signed in")
  @GetMapping("/api/v1/me/sessions")
  List<OwnSession> list() {
    SignedIn me = Me.signedIn();
    return SystemDuty.call(() -> sessions.list(me.person().id(), 0, MOST)).stream()
        .map(
            s ->
                new OwnSession(
                    s.id(),
                    s.method(),
                    s.address(),
                    s.agent(),
                    s.createdAt(),
                    s.usedAt(),
                    s.expiresAt(),
                    s.id() == me.session()))
        .toList();
  }

  @Operation(summary = "Sign out one of one's sessions")
  @DeleteMapping("/api/v1/me/sessions/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(@PathVariable long id) {
    long person = Me.signedIn().person().id();
    if (!SystemDuty.call(() -> sessions.end(id, person))) {
      throw Problem.notFound("session", id);
    }
  }

  @Operation(summary = "Sign out everywhere, or everywhere else")
  @DeleteMapping("/api/v1/me/sessions")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void endAll(@RequestParam(defaultValue = "false") boolean others) {
    SignedIn me = Me.signedIn();
    SystemDuty.run(() -> sessions.endOthers(me.person().id(), others ? me.session() : 0));
  }

  /** What belongs to every visitor is not changed by one of them. */
  static void refuseDemo(Sessions sessions, SignedIn me) {
    if (sessions.isDemo(me.getName())) {
      throw Problem.forbidden("This account of the demonstration is shared by all visitors.");
    }
  }
}
