package io.yiwang.sensing.readings;

import io.yiwang.sensing.RefusedRows.Refused;
import io.yiwang.sensing.RowProblem;
import io.yiwang.sensing.devices.DeviceModels;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one gate through which anything becomes a reading: what a device says is judged, what can be
 * true goes to the log, what cannot is kept with the reason; answered when both are durable.
 */
@Component
public class ReadingIntake {
  private static final int RAW_BYTES = 1_000;

  private final MessageReader reader;
  private final ReadingLog log;
  private final RefusalBook refusals;
  private final Clock clock;
  private final Duration late;

  ReadingIntake(
      JsonMapper json,
      DeviceModels models,
      ReadingLog log,
      RefusalBook refusals,
      Clock clock,
      @Value("${yiwang.readings.late:P30D}") Duration late) {
    this.reader = new MessageReader(json, models);
    this.log = log;
    this.refusals = refusals;
    this.clock = clock;
    this.late = late;
  }

  /** What became of one message. */
  public record Answer(int taken, List<RowProblem> problems) {
    public Answer {
      problems = List.copyOf(problems);
    }
  }

  /**
   * A message as it came from the device itself; failed when the log could not take it, and then
   * nothing was taken and the same may be sent again.
   */
  public CompletableFuture<Answer> take(Speaker speaker, byte[] payload) {
    Instant now = clock.instant();
    Message message = reader.read(speaker, payload, now, now.minus(late));
    return kept(speaker, message, () -> raw(payload));
  }

  /** An entry of a series that somebody else brings, however old. */
  CompletableFuture<Answer> takeOld(Speaker speaker, JsonNode entry) {
    Message message = reader.read(speaker, entry, clock.instant(), Instant.EPOCH);
    return kept(speaker, message, entry::toString);
  }

  /** Something about a device that is no reading. */
  public CompletableFuture<Void> refuse(Speaker speaker, RowProblem problem, String raw) {
    return refusals.keep(List.of(new Refused(speaker.source(), 0, null, problem, raw)));
  }

  private CompletableFuture<Answer> kept(Speaker speaker, Message message, Supplier<String> raw) {
    var answer = new Answer(message.readings().size(), message.problems());
    CompletableFuture<Void> logged =
        message.readings().isEmpty()
            ? CompletableFuture.completedFuture(null)
            : log.append(speaker.device(), message.readings());
    if (message.problems().isEmpty()) {
      return logged.thenApply(done -> answer);
    }
    List<Refused> refused = new ArrayList<>();
    String text = raw.get();
    for (RowProblem problem : message.problems()) {
      refused.add(new Refused(speaker.source(), refused.size(), null, problem, text));
    }
    return logged.thenCompose(done -> refusals.keep(refused)).thenApply(done -> answer);
  }

  private static String raw(byte[] payload) {
    return new String(payload, 0, Math.min(payload.length, RAW_BYTES), StandardCharsets.UTF_8);
  }
}
