package io.yiwang.citymap.intake;

import io.yiwang.citymap.files.CoordinateSystem;
import io.yiwang.citymap.files.MapFeature;
import io.yiwang.citymap.files.ReadOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * How the columns of a file become components; YAML, explained in {@code
 * src/main/resources/map/mappings/README.md}.
 */
final class MapMapping {
  private static final int LONGEST = 200_000;
  static final Set<String> COLUMNS =
      Set.of(
          "id",
          "class",
          "division",
          "key",
          "name",
          "state",
          "address",
          "remark",
          "height",
          "manager",
          "owner",
          "maintainer",
          "accuracy",
          "measured",
          "since");
  private static final Set<String> OTHERS =
      Set.of(
          "source",
          "title",
          "charset",
          "delimiter",
          "layer",
          "crs",
          "within",
          "geometry",
          "details",
          "only",
          "complete",
          "repeatedKey",
          "tolerance",
          "asOf",
          "header");
  private static final Set<String> WORDS = union();

  private final String yaml;
  private final JsonNode root;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final Map<String, Column> geometry = new LinkedHashMap<>();
  private final Map<String, Column> details = new LinkedHashMap<>();
  private final List<Only> only = new ArrayList<>();

  /** A condition rows must meet; the others are left out and counted. */
  private record Only(String column, List<String> values, boolean not) {
    boolean meets(MapFeature feature) {
      String text = feature.get(column);
      return values.stream().anyMatch(text::equalsIgnoreCase) != not;
    }
  }

  private static Set<String> union() {
    Set<String> all = new java.util.HashSet<>(COLUMNS);
    all.addAll(OTHERS);
    return Set.copyOf(all);
  }

  private MapMapping(String yaml, JsonNode root) {
    this.yaml = yaml;
    this.root = root;
    MappingFault.requireKnown("mapping", root, WORDS);
    if (source().isBlank() || source().length() > 100) {
      throw new MappingFault("source", source(), "must name the data set in at most 100 letters.");
    }
    for (String name : COLUMNS) {
      if (root.has(name)) {
        columns.put(name, new Column(name, constant(name, root.path(name))));
      }
    }
    read("geometry", geometry);
    if (root.path("details").isObject()) {
      read("details", details);
    }
    root.path("only").forEach(this::condition);
    if (!root.path("crs").isMissingNode()) {
      checked();
    }
    tolerance();
    complete();
  }

  /** A class or a division in digits means itself, not a column of that name. */
  private static JsonNode constant(String name, JsonNode spec) {
    boolean digits =
        (name.equals("class") && spec.asString("").matches("\\d{5}"))
            || (name.equals("division") && spec.asString("").matches("\\d{6}"));
    return spec.isValueNode() && digits
        ? tools.jackson.databind.node.JsonNodeFactory.instance
            .objectNode()
            .put("text", spec.asString())
        : spec;
  }

  private void read(String part, Map<String, Column> into) {
    root.path(part)
        .propertyStream()
        .forEach(p -> into.put(p.getKey(), new Column(part + "." + p.getKey(), p.getValue())));
  }

  private void condition(JsonNode node) {
    MappingFault.requireKnown("only", node, Set.of("column", "is", "not"));
    boolean not = node.has("not");
    JsonNode values = not ? node.path("not") : node.path("is");
    List<String> texts = new ArrayList<>();
    if (values.isArray()) {
      values.forEach(value -> texts.add(value.asString("")));
    } else {
      texts.add(values.asString(""));
    }
    only.add(new Only(node.path("column").asString(""), texts, not));
  }

  private void checked() {
    try {
      CoordinateSystem.of(root.path("crs").asString(""));
    } catch (IllegalArgumentException e) {
      throw new MappingFault("crs", root.path("crs").asString(""), String.valueOf(e.getMessage()));
    }
  }

  static MapMapping of(String yaml) {
    if (yaml.length() > LONGEST) {
      throw new MappingFault("mapping", "", "must have at most " + LONGEST + " letters.");
    }
    try {
      JsonNode root = new YAMLMapper().readTree(yaml);
      if (!root.isObject()) {
        throw new MappingFault("mapping", "", "must be YAML with source and class.");
      }
      return new MapMapping(yaml, root);
    } catch (JacksonException e) {
      throw new MappingFault("mapping", "", "is no YAML: " + e.getOriginalMessage());
    }
  }

  String yaml() {
    return yaml;
  }

  /** The data set whose keys these are; the same in each delivery. */
  String source() {
    return root.path("source").asString("");
  }

  ReadOptions options() {
    return new ReadOptions(
        text("charset"), text("delimiter"), text("layer"), root.path("header").asBoolean(true));
  }

  private @Nullable String text(String name) {
    return root.has(name) ? root.path(name).asString() : null;
  }

  /** The coordinate system that goes before what the file says of itself. */
  @Nullable String system() {
    return text("crs");
  }

  @Nullable Column column(String name) {
    return columns.get(name);
  }

  /** Columns of the geometry: lat and lng, x and y, wkt, or geojson; empty is the file's own. */
  Map<String, Column> geometry() {
    return geometry;
  }

  Map<String, Column> details() {
    return details;
  }

  /** Whether all columns that are not named elsewhere go into the details. */
  boolean allDetails() {
    return root.path("details").asString("").equals("rest");
  }

  Set<String> named() {
    Set<String> names = new java.util.HashSet<>();
    columns.values().forEach(column -> names.addAll(column.columns()));
    geometry.values().forEach(column -> names.addAll(column.columns()));
    return names;
  }

  boolean wants(MapFeature feature) {
    return only.stream().allMatch(one -> one.meets(feature));
  }

  /** Whether rows may lie outside of the city. */
  boolean anywhere() {
    return root.path("within").asString("city").equals("anywhere");
  }

  /** Whether a key that comes again is another thing, known by its place. */
  boolean repeatedKeysByPlace() {
    return root.path("repeatedKey").asString("reject").equals("place");
  }

  /** Metres within which a thing of the same class is the same when it has no key. */
  double tolerance() {
    double metres = root.path("tolerance").asDouble(1);
    if (!(metres >= 0 && metres <= 100)) {
      throw new MappingFault("tolerance", String.valueOf(metres), "must be 0 to 100 metres.");
    }
    return metres;
  }

  /** What is gone when it is not in the file. */
  enum Complete {
    /** Nothing. */
    NO,
    /** What came from this source before. */
    SOURCE,
    /** Everything of the classes of the file in a region. */
    REGION
  }

  Complete complete() {
    JsonNode said = root.path("complete");
    if (said.isObject()) {
      MappingFault.requireKnown("complete", said, Set.of("region"));
      return Complete.REGION;
    }
    return said.asBoolean(false) ? Complete.SOURCE : Complete.NO;
  }

  Optional<String> region() {
    return Optional.ofNullable(root.path("complete").path("region").asString(null));
  }

  /** The day the file shows the city of; null is today. */
  @Nullable String asOf() {
    return text("asOf");
  }
}
