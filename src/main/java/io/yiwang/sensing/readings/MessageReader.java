package io.yiwang.sensing.readings;

import io.yiwang.sensing.RowProblem;
import io.yiwang.sensing.devices.DeviceModels;
import io.yiwang.sensing.devices.Quantity;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what devices say: {@code {"t":"2026-11-24T08:00:00Z","v":{"level":1.23},"u":{"level":"m"}}}
 * or an array of such. Without {@code t} it is now; {@code t} may be milliseconds since 1970;
 * without {@code u} a value is in the unit of its quantity. What is wrong with one value spoils
 * only that value.
 *
 * <p>A clock that is wrong: a time up to five minutes ahead of ours is believed; further ahead, or
 * further back than messages may be late, the values are refused with the reason. They are not
 * moved to our time, since the same message delivered twice would then be two readings.
 */
final class MessageReader {
  static final Duration AHEAD = Duration.ofMinutes(5);
  private static final int MOST_ENTRIES = 1_000;
  private static final int SHOWN = 60;

  private final JsonMapper json;
  private final DeviceModels models;
  private final Map<String, Map<String, Quantity>> byModel = new HashMap<>();

  MessageReader(JsonMapper json, DeviceModels models) {
    this.json = json;
    this.models = models;
    models
        .list()
        .forEach(
            model -> {
              Map<String, Quantity> told = new HashMap<>();
              models.quantitiesOf(model).forEach(q -> told.put(q.code(), q));
              byModel.put(model.code(), told);
            });
  }

  /**
   * @param oldest what was measured before is too late
   */
  Message read(Speaker speaker, byte[] payload, Instant now, Instant oldest) {
    JsonNode root;
    try {
      root = json.readTree(payload);
    } catch (JacksonException e) {
      return Message.refused(
          "malformed-json",
          "The message is not JSON: " + e.getOriginalMessage(),
          "Maybe it was cut off, or is in another format.");
    }
    return read(speaker, root, now, oldest);
  }

  Message read(Speaker speaker, JsonNode root, Instant now, Instant oldest) {
    var reading = new Run(speaker, now, oldest);
    if (root.isObject()) {
      reading.entry(root);
    } else if (root.isArray() && root.size() <= MOST_ENTRIES) {
      root.forEach(reading::entry);
    } else {
      return Message.refused(
          "wrong-kind",
          "The message must be an object or an array of at most " + MOST_ENTRIES + " objects.",
          "Maybe the values lack their braces.");
    }
    return new Message(reading.readings, reading.problems);
  }

  private final class Run {
    private final Speaker speaker;
    private final Instant now;
    private final Instant oldest;
    private final Map<String, Quantity> told;
    private final List<Reading> readings = new ArrayList<>();
    private final List<RowProblem> problems = new ArrayList<>();

    Run(Speaker speaker, Instant now, Instant oldest) {
      this.speaker = speaker;
      this.now = now;
      this.oldest = oldest;
      this.told = byModel.getOrDefault(speaker.model().code(), Map.of());
    }

    void entry(JsonNode entry) {
      JsonNode values = entry.path("v");
      if (!values.isObject() || values.isEmpty()) {
        refuse(
            "missing-values",
            "v must be an object with values.",
            "v",
            null,
            "Maybe v is misspelt.");
        return;
      }
      Instant at = time(entry.path("t"));
      if (at != null) {
        JsonNode units = entry.path("u");
        values.properties().forEach(v -> value(at, v.getKey(), v.getValue(), units));
      }
    }

    private @Nullable Instant time(JsonNode t) {
      Instant at;
      try {
        at =
            t.isMissingNode() || t.isNull()
                ? now
                : t.isIntegralNumber()
                    ? Instant.ofEpochMilli(t.asLong())
                    : OffsetDateTime.parse(t.asString()).toInstant();
      } catch (DateTimeException | JacksonException e) {
        refuse(
            "bad-time",
            "t (" + shown(t) + ") is no time.",
            "t",
            shown(t),
            "Maybe write it as 2026-11-24T08:00:00Z or in milliseconds since 1970.");
        return null;
      }
      if (at.isAfter(now.plus(AHEAD))) {
        refuse(
            "future-time",
            "t (" + at + ") is ahead of now.",
            "t",
            at.toString(),
            "Maybe the clock of the device is wrong; it is believed up to five minutes ahead.");
        return null;
      }
      if (at.isBefore(oldest)) {
        refuse(
            "too-late",
            "t (" + at + ") is too long ago.",
            "t",
            at.toString(),
            "Maybe the clock of the device was reset; old series are brought by import.");
        return null;
      }
      return Instant.ofEpochMilli(at.toEpochMilli());
    }

    private void value(Instant at, String name, JsonNode node, JsonNode units) {
      Quantity quantity = told.get(name);
      if (quantity == null) {
        refuse(
            "unknown-quantity",
            name + " is nothing a " + speaker.model().code() + " measures.",
            name,
            shown(node),
            "Maybe one of " + String.join(", ", told.keySet()) + ".");
        return;
      }
      OptionalDouble said = number(node);
      if (said.isEmpty()) {
        refuse(
            "not-a-number",
            name + " (" + shown(node) + ") is no number.",
            name,
            shown(node),
            "Maybe the sensor has no value; leave it out then.");
        return;
      }
      String unit = units.path(name).asString(quantity.unit());
      OptionalDouble kept = models.units().convert(said.getAsDouble(), unit, quantity.unit());
      if (kept.isEmpty()) {
        refuse(
            "unit-not-convertible",
            name + " in " + shown(unit) + " cannot be told in " + quantity.unit() + ".",
            name,
            shown(unit),
            "Maybe it is not the UCUM code of a unit of " + quantity.dimension() + ".");
        return;
      }
      double value = kept.getAsDouble();
      if (!(value >= quantity.min() && value <= quantity.max())) {
        refuse(
            "out-of-range",
            "%s (%s %s) must be %s to %s."
                .formatted(name, value, quantity.unit(), quantity.min(), quantity.max()),
            name,
            String.valueOf(value),
            "Maybe the sensor is broken, or tells another unit.");
        return;
      }
      readings.add(new Reading(speaker.device(), quantity.code(), at, value));
    }

    private void refuse(
        String type, String detail, String field, @Nullable String value, String advice) {
      problems.add(new RowProblem(type, detail, field, value, advice));
    }
  }

  private static OptionalDouble number(JsonNode node) {
    if (node.isBoolean()) {
      return OptionalDouble.of(node.asBoolean() ? 1 : 0);
    }
    return node.isNumber() && Double.isFinite(node.asDouble())
        ? OptionalDouble.of(node.asDouble())
        : OptionalDouble.empty();
  }

  private static String shown(JsonNode node) {
    return shown(node.toString());
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
