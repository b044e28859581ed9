package io.yiwang.vision.review;

import io.yiwang.access.Person;
import io.yiwang.house.Live;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.vision.review.Candidate.Status;
import io.yiwang.vision.review.Candidate.Verdict;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Verdicts about candidates. What is confirmed is reported when its verdict can no longer be taken
 * back ({@link ReviewSender}), so that taking one back never leaves a matter behind.
 */
@Component
class Reviews {
  /** What was found to be nothing has had no effect yet and can be taken up again for longer. */
  private static final Duration REJECTION_UNDO = Duration.ofHours(1);

  private final JdbcClient jdbc;
  private final CandidateStore store;
  private final ReviewSettings settings;
  private final Live live;
  private final Clock clock;

  Reviews(JdbcClient jdbc, CandidateStore store, ReviewSettings settings, Live live, Clock clock) {
    this.jdbc = jdbc;
    this.store = store;
    this.settings = settings;
    this.live = live;
    this.clock = clock;
  }

  /**
   * @param said the class it is; null when it is nothing
   * @throws Problem 409 when somebody else was quicker
   */
  Candidate decide(Candidate c, Verdict verdict, @Nullable String said, Person by) {
    Instant now = clock.instant();
    Status status =
        switch (verdict) {
          case CONFIRM -> Status.CONFIRMED;
          case CORRECT -> Status.CORRECTED;
          case REJECT -> Status.REJECTED;
        };
    boolean files = said != null && c.band() != Band.FIRED && c.goneAt() == null;
    Candidate decided =
        SystemDuty.call(
            () -> {
              int changed =
                  jdbc.sql(
                          """
                          update vision.candidate set status = :status, said_class = :said, decided_by = :by,
                            decider = :name, decided_at = :now, send_at = :send
                          where id = :id and status = 'OPEN'
                          """)
                      .param("status", status.name())
                      .param("said", said)
                      .param("by", by.id())
                      .param("name", by.name())
                      .param("now", Timestamp.from(now))
                      .param("send", files ? Timestamp.from(now.plus(settings.undo())) : null)
                      .param("id", c.id())
                      .update();
              if (changed == 0) {
                throw decidedAlready(c.id());
              }
              return store.get(c.id());
            });
    tell(decided);
    return decided;
  }

  private Problem decidedAlready(long id) {
    return Problem.conflict(
        "candidate-decided",
        "Candidate " + id + " has been decided already.",
        "Maybe somebody else was quicker.");
  }

  boolean mayUndo(Candidate c) {
    Instant decided = c.decidedAt();
    if (decided == null || c.sentAt() != null || c.photo() == null) {
      return false;
    }
    Duration within = c.sendAt() == null ? REJECTION_UNDO : settings.undo();
    return clock.instant().isBefore(decided.plus(within));
  }

  Candidate undo(Candidate c) {
    Candidate open =
        SystemDuty.call(
            () -> {
              int changed =
                  mayUndo(c)
                      ? jdbc.sql(
                              """
                              update vision.candidate set status = 'OPEN', said_class = null, decided_by = null,
                                decider = null, decided_at = null, send_at = null
                              where id = ? and decided_at = ? and sent_at is null
                                and (send_at is null or send_at > ?)
                              """)
                          .params(
                              c.id(), Timestamp.from(decidedAt(c)), Timestamp.from(clock.instant()))
                          .update()
                      : 0;
              if (changed == 0) {
                throw Problem.conflict(
                    "verdict-stands",
                    "The verdict about candidate " + c.id() + " can no longer be taken back.",
                    "Maybe it has been reported; put it right on the case.");
              }
              return store.get(c.id());
            });
    tell(open);
    return open;
  }

  private static Instant decidedAt(Candidate c) {
    return c.decidedAt() == null ? Instant.EPOCH : c.decidedAt();
  }

  private void tell(Candidate c) {
    live.push(CandidateNews.EVENT, new Candidates.News(c.id(), c.camera(), c.regionPath()));
  }

  /** Nobody need look at what is too old to be mended by a report. */
  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void expire() {
    SystemDuty.run(
        () ->
            jdbc.sql(
                    """
                    update vision.candidate set status = 'EXPIRED' where status = 'OPEN' and seen_at < ?
                    """)
                .param(Timestamp.from(clock.instant().minus(settings.waits())))
                .update());
  }
}
