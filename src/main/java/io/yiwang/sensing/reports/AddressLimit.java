package io.yiwang.sensing.reports;

import io.yiwang.house.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** How many anonymous reports one network address may send in ten minutes. */
@Component
final class AddressLimit {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int ADDRESSES = 100_000;

  private final ConcurrentHashMap<String, Window> windows = new ConcurrentHashMap<>();
  private final Clock clock;
  private final int most;

  @Autowired
  AddressLimit(Clock clock, @Value("${yiwang.reports.per-address:120}") int most) {
    this.clock = clock;
    this.most = most;
  }

  private record Window(Instant since, int count) {}

  /** 429 when the address has sent too many; a limit of 0 means none. */
  void count(String address) {
    if (most == 0) {
      return;
    }
    Instant now = clock.instant();
    if (windows.size() > ADDRESSES) {
      windows.values().removeIf(window -> window.since.plus(WINDOW).isBefore(now));
    }
    Window window =
        windows.compute(
            address,
            (a, w) ->
                w == null || w.since.plus(WINDOW).isBefore(now)
                    ? new Window(now, 1)
                    : new Window(w.since, w.count + 1));
    if (window.count > most) {
      throw new Problem(
          HttpStatus.TOO_MANY_REQUESTS,
          "too-many-reports",
          "This address sent more than " + most + " reports in ten minutes.",
          null,
          null,
          "Maybe sign in, or wait a few minutes.");
    }
  }
}
