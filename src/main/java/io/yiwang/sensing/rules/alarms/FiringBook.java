package io.yiwang.sensing.rules.alarms;

import io.yiwang.house.Outbox;
import io.yiwang.kernel.ComponentId;
import io.yiwang.sensing.devices.Device;
import io.yiwang.sensing.devices.Devices;
import io.yiwang.sensing.rules.RuleVersion;
import io.yiwang.sensing.rules.RuleWords;
import io.yiwang.sensing.rules.SensorRule;
import io.yiwang.sensing.rules.engine.Began;
import io.yiwang.sensing.rules.engine.Ended;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down what becomes of firings, each step once, as the platform in its transaction. */
@Component
class FiringBook {
  private static final int BATCH = 200;

  private final JdbcClient jdbc;
  private final FiringRows rows;
  private final Devices devices;
  private final RuleWords words;
  private final Outbox outbox;
  private final Clock clock;

  FiringBook(
      JdbcClient jdbc,
      FiringRows rows,
      Devices devices,
      RuleWords words,
      Outbox outbox,
      Clock clock) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.devices = devices;
    this.words = words;
    this.outbox = outbox;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Keeps a firing; found again, nothing happens. */
  void began(RuleVersion version, Began began) {
    Device device = devices.find(began.device()).orElse(null);
    if (device == null) {
      return; // taken out of the registry meanwhile
    }
    SensorRule rule = version.rule();
    Instant now = now();
    Duration within = rule.acknowledgeWithin();
    UUID id = Firing.id(rule.code(), began.device(), began.at());
    boolean suppressed = device.maintenance() || inMaintenance(device.id(), device.regionPath());
    int added =
        jdbc.sql(
                """
                insert into sensing.firing (id, rule, version, name_zh, name_en, severity, class_code, device,
                  device_code, device_name, component, quantity, region_path, lat_e7, lng_e7, since, started_at,
                  found_at, value, why_zh, why_en, together, suppressed, escalate_at, escalate_after)
                values (:id, :rule, :version, :zh, :en, :severity, :class, :device, :code, :name, :component,
                  :quantity, :path, :lat, :lng, :since, :started, :found, :value, :whyZh, :whyEn, :together,
                  :suppressed, :escalate, :after::interval)
                on conflict (id) do nothing
                """)
            .param("id", id)
            .param("rule", rule.code())
            .param("version", version.version())
            .param("zh", rule.nameZh())
            .param("en", rule.nameEn())
            .param("severity", rule.severity().ordinal())
            .param("class", matterClass(rule, device))
            .param("device", device.id())
            .param("code", device.code())
            .param("name", device.name())
            .param("component", device.component())
            .param("quantity", began.watch().quantity())
            .param("path", device.regionPath())
            .param("lat", device.point().latE7())
            .param("lng", device.point().lngE7())
            .param("since", Timestamp.from(Instant.ofEpochMilli(began.since())))
            .param("started", Timestamp.from(Instant.ofEpochMilli(began.at())))
            .param("found", Timestamp.from(now))
            .param("value", began.value())
            .param("whyZh", words.why(rule, began, true))
            .param("whyEn", words.why(rule, began, false))
            .param("together", codes(began))
            .param("suppressed", suppressed)
            .param("escalate", within == null ? null : Timestamp.from(now.plus(within)))
            .param("after", within == null ? null : within.toString())
            .update();
    if (added > 0) {
      act(id, suppressed ? "SUPPRESS" : "FIRE", null, null);
      if (!suppressed) {
        raise(id);
      }
    }
  }

  private static @Nullable String matterClass(SensorRule rule, Device device) {
    if (!SensorRule.OF_COMPONENT.equals(rule.matterClass())) {
      return rule.matterClass();
    }
    Long component = device.component();
    return component == null ? null : ComponentId.classCode(ComponentId.classOf(component));
  }

  private String[] codes(Began began) {
    return began.together().stream()
        .flatMap(id -> devices.find(id).map(Device::code).stream())
        .sorted()
        .toArray(String[]::new);
  }

  private boolean inMaintenance(long device, String path) {
    return jdbc.sql(
            """
            select exists (select 1 from sensing.maintenance m where m.from_at <= :now and m.to_at > :now
              and (m.device = :device or m.device is null and :path || '.' like m.region_path || '.%'))
            """)
        .param("now", Timestamp.from(now()))
        .param("device", device)
        .param("path", path)
        .query(Boolean.class)
        .single();
  }

  private void raise(UUID id) {
    jdbc.sql("update sensing.firing set raised_at = ?, suppressed = false where id = ?")
        .params(Timestamp.from(now()), id)
        .update();
    tell(id, "RAISED");
  }

  /** Closes a firing; told again, nothing happens. */
  void ended(Ended ended) {
    end(
        Firing.id(ended.rule(), ended.device(), ended.began()),
        Instant.ofEpochMilli(ended.at()),
        "READING",
        Double.isFinite(ended.peak()) ? ended.peak() : null);
  }

  /** Closes a firing nobody watches any longer: the rule was switched off, the device is gone. */
  void abandon(UUID id) {
    end(id, now(), "RULE", null);
  }

  private void end(UUID id, Instant at, String by, @Nullable Double peak) {
    int ended =
        jdbc.sql(
                """
                update sensing.firing set ended_at = greatest(started_at, :at), ended_by = :by, peak = :peak,
                  escalate_at = null
                where id = :id and ended_at is null
                """)
            .param("at", Timestamp.from(at))
            .param("by", by)
            .param("peak", peak)
            .param("id", id)
            .update();
    if (ended > 0) {
      act(id, "END", null, null);
      tell(id, "ENDED");
    }
  }

  /** Somebody takes it on; false when somebody already has. */
  boolean acknowledge(UUID id, String by, @Nullable String note) {
    int done =
        jdbc.sql(
                """
                update sensing.firing set acknowledged_at = :now, acknowledged_by = :by, acknowledge_note = :note,
                  escalate_at = null
                where id = :id and acknowledged_at is null
                """)
            .param("now", Timestamp.from(now()))
            .param("by", by)
            .param("note", note)
            .param("id", id)
            .update();
    if (done > 0) {
      act(id, "ACKNOWLEDGE", by, note);
      tell(id, "ACKNOWLEDGED");
    }
    return done > 0;
  }

  /** Escalates a batch of what nobody has acknowledged in time; says how many. */
  int escalate() {
    List<UUID> due =
        jdbc.sql(
                """
                update sensing.firing set level = level + 1,
                  escalate_at = case when level + 1 < 3 then cast(:now as timestamptz) + escalate_after end
                where id in (select id from sensing.firing where escalate_at <= :now and not suppressed
                  order by escalate_at limit :batch for update skip locked)
                returning id::text
                """)
            .param("now", Timestamp.from(now()))
            .param("batch", BATCH)
            .query((rs, row) -> UUID.fromString(rs.getString(1)))
            .list();
    for (UUID id : due) {
      act(id, "ESCALATE", null, null);
      tell(id, "ESCALATED");
    }
    return due.size();
  }

  /** Raises what still lasts where nobody works any longer. */
  void resume() {
    List<Firing> suppressed = rows.suppressed(BATCH);
    for (Firing firing : suppressed) {
      boolean worksOn = devices.find(firing.device()).map(Device::maintenance).orElse(false);
      if (!worksOn && !inMaintenance(firing.device(), firing.regionPath())) {
        jdbc.sql(
                "update sensing.firing set escalate_at = cast(:now as timestamptz) + escalate_after"
                    + " where id = :id")
            .param("now", Timestamp.from(now()))
            .param("id", firing.id())
            .update();
        act(firing.id(), "FIRE", null, null);
        raise(firing.id());
      }
    }
  }

  private void act(UUID id, String act, @Nullable String by, @Nullable String note) {
    jdbc.sql(
            """
            insert into sensing.firing_act (firing, act, at, by_name, note)
            values (:firing, :act, :at, :by, :note)
            """)
        .param("firing", id)
        .param("act", act)
        .param("at", Timestamp.from(now()))
        .param("by", by)
        .param("note", note)
        .update();
  }

  private void tell(UUID id, String what) {
    Firing firing = rows.get(id);
    outbox.append(FiringEvent.TOPIC, id.toString(), what, FiringEvent.of(firing, what));
  }
}
