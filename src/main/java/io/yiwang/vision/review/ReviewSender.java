package io.yiwang.vision.review;

import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.Datum;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.Intake;
import io.yiwang.sensing.IntakeResult;
import io.yiwang.sensing.ObservationDraft;
import io.yiwang.sensing.RowProblem;
import io.yiwang.sensing.Sighting;
import io.yiwang.sensing.Source;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reports what people have confirmed through the ordinary intake, once its verdict stands. The key
 * is the track, so what is sent twice after a kill is one observation, and the same object that the
 * camera reports later by itself is the same matter.
 */
@Component
class ReviewSender {
  private static final Logger log = LoggerFactory.getLogger(ReviewSender.class);
  private static final int BATCH = 100;

  /** A person has looked: as much as two who report it. */
  private static final double WEIGHT = 1;

  private final CandidateStore store;
  private final Intake intake;
  private final JdbcClient jdbc;
  private final Clock clock;

  ReviewSender(CandidateStore store, Intake intake, JdbcClient jdbc, Clock clock) {
    this.store = store;
    this.intake = intake;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT5S")
  void send() {
    SystemDuty.run(
        () -> {
          for (Candidate c : store.due(clock.instant(), BATCH)) {
            try {
              send(c);
            } catch (RuntimeException e) {
              log.warn("Candidate {} could not be reported; it is tried again", c.id(), e);
              return;
            }
          }
        });
  }

  private void send(Candidate c) {
    IntakeResult result =
        intake.accept(new Source("camera-" + c.camera(), Channel.CAMERA), List.of(draft(c)));
    IntakeResult.Row row = result.rows().getFirst();
    RowProblem problem = row.status() == IntakeResult.Status.REJECTED ? row.problem() : null;
    if (problem != null) {
      log.warn("The intake does not take candidate {}: {}", c.id(), problem);
    }
    jdbc.sql("update vision.candidate set sent_at = :now, refusal = :refusal where id = :id")
        .param("now", Timestamp.from(clock.instant()))
        .param("refusal", problem == null ? null : problem.toString())
        .param("id", c.id())
        .update();
  }

  static ObservationDraft draft(Candidate c) {
    return new ObservationDraft(
        c.track(),
        Channel.CAMERA,
        Sighting.OBSERVED,
        Objects.requireNonNull(c.saidClass()),
        c.point().lat(),
        c.point().lng(),
        Datum.WGS84,
        c.seenAt(),
        null,
        null,
        null,
        c.track(),
        null,
        WEIGHT,
        c.photo() == null ? List.of() : List.of(c.photo()),
        Map.of(
            "model", c.ability(),
            "version", c.version(),
            "confidence", String.format(Locale.ROOT, "%.3f", c.confidence()),
            "camera", c.camera(),
            "rule", "review/" + c.id()));
  }
}
