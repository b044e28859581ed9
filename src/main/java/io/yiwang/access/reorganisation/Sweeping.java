package io.yiwang.access.reorganisation;

import io.yiwang.house.SystemDuty;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What follows a commit. Everything remembered is read anew at once; whoever had read old facts
 * before and writes them now, such as a case that was being opened, is followed after: sweeping is
 * repeated until no transaction of before can still be open.
 */
@Component
class Sweeping {
  private static final Duration LONGEST_WRITE = Duration.ofMinutes(5);

  private record Past(Succession succession, Instant until) {}

  private final List<Structure> structures;
  private final List<Follower> followers;
  private final Following following;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Queue<Past> pasts = new ConcurrentLinkedQueue<>();

  Sweeping(
      List<Structure> structures,
      List<Follower> followers,
      Following following,
      TransactionTemplate transaction,
      Clock clock) {
    this.structures = structures;
    this.followers = followers;
    this.following = following;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** What came before of the same kind is over: sweeping by it would undo what is new. */
  void begin(Succession s) {
    settle();
    pasts.removeIf(past -> past.succession.subject() == s.subject());
    pasts.add(new Past(s, clock.instant().plus(LONGEST_WRITE)));
    sweep(s);
  }

  void settle() {
    structures.forEach(Structure::settled);
    followers.forEach(Follower::settled);
  }

  @Scheduled(fixedDelayString = "${yiwang.access.reorganisation.sweep:PT20S}")
  void sweep() {
    if (pasts.isEmpty()) {
      return;
    }
    SystemDuty.run(() -> pasts.forEach(past -> sweep(past.succession)));
    pasts.removeIf(past -> past.until.isBefore(clock.instant()));
  }

  private void sweep(Succession s) {
    transaction.executeWithoutResult(
        status -> {
          following.tell(s);
          followers.forEach(f -> f.sweep(s));
          following.sweep(s);
        });
  }
}
