package io.yiwang.sensing.intake;

import io.yiwang.kernel.Datum;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.ObservationDraft;
import io.yiwang.sensing.RowProblem;
import io.yiwang.sensing.Sighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one row, field by field; used again for the next row. Not for use by several threads. */
final class RowReader {
  private @Nullable RowProblem problem;
  private @Nullable String key;
  private @Nullable String source;
  private @Nullable Channel channel;
  private @Nullable Sighting sighting;
  private @Nullable String classCode;
  private double lat;
  private double lng;
  private Datum datum = Datum.WGS84;
  private @Nullable Instant observedAt;
  private @Nullable String description;
  private @Nullable String address;
  private @Nullable String componentId;
  private @Nullable String trackId;
  private @Nullable String clears;
  private double weight;
  private List<String> photos = List.of();
  private Map<String, String> attributes = Map.of();

  /** The parser stands on the row's START_OBJECT and will stand on its END_OBJECT. */
  ParsedRow read(JsonParser json, int number, int from) {
    reset();
    String name;
    while ((name = json.nextName()) != null) {
      json.nextToken();
      field(json, name);
    }
    int to = (int) Math.max(from, json.currentLocation().getByteOffset());
    ObservationDraft draft =
        problem != null
            ? null
            : new ObservationDraft(
                key,
                channel,
                sighting,
                classCode,
                lat,
                lng,
                datum,
                observedAt,
                description,
                address,
                componentId,
                trackId,
                clears,
                weight,
                photos,
                attributes);
    return new ParsedRow(draft, problem, key, source, from, to);
  }

  private void reset() {
    problem = null;
    key = null;
    source = null;
    channel = null;
    sighting = null;
    classCode = null;
    lat = Double.NaN;
    lng = Double.NaN;
    datum = Datum.WGS84;
    observedAt = null;
    description = null;
    address = null;
    componentId = null;
    trackId = null;
    clears = null;
    weight = Double.NaN;
    photos = List.of();
    attributes = Map.of();
  }

  private void field(JsonParser json, String name) {
    switch (name) {
      case "key" -> key = text(json, name);
      case "source" -> source = text(json, name);
      case "channel" -> channel = constant(json, name, Channel.class);
      case "sighting" -> sighting = constant(json, name, Sighting.class);
      case "class" -> classCode = text(json, name);
      case "lat" -> lat = number(json, name);
      case "lng" -> lng = number(json, name);
      case "datum" -> {
        Datum given = constant(json, name, Datum.class);
        datum = given == null ? Datum.WGS84 : given;
      }
      case "observedAt" -> observedAt = time(json, name);
      case "description" -> description = text(json, name);
      case "address" -> address = text(json, name);
      case "componentId" -> componentId = text(json, name);
      case "trackId" -> trackId = text(json, name);
      case "clears" -> clears = text(json, name);
      case "weight" -> weight = number(json, name);
      case "photos" -> photos = texts(json, name);
      case "attributes" -> attributes = map(json, name);
      default -> json.skipChildren();
    }
  }

  private @Nullable String text(JsonParser json, String name) {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      String value = json.getString();
      return value.isEmpty() ? null : value;
    }
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token.isScalarValue()) {
      return json.getString();
    }
    wrongKind(json, name, "text");
    return null;
  }

  private double number(JsonParser json, String name) {
    JsonToken token = json.currentToken();
    if (token.isNumeric()) {
      return json.getDoubleValue();
    }
    String value = text(json, name);
    if (value == null) {
      return Double.NaN;
    }
    try {
      if (value.chars().allMatch(c -> c <= '9' || c == 'e' || c == 'E')) {
        return Double.parseDouble(value);
      }
    } catch (NumberFormatException e) {
      // told below
    }
    fail(RowProblems.wrongKind(name, value, "a number"));
    return Double.NaN;
  }

  private @Nullable Instant time(JsonParser json, String name) {
    String value = text(json, name);
    if (value == null) {
      return null;
    }
    Instant time = IsoInstant.parse(value);
    if (time == null) {
      fail(
          RowProblems.of(
              "bad-time",
              name,
              value,
              "must be ISO 8601 with a zone.",
              "Maybe the zone is missing; write 2026-07-01T08:00:00+08:00."));
    }
    return time;
  }

  private <E extends Enum<E>> @Nullable E constant(JsonParser json, String name, Class<E> type) {
    String value = text(json, name);
    if (value == null) {
      return null;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(value)) {
        return constant;
      }
    }
    fail(
        RowProblems.of(
            "bad-field",
            name,
            value,
            "must be one of " + List.of(type.getEnumConstants()) + ".",
            "Maybe it is written in lower case or in another language."));
    return null;
  }

  private List<String> texts(JsonParser json, String name) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return List.of();
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      wrongKind(json, name, "an array of text");
      return List.of();
    }
    var values = new ArrayList<String>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String value = text(json, name);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private Map<String, String> map(JsonParser json, String name) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return Map.of();
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      wrongKind(json, name, "an object of text");
      return Map.of();
    }
    var values = new LinkedHashMap<String, String>();
    String attribute;
    while ((attribute = json.nextName()) != null) {
      json.nextToken();
      String value = text(json, name + "." + attribute);
      if (value != null) {
        values.put(attribute, value);
      }
    }
    return values;
  }

  private void wrongKind(JsonParser json, String name, String kind) {
    fail(RowProblems.wrongKind(name, json.currentToken().asString(), kind));
    json.skipChildren();
  }

  private void fail(RowProblem found) {
    if (problem == null) {
      problem = found;
    }
  }
}
