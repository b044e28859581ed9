package io.yiwang.sensing.rules;

import io.yiwang.citymap.Catalogue;
import io.yiwang.sensing.devices.DeviceModel;
import io.yiwang.sensing.devices.DeviceModels;
import io.yiwang.sensing.devices.Quantity;
import io.yiwang.sensing.devices.QuantityKind;
import io.yiwang.sensing.rules.SensorRule.Is;
import io.yiwang.sensing.rules.SensorRule.Neighbours;
import io.yiwang.sensing.rules.SensorRule.Trigger;
import io.yiwang.sensing.rules.engine.Gauge;
import io.yiwang.sensing.rules.engine.Group;
import io.yiwang.sensing.rules.engine.Hours;
import io.yiwang.sensing.rules.engine.Watch;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes rules ready to run: limits in the unit their quantity is kept in, spans in milliseconds.
 */
@Component
public class Watches {
  private static final long SILENCES = 3;
  private static final long FOR_EVER = Long.MAX_VALUE / 4;

  private final DeviceModels models;
  private final Catalogue catalogue;

  Watches(DeviceModels models, Catalogue catalogue) {
    this.models = models;
    this.catalogue = catalogue;
  }

  public Watch of(SensorRule rule, int version) {
    return new Watch(
        rule.code(),
        version,
        rule.when().quantity(),
        gauge(rule.when()),
        millis(rule.lasting()),
        rule.repeated() == null ? 1 : rule.repeated().times(),
        rule.repeated() == null ? 0 : rule.repeated().within().toMillis(),
        goodFor(rule),
        rule.hours() == null ? Hours.ALWAYS : new CityHours(rule.hours(), catalogue.calendar()),
        group(rule.neighbours()));
  }

  private static @Nullable Group group(@Nullable Neighbours neighbours) {
    if (neighbours == null) {
      return null;
    }
    Double metres = neighbours.metres();
    return new Group(neighbours.atLeast(), metres == null ? 0 : metres);
  }

  private static long millis(@Nullable Duration span) {
    return span == null ? 0 : span.toMillis();
  }

  private Gauge gauge(Trigger when) {
    double limit = kept(when, when.limit());
    return switch (when.is()) {
      case ABOVE, BELOW ->
          new Gauge.Threshold(
              when.is() == Is.ABOVE,
              limit,
              when.clear() == null ? limit : kept(when, when.clear()));
      case RISES, FALLS ->
          new Gauge.Change(when.is() == Is.RISES, limit - kept(when, 0.0), millis(when.within()));
      case SILENT -> new Gauge.Absence(millis(when.within()));
    };
  }

  /** A value of the rule in the unit its quantity is kept in. */
  double kept(Trigger when, @Nullable Double value) {
    if (value == null) {
      return 0;
    }
    Quantity quantity = models.findQuantity(when.quantity()).orElse(null);
    return quantity == null || when.unit() == null
        ? value
        : models.units().convert(value, when.unit(), quantity.unit()).orElse(value);
  }

  /** What says 1 as long as it is so says it once; a measure is soon no longer true. */
  private long goodFor(SensorRule rule) {
    if (rule.goodFor() != null) {
      return rule.goodFor().toMillis();
    }
    boolean state =
        rule.when().quantity().equals("online")
            || models
                .findQuantity(rule.when().quantity())
                .filter(q -> q.kind() == QuantityKind.STATE)
                .isPresent();
    Duration every = models.find(rule.model()).map(DeviceModel::every).orElse(Duration.ZERO);
    return state ? FOR_EVER : every.toMillis() * SILENCES;
  }
}
