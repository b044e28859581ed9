package io.yiwang.citymap.files;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON: a FeatureCollection, an array of objects, a feature or a bare shape, or several of them.
 * One row is in memory at a time.
 */
final class GeoJsonFile implements MapFile {
  private final InputStream in;
  private final @Nullable String system;

  GeoJsonFile(InputStream in, @Nullable String system) {
    this.in = in;
    this.system = system;
  }

  @Override
  public String format() {
    return "GeoJSON";
  }

  @Override
  public @Nullable String declaredSystem() {
    return system;
  }

  @Override
  public void read(Rows rows) throws IOException {
    long[] row = {0};
    try (JsonParser json = Limits.json().createParser(in)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.START_ARRAY) {
          elements(json, row, rows);
        } else if (token == JsonToken.START_OBJECT) {
          root(json, row, rows);
        } else {
          throw new FileFault("The file is no JSON of rows.", null);
        }
      }
    } catch (JacksonException e) {
      throw new FileFault(
          "The JSON cannot be read after row " + row[0] + ": " + e.getOriginalMessage(),
          "Maybe the file was cut off.");
    }
  }

  private static void root(JsonParser json, long[] row, Rows rows) {
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    boolean collection = false;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("features") && value == JsonToken.START_ARRAY) {
        collection = true;
        elements(json, row, rows);
      } else if (collection) {
        json.skipChildren();
      } else {
        rest.set(name, JsonTree.read(json));
      }
    }
    if (!collection) {
      JsonRows.take(++row[0], rest, rows);
    }
  }

  private static void elements(JsonParser json, long[] row, Rows rows) {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == null) {
        throw new FileFault(
            "The JSON ends after row " + row[0] + ".", "Maybe the file was cut off.");
      }
      JsonNode node = JsonTree.read(json);
      JsonRows.take(++row[0], node, rows);
    }
  }

  /** The coordinate system of the old member {@code crs}, looked for where a document begins. */
  static @Nullable String system(String beginning) {
    var found =
        java.util.regex.Pattern.compile("\"crs\"\\s*:\\s*\\{.{0,100}?\"name\"\\s*:\\s*\"([^\"]+)\"")
            .matcher(beginning);
    return found.find() ? found.group(1) : null;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
