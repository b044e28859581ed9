package io.yiwang.citymap.tiles;

import io.yiwang.citymap.tiles.PyramidShapes.Pipe;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What tiles need of the details of a thing, whatever else imports have put there. */
final class Details {
  private static final Map<String, Integer> RANKS =
      Map.of("EXPRESSWAY", 0, "MAIN", 0, "SECONDARY", 1, "LOCAL", 2, "LANE", 3);

  private static final JsonFactory JSON = new JsonFactory();

  private int diameter;
  private float depths;
  private int ends;
  private boolean shut;
  private int rank = -1;

  private Details() {}

  Pipe pipe() {
    return new Pipe(diameter, ends == 0 ? Float.NaN : depths / ends);
  }

  /** Of a valve. */
  boolean shut() {
    return shut;
  }

  /** Of a road, as its {@code rank} says: 0 the widest, 3 a lane; -1 when unknown. */
  int rank() {
    return rank;
  }

  static Details read(@Nullable String details) {
    var read = new Details();
    if (details != null) {
      try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), details)) {
        read.object(in);
      } catch (JacksonException e) {
        // what is not as it should be is not drawn; the pipe is
        return read;
      }
    }
    return read;
  }

  private void object(JsonParser in) {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (name.equals("diameter") && value.isNumeric()) {
        diameter = (int) Math.clamp(Math.round(in.getDoubleValue()), 0, 100_000);
      } else if (name.equals("rank") && value == JsonToken.VALUE_STRING) {
        rank = RANKS.getOrDefault(in.getString(), -1);
      } else if (name.equals("open") && value == JsonToken.VALUE_FALSE) {
        shut = true;
      } else if (name.equals("depth") && value == JsonToken.START_ARRAY) {
        depths(in);
      } else {
        in.skipChildren();
      }
    }
  }

  private void depths(JsonParser in) {
    for (JsonToken t = in.nextToken(); t != JsonToken.END_ARRAY; t = in.nextToken()) {
      if (t.isNumeric()) {
        depths += in.getFloatValue();
        ends++;
      } else {
        in.skipChildren();
      }
    }
  }
}
