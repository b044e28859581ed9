package io.yiwang.sensing.rules;

import io.yiwang.citymap.Catalogue;
import io.yiwang.sensing.devices.DeviceModels;
import io.yiwang.sensing.devices.Quantity;
import io.yiwang.sensing.rules.engine.Began;
import io.yiwang.sensing.rules.engine.Ended;
import io.yiwang.sensing.rules.engine.Engine;
import io.yiwang.sensing.rules.engine.Firings;
import io.yiwang.sensing.rules.engine.Watch;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The shipped rules over readings from elsewhere, without a platform around them: with the delay
 * readings have there, on a clock that goes so many times as fast as theirs. Each device is by
 * itself, so rules of several devices find nothing.
 */
public final class Rehearsal {
  private static final long DELAY = 2_000;

  private final DeviceModels models = DeviceModels.shipped();
  private final Map<String, SensorRule> rules = new LinkedHashMap<>();
  private final Map<String, Watch> watches = new HashMap<>();
  private final List<String> devices = new ArrayList<>();
  private final Map<String, Long> numbers = new HashMap<>();
  private final Map<Long, String> modelOf = new HashMap<>();
  private final Map<String, Found> found = new LinkedHashMap<>();
  private final RuleWords words;
  private final Engine engine;
  private final double speed;
  private long first = Long.MIN_VALUE;
  private long now;
  private long readings;

  /**
   * What a rule found.
   *
   * @param to null while it lasts
   */
  public record Found(
      String rule,
      String name,
      @Nullable String matterClass,
      String device,
      Instant at,
      @Nullable Instant to,
      String whyZh,
      String whyEn) {}

  public Rehearsal(ZoneId zone, double speed) {
    this.speed = speed;
    words = new RuleWords(models, zone);
    Watches ready = new Watches(models, Catalogue.bundled());
    for (SensorRule rule : new RuleText(new JsonMapper()).shipped()) {
      rules.put(rule.code(), rule);
      watches.put(rule.code(), ready.of(rule, 1));
    }
    engine = new Engine(this::watching, (device, group) -> Set.of(device), new Taken(), DELAY);
  }

  private List<Watch> watching(long device, String quantity) {
    String model = modelOf.get(device);
    return rules.values().stream()
        .filter(rule -> rule.model().equals(model) && rule.when().quantity().equals(quantity))
        .map(rule -> watches.get(rule.code()))
        .toList();
  }

  /**
   * A reading of a device of a model.
   *
   * @param unit null for the unit the quantity is kept in
   * @throws IllegalArgumentException when the quantity or its unit is not known
   */
  public void read(
      String device,
      String model,
      String quantity,
      @Nullable String unit,
      Instant at,
      double value) {
    Long number =
        numbers.computeIfAbsent(
            device,
            name -> {
              devices.add(name);
              return (long) devices.size() - 1;
            });
    modelOf.put(number, model);
    long moment = at.toEpochMilli();
    if (first == Long.MIN_VALUE) {
      first = moment;
    }
    now = Math.max(now, (long) ((moment - first) / speed));
    engine.advance(now);
    engine.read(number, quantity, moment, kept(quantity, unit, value), now);
    readings++;
  }

  private double kept(String quantity, @Nullable String unit, double value) {
    Quantity known = models.findQuantity(quantity).orElse(null);
    OptionalDouble kept =
        known == null
            ? OptionalDouble.empty()
            : models.units().convert(value, unit == null ? known.unit() : unit, known.unit());
    if (kept.isEmpty()) {
      throw new IllegalArgumentException(quantity + " cannot be told in " + unit + ".");
    }
    return kept.getAsDouble();
  }

  /** All that was found so far, in order, once the last readings have settled. */
  public List<Found> found() {
    now += DELAY;
    engine.advance(now);
    return List.copyOf(found.values());
  }

  public long readings() {
    return readings;
  }

  private final class Taken implements Firings {
    @Override
    public void began(Began began) {
      SensorRule rule = rules.get(began.watch().rule());
      if (rule != null) {
        found.put(
            key(rule.code(), began.device(), began.at()),
            new Found(
                rule.code(),
                rule.nameZh(),
                rule.matterClass(),
                devices.get((int) began.device()),
                Instant.ofEpochMilli(began.at()),
                null,
                words.why(rule, began, true),
                words.why(rule, began, false)));
      }
    }

    @Override
    public void ended(Ended ended) {
      found.computeIfPresent(
          key(ended.rule(), ended.device(), ended.began()),
          (key, f) ->
              new Found(
                  f.rule,
                  f.name,
                  f.matterClass,
                  f.device,
                  f.at,
                  Instant.ofEpochMilli(ended.at()),
                  f.whyZh,
                  f.whyEn));
    }

    private static String key(String rule, long device, long at) {
      return rule + "/" + device + "/" + at;
    }
  }
}
