package io.yiwang.access.staff;

import io.swagger.v3.oas.annotations.Operation;
import io.yiwang.access.identity.Sessions;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who is signed in, for administrators. */
@RestController
class OpenSessionsController {
  private static final int MOST = 500;

  private final Sessions sessions;
  private final Permissions permissions;

  OpenSessionsController(Sessions sessions, Permissions permissions) {
    this.sessions = sessions;
    this.permissions = permissions;
  }

  record SessionPage(List<Sessions.Open> items, long total) {}

  @Operation(summary = "Open sessions, the last used first")
  @GetMapping("/api/v1/admin/sessions")
  SessionPage list(
      @RequestParam(required = false) @Nullable Long person,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    return SystemDuty.call(
        () ->
            new SessionPage(
                sessions.list(person, Math.max(0, page), Math.clamp(size, 1, MOST)),
                sessions.count(person)));
  }

  @Operation(summary = "End a session; its screen is signed out at once")
  @DeleteMapping("/api/v1/admin/sessions/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(@PathVariable long id) {
    permissions.change(
        "session",
        () -> sessions.end(id).orElseThrow(() -> Problem.notFound("session", id)),
        person -> person);
  }
}
