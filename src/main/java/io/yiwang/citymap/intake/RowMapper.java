package io.yiwang.citymap.intake;

import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.components.Layer;
import io.yiwang.citymap.files.CoordinateSystem;
import io.yiwang.citymap.files.MapFeature;
import io.yiwang.citymap.files.RowFault;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns rows of a file into components by a mapping. */
final class RowMapper {
  private static final int LONGEST = 500;

  private final MapMapping mapping;
  private final Ground ground;
  private final RowShapes shapes;
  private final RowTimes times;
  private final Map<Integer, Optional<Layer>> layers = new HashMap<>();

  /** What the city knows that a row must fit. */
  interface Ground {
    /** The layer of a class of the catalogue; null when there is no such class. */
    @Nullable Layer layer(int classNo);

    /** The six digits of the district a place lies in. */
    String division(GeoPoint point);

    boolean inCity(GeoPoint point);

    Instant now();

    java.time.ZoneId zone();
  }

  RowMapper(MapMapping mapping, CoordinateSystem system, Ground ground) {
    this.mapping = mapping;
    this.ground = ground;
    this.shapes = new RowShapes(mapping, system);
    this.times = new RowTimes(ground.zone(), ground.now());
  }

  /** Where the row is in the numbers of the file, for whoever checks its coordinate system. */
  RowShapes shapes() {
    return shapes;
  }

  /**
   * @throws RowFault when it is none
   */
  MappedRow map(MapFeature feature) {
    Long id = id(feature);
    int classNo = classNo(feature, id);
    Layer layer =
        layers.computeIfAbsent(classNo, no -> Optional.ofNullable(ground.layer(no))).orElse(null);
    if (layer == null) {
      throw new RowFault(
          "class", ComponentId.classCode(classNo), "is no class of the catalogue.", null);
    }
    RowShapes.Placed placed = shapes.place(feature, layer.geometry());
    if (!mapping.anywhere() && !ground.inCity(placed.point())) {
      throw new RowFault(
          "geometry",
          placed.point().lat() + ", " + placed.point().lng(),
          "must lie in the city.",
          "Maybe latitude and longitude are swapped, or say within: anywhere.");
    }
    ObjectNode facts = facts(feature);
    String key = text("key", feature);
    return new MappedRow(
        feature.row(),
        id,
        key.isEmpty() ? MappedRow.keyOf(placed.point()) : key,
        classNo,
        division(feature, id, placed.point()),
        placed.point(),
        placed.shape(),
        facts);
  }

  private String text(String name, MapFeature feature) {
    Column column = mapping.column(name);
    String text = column == null ? "" : column.text(feature);
    if (text.length() > LONGEST) {
      throw new RowFault(name, text, "must have at most " + LONGEST + " letters.", null);
    }
    if (name.equals("key") && text.startsWith(MappedRow.PLACE)) {
      throw new RowFault(name, text, "must not begin with " + MappedRow.PLACE + ".", null);
    }
    return text;
  }

  private @Nullable Long id(MapFeature feature) {
    String text = text("id", feature);
    if (text.isEmpty()) {
      return null;
    }
    Optional<ComponentId> id = ComponentId.find(text.replace(" ", ""));
    return id.orElseThrow(
            () ->
                new RowFault(
                    "id",
                    text,
                    "must have 17 digits, or 16 of the old edition.",
                    "Maybe a spreadsheet rounded it: give the column the format text."))
        .number();
  }

  private int classNo(MapFeature feature, @Nullable Long id) {
    String code = text("class", feature);
    if (code.isEmpty() && id != null) {
      return ComponentId.classOf(id);
    }
    if (code.matches("\\d{4}")) {
      code = code.substring(0, 2) + "0" + code.substring(2); // the old edition's four digits
    }
    if (!code.matches("\\d{5}")) {
      throw new RowFault(
          "class", code, "must have five digits.", "Maybe the mapping needs a table.");
    }
    int classNo = Integer.parseInt(code);
    if (id != null && ComponentId.classOf(id) != classNo) {
      throw new RowFault("class", code, "is another than in the identifier.", null);
    }
    return classNo;
  }

  private String division(MapFeature feature, @Nullable Long id, GeoPoint point) {
    if (id != null) {
      return ComponentId.text(id).substring(0, 6);
    }
    String text = text("division", feature);
    if (text.isEmpty()) {
      return ground.division(point);
    }
    if (!text.matches("[1-9]\\d{5}")) {
      throw new RowFault("division", text, "must have six digits.", null);
    }
    return text;
  }

  private ObjectNode facts(MapFeature feature) {
    ObjectNode facts = JsonNodeFactory.instance.objectNode();
    for (String name :
        new String[] {"name", "address", "remark", "manager", "owner", "maintainer"}) {
      if (mapping.column(name) != null) {
        String text = text(name, feature);
        facts.put(name, text.isEmpty() ? null : text);
      }
    }
    Column height = mapping.column("height");
    if (height != null) {
      Double metres = height.number(feature);
      if (metres != null && !(metres > -1_000 && metres < 10_000)) {
        throw new RowFault(height.shown(), metres.toString(), "is no height in metres.", null);
      }
      facts.put("height", metres == null ? null : metres.floatValue());
    }
    state(feature, facts);
    choice("accuracy", feature, facts, io.yiwang.citymap.Accuracy.values());
    choice("measured", feature, facts, io.yiwang.citymap.ComponentSource.values());
    Column since = mapping.column("since");
    Instant at = since == null ? null : times.read(since, feature);
    if (at != null) {
      facts.put("since", at.toString());
    }
    details(feature, facts);
    return facts;
  }

  private void state(MapFeature feature, ObjectNode facts) {
    Column column = mapping.column("state");
    if (column == null) {
      return;
    }
    String text = column.text(feature);
    String word =
        switch (text) {
          case "完好", "正常", "" -> "INTACT";
          case "破损", "损坏" -> "DAMAGED";
          case "丢失", "缺失" -> "LOST";
          case "废弃", "停用" -> "ABANDONED";
          case "移除", "拆除" -> "REMOVED";
          default -> text.toUpperCase(Locale.ROOT);
        };
    facts.put("state", chosen(column, word, text, ComponentState.values()));
  }

  private void choice(String name, MapFeature feature, ObjectNode facts, Enum<?>[] all) {
    Column column = mapping.column(name);
    if (column != null) {
      String text = column.text(feature);
      String word = text.isEmpty() ? "UNKNOWN" : text.toUpperCase(Locale.ROOT);
      facts.put(name, chosen(column, word, text, all));
    }
  }

  private static String chosen(Column column, String word, String text, Enum<?>[] all) {
    return Arrays.stream(all)
        .map(Enum::name)
        .filter(word::equals)
        .findFirst()
        .orElseThrow(
            () ->
                new RowFault(
                    column.shown(),
                    text,
                    "must be one of " + Arrays.toString(all) + ".",
                    "Maybe the mapping needs a table."));
  }

  private void details(MapFeature feature, ObjectNode facts) {
    if (mapping.details().isEmpty() && !mapping.allDetails()) {
      return;
    }
    ObjectNode details = facts.putObject("details");
    mapping.details().forEach((name, column) -> details.set(name, column.node(feature)));
    if (mapping.allDetails()) {
      var named = mapping.named();
      feature
          .fields()
          .forEach(
              (name, value) -> {
                if (!named.contains(name) && !value.isEmpty() && value.length() <= LONGEST) {
                  details.put(name, value);
                }
              });
    }
  }
}
