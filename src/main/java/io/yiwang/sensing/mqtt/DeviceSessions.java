package io.yiwang.sensing.mqtt;

import io.yiwang.sensing.devices.DeviceModels;
import io.yiwang.sensing.devices.DeviceSecrets.Credential;
import io.yiwang.sensing.readings.ReadingLog;
import io.yiwang.sensing.readings.Speaker;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The devices that are connected, and how that they come and go is told. */
@Component
class DeviceSessions {
  private static final int PACES = 10_000;

  private final DeviceModels models;
  private final ReadingLog log;
  private final Clock clock;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<String, DeviceSession> sessions = new ConcurrentHashMap<>();

  /** Of those who went with an empty bucket, so that coming back does not fill it. */
  private final Map<String, Pace> spent = new ConcurrentHashMap<>();

  DeviceSessions(DeviceModels models, ReadingLog log, Clock clock) {
    this.models = models;
    this.log = log;
    this.clock = clock;
  }

  @Nullable DeviceSession find(String code) {
    return sessions.get(code);
  }

  int count() {
    return sessions.size();
  }

  /** Whether it flooded and its bucket is still empty. */
  boolean isFlooding(String code) {
    Pace pace = spent.get(code);
    if (pace == null) {
      return false;
    }
    if (pace.hasRoom(System.nanoTime())) {
      spent.remove(code);
      return false;
    }
    return true;
  }

  DeviceSession open(Credential credential) {
    var model = models.get(credential.model());
    var session =
        new DeviceSession(
            new Speaker(credential.device(), credential.code(), model),
            numbers.incrementAndGet(),
            new Pace(model.perMinute(), System.nanoTime()));
    sessions.put(credential.code(), session);
    return session;
  }

  void came(DeviceSession session) {
    log.presence(session.speaker().device(), true, clock.instant());
  }

  /** The connection of this number is gone; a later one of the same device stays. */
  void went(String code, long number) {
    DeviceSession session = sessions.get(code);
    if (session != null && session.number() == number && sessions.remove(code, session)) {
      if (!session.pace().hasRoom(System.nanoTime()) && spent.size() < PACES) {
        spent.put(code, session.pace());
      }
      log.presence(session.speaker().device(), false, clock.instant());
    }
  }
}
