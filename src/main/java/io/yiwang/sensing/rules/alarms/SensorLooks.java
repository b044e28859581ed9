package io.yiwang.sensing.rules.alarms;

import io.yiwang.house.Phases;
import io.yiwang.house.Rounds;
import io.yiwang.house.SystemDuty;
import io.yiwang.sensing.LookAgain;
import io.yiwang.sensing.LookAnswer;
import io.yiwang.sensing.LookAnswers;
import io.yiwang.sensing.LookRequest;
import io.yiwang.sensing.LookVerdict;
import io.yiwang.sensing.devices.Device;
import io.yiwang.sensing.devices.DeviceModels;
import io.yiwang.sensing.devices.Devices;
import io.yiwang.sensing.readings.LastValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * A sensor looks again at what was mended: it is clear when no rule of the class has fired since,
 * none fires, and the device has spoken. One that has not is waited for as long as three of its
 * messages take. Who asked asks again after a restart.
 */
@Component
class SensorLooks implements LookAgain, SmartLifecycle {
  private static final String PREFIX = "sensor-";
  private static final Duration PAUSE = Duration.ofMillis(1000);

  /** So many messages of a device may be missing before it counts as silent. */
  private static final int PATIENCE = 3;

  private final Devices devices;
  private final DeviceModels models;
  private final FiringRows rows;
  private final LastValues lastValues;
  private final ObjectProvider<LookAnswers> answers;
  private final Clock clock;
  private final Map<String, LookRequest> waiting = new ConcurrentHashMap<>();
  private final Rounds rounds = new Rounds("sensor-looks", PAUSE, this::tick);

  SensorLooks(
      Devices devices,
      DeviceModels models,
      FiringRows rows,
      LastValues lastValues,
      ObjectProvider<LookAnswers> answers,
      Clock clock) {
    this.devices = devices;
    this.models = models;
    this.rows = rows;
    this.lastValues = lastValues;
    this.answers = answers;
    this.clock = clock;
  }

  @Override
  public boolean knows(String source) {
    return source.startsWith(PREFIX) && SystemDuty.call(() -> device(source)) != null;
  }

  private @Nullable Device device(String source) {
    return devices.find(source.substring(PREFIX.length())).orElse(null);
  }

  @Override
  public void look(LookRequest request) {
    waiting.putIfAbsent(request.id(), request);
  }

  /** Answers what is due. */
  void tick() {
    Instant now = clock.instant();
    for (LookRequest request : waiting.values()) {
      if (!request.lookAt().isAfter(now)) {
        look(request, now)
            .ifPresent(
                answer -> {
                  answers.ifAvailable(taker -> taker.answer(answer));
                  waiting.remove(request.id());
                });
      }
    }
  }

  /** What the sensor says about it now; nothing while it may still speak. */
  Optional<LookAnswer> look(LookRequest request, Instant now) {
    Device device = device(request.source());
    if (device == null) {
      return answer(request, LookVerdict.CANNOT_SEE, now, null, "设备已不在册 · The device is gone.");
    }
    Firing after = null;
    for (Firing firing : rows.since(device.code(), request.mendedAt())) {
      boolean ofClass = request.classCode().equals(firing.classCode());
      boolean still = firing.endedAt() == null || firing.startedAt().isAfter(request.mendedAt());
      if (ofClass && still) {
        after = firing;
      }
    }
    if (after != null) {
      String why = after.whyZh() + " · " + after.whyEn();
      return answer(request, LookVerdict.STILL_THERE, now, after, why);
    }
    boolean spoke =
        lastValues.of(device.id()).values().stream()
            .anyMatch(reading -> reading.at().isAfter(request.mendedAt()));
    if (spoke) {
      return answer(request, LookVerdict.CLEAR, now, null, null);
    }
    Duration patience = models.get(device.model()).every().multipliedBy(PATIENCE);
    if (request.mendedAt().plus(patience).isAfter(now)) {
      return Optional.empty();
    }
    String why = "处置后设备没有读数 · The device has not spoken since.";
    return answer(request, LookVerdict.CANNOT_SEE, now, null, why);
  }

  private static Optional<LookAnswer> answer(
      LookRequest request,
      LookVerdict verdict,
      Instant now,
      @Nullable Firing firing,
      @Nullable String why) {
    return Optional.of(
        new LookAnswer(
            request.id(),
            verdict,
            now,
            List.of(),
            firing == null ? "sensor-rules" : firing.rule(),
            firing == null ? "1" : Integer.toString(firing.version()),
            verdict == LookVerdict.CANNOT_SEE ? 0 : 1,
            why));
  }

  @Override
  public void start() {
    rounds.start();
  }

  @Override
  public void stop() {
    rounds.stop();
  }

  @Override
  public boolean isRunning() {
    return rounds.isRunning();
  }

  @Override
  public int getPhase() {
    return Phases.TIMERS;
  }
}
