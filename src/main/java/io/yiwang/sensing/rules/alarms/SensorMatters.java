package io.yiwang.sensing.rules.alarms;

import io.yiwang.house.Live;
import io.yiwang.house.OutboxConsumer;
import io.yiwang.house.OutboxEvent;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.Datum;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.Intake;
import io.yiwang.sensing.IntakeResult;
import io.yiwang.sensing.ObservationDraft;
import io.yiwang.sensing.Sighting;
import io.yiwang.sensing.Source;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A firing becomes an observation of its device by the ordinary intake, its end says that the
 * matter is gone; open screens hear of every step.
 */
@Component
class SensorMatters implements OutboxConsumer {
  /**
   * Weight of a firing: a rule that raises a matter has waited, compared and counted already, so
   * that it needs no second witness.
   */
  private static final double ENOUGH = 1;

  private static final Logger log = LoggerFactory.getLogger(SensorMatters.class);

  private final Intake intake;
  private final FiringRows rows;
  private final Live live;
  private final JsonMapper json;

  SensorMatters(Intake intake, FiringRows rows, Live live, JsonMapper json) {
    this.intake = intake;
    this.rows = rows;
    this.live = live;
    this.json = json;
  }

  @Override
  public String name() {
    return "sensor-matters";
  }

  @Override
  public String topic() {
    return FiringEvent.TOPIC;
  }

  @Override
  public void accept(List<OutboxEvent> events) {
    for (OutboxEvent event : events) {
      FiringEvent told = json.treeToValue(event.payload(), FiringEvent.class);
      rows.find(told.firing()).ifPresent(firing -> tell(firing, told.what()));
      live.push(AlarmRule.EVENT, told);
    }
  }

  private void tell(Firing firing, String what) {
    if (firing.classCode() == null || firing.raisedAt() == null) {
      return;
    }
    if (what.equals("RAISED")) {
      file(firing, observed(firing));
    } else if (what.equals("ENDED")) {
      file(firing, cleared(firing));
    }
  }

  private void file(Firing firing, ObservationDraft draft) {
    Source source = new Source(Firing.source(firing.deviceCode()), Channel.SENSOR);
    IntakeResult result = intake.accept(source, List.of(draft));
    if (result.rejected() > 0) {
      log.warn(
          "The matter of alarm {} was refused: {}. Maybe the catalogue lacks class {}.",
          firing.id(),
          Optional.ofNullable(result.rows().getFirst().problem()).map(p -> p.detail()).orElse(""),
          firing.classCode());
    }
  }

  /** Key of the observation that a firing becomes. */
  static String key(Firing firing) {
    return firing.id().toString();
  }

  private static ObservationDraft observed(Firing firing) {
    return draft(firing, key(firing), Sighting.OBSERVED, firing.startedAt());
  }

  private static ObservationDraft cleared(Firing firing) {
    Instant at = firing.endedAt() == null ? firing.startedAt() : firing.endedAt();
    return draft(firing, key(firing) + "/over", Sighting.CLEARED, at);
  }

  private static ObservationDraft draft(Firing firing, String key, Sighting sighting, Instant at) {
    Map<String, String> attributes = new HashMap<>();
    attributes.put("rule", firing.rule());
    attributes.put("version", Integer.toString(firing.version()));
    attributes.put("quantity", firing.quantity());
    attributes.put("value", Double.toString(firing.value()));
    attributes.put("confidence", "1");
    attributes.put("device", firing.deviceCode());
    Long component = firing.component();
    return new ObservationDraft(
        key,
        Channel.SENSOR,
        sighting,
        Objects.requireNonNull(firing.classCode()),
        firing.point().lat(),
        firing.point().lng(),
        Datum.WGS84,
        at,
        firing.nameZh() + "：" + firing.whyZh(),
        null,
        component == null ? null : ComponentId.text(component),
        key(firing),
        null,
        ENOUGH,
        List.of(),
        attributes);
  }
}
