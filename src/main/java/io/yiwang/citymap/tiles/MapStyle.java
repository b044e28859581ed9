package io.yiwang.citymap.tiles;

import io.yiwang.citymap.City;
import io.yiwang.citymap.components.Layer;
import io.yiwang.citymap.components.Layers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The styles of the map: {@code map/style.yaml} with the layers, their colours and their icons. */
@Component
class MapStyle {
  /** Importance of what stands in the street by the thousand. */
  private static final int MINOR = 4;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> NOT_OF_MAPLIBRE = List.of("kind", "layer", "twin");

  private final JsonNode content;
  private final Layers layers;
  private final Icons icons;
  private final City city;
  private final JsonMapper json;

  /** For light rooms and dark ones. */
  enum Theme {
    LIGHT,
    DARK
  }

  MapStyle(Layers layers, Icons icons, City city, JsonMapper json) {
    this.layers = layers;
    this.icons = icons;
    this.city = city;
    this.json = json;
    try (InputStream in = MapStyle.class.getResourceAsStream("/map/style.yaml")) {
      this.content = new YAMLMapper().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A whole style.
   *
   * @param address where this server was reached, without a slash at the end
   */
  ObjectNode of(Theme theme, String address) {
    Filling filling = new Filling(theme, address);
    ObjectNode style = NODES.objectNode();
    style.put("version", 8);
    style.put("name", city.nameEn());
    style.putArray("center").add(city.centre().lng()).add(city.centre().lat());
    style.put("zoom", 11);
    style.putObject("metadata").set("yiwang:underground", content.path("underground"));
    style.put("glyphs", address + "/map/glyphs/{fontstack}/{range}.pbf");
    style.put("sprite", address + "/map/sprites/icons");
    style.set("sources", filling.fill(content.path("sources")));
    ArrayNode drawn = style.putArray("layers");
    for (JsonNode layer : content.path("layers")) {
      drawn.add(filling.layer(layer, NODES.objectNode()));
      if (layer.path("twin") instanceof ObjectNode twin) {
        drawn.add(filling.layer(layer, twin));
      }
    }
    return style;
  }

  /** One layer of the legend, in the colours of both themes. */
  record LegendEntry(
      String id,
      String group,
      String nameZh,
      String nameEn,
      String geometry,
      String light,
      String dark,
      String icon,
      int minZoom,
      boolean guarded,
      boolean underground,
      List<Integer> classes) {}

  /** What the colours mean, from the same source as the styles. */
  List<LegendEntry> legend() {
    List<LegendEntry> legend = new ArrayList<>();
    for (Layer layer : layers.list()) {
      legend.add(
          new LegendEntry(
              layer.id(),
              layer.group(),
              layer.nameZh(),
              layer.nameEn(),
              layer.geometry().name(),
              drawn(layer, Theme.LIGHT),
              drawn(layer, Theme.DARK),
              icons.of(layer.id()),
              layer.minZoom(),
              layer.guarded(),
              layer.underground(),
              numbers(layer)));
    }
    return legend;
  }

  /** The colour it is drawn in: of the palette where the style names the layer, else its own. */
  private String drawn(Layer layer, Theme theme) {
    for (JsonNode of : content.path("layers")) {
      if (of.path("layer").asString("").equals(layer.id())) {
        JsonNode paint = of.path("paint");
        String fill = paint.path("fill-color").asString(paint.path("line-color").asString(""));
        JsonNode colour = content.path("palette").path(fill.replace("$", ""));
        if (colour.isArray()) {
          return colour.get(theme.ordinal()).asString();
        }
      }
    }
    return colour(layer, theme);
  }

  private static String colour(Layer layer, Theme theme) {
    return theme == Theme.LIGHT ? layer.colour() : lightened(layer.colour());
  }

  /** Halfway less far from white than before, for a dark ground. */
  private static String lightened(String colour) {
    int rgb = Integer.parseInt(colour.substring(1), 16);
    int lighter = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int part = rgb >> shift & 0xFF;
      lighter = lighter << 8 | part + (255 - part) * 3 / 10;
    }
    return "#%06x".formatted(lighter);
  }

  private List<Integer> numbers(Layer layer) {
    List<Integer> numbers = new ArrayList<>();
    for (int classNo : layers.classesOf(layer)) {
      numbers.add(classNo);
    }
    return numbers;
  }

  /** Puts in what the strings that begin with $ stand for. */
  private final class Filling {
    private final Map<String, JsonNode> values = new LinkedHashMap<>();

    Filling(Theme theme, String address) {
      for (Map.Entry<String, JsonNode> colour : content.path("palette").properties()) {
        values.put(colour.getKey(), colour.getValue().get(theme.ordinal()));
      }
      values.put("regions", NODES.stringNode(address + "/api/v1/regions/geojson?level=DISTRICT"));
      for (TileSet set : TileSet.values()) {
        String tiles = address + "/map/tiles/" + set.path() + "/{z}/{x}/{y}.mvt";
        values.put(set.path(), NODES.stringNode(tiles));
      }
      ArrayNode colours = NODES.arrayNode().add("match").add(get("c"));
      ArrayNode pictures = NODES.arrayNode().add("match").add(get("c"));
      for (Layer layer : layers.list()) {
        ArrayNode numbers = NODES.arrayNode();
        numbers(layer).forEach(numbers::add);
        if (!numbers.isEmpty()) {
          colours.add(numbers).add(colour(layer, theme));
          pictures.add(numbers.deepCopy()).add(icons.of(layer.id()));
        }
        ArrayNode is = NODES.arrayNode().add("in").add(get("c"));
        is.add(literal(numbers.deepCopy()));
        values.put("is:" + layer.id(), is);
      }
      values.put("colour", colours.add(theme == Theme.LIGHT ? "#6b7280" : "#9aa5b1"));
      values.put("icon", pictures.add(icons.of("")));
      values.put("minor", minor());
    }

    private ArrayNode minor() {
      ArrayNode numbers = NODES.arrayNode();
      for (Layer layer : layers.list()) {
        if (layer.geometry() == Layer.Shape.POINT && layer.importance() <= MINOR) {
          numbers(layer).forEach(numbers::add);
        }
      }
      return NODES.arrayNode().add("in").add(get("c")).add(literal(numbers));
    }

    private static ArrayNode literal(ArrayNode values) {
      return NODES.arrayNode().add("literal").add(values);
    }

    private static ArrayNode get(String property) {
      return NODES.arrayNode().add("get").add(property);
    }

    ObjectNode layer(JsonNode of, ObjectNode instead) {
      ObjectNode layer = NODES.objectNode();
      layer.set("id", of.get("id"));
      ObjectNode metadata = NODES.objectNode();
      metadata.set("yiwang:kind", of.get("kind"));
      String sourceLayer = of.path("source-layer").asString("");
      metadata.put("yiwang:classes", !sourceLayer.isEmpty() && !sourceLayer.equals("density"));
      if (of.has("layer")) {
        metadata.set("yiwang:layer", of.get("layer"));
      }
      layer.set("metadata", metadata);
      for (Map.Entry<String, JsonNode> part : of.properties()) {
        if (!NOT_OF_MAPLIBRE.contains(part.getKey())) {
          layer.set(part.getKey(), fill(part.getValue()));
        }
      }
      layer.setAll(instead);
      return layer;
    }

    JsonNode fill(JsonNode node) {
      if (node.isString() && node.asString().startsWith("$")) {
        JsonNode value = values.get(node.asString().substring(1));
        if (value == null) {
          throw new IllegalStateException("map/style.yaml: what is " + node.asString() + "?");
        }
        return value.deepCopy();
      }
      if (node.isArray()) {
        ArrayNode filled = NODES.arrayNode();
        node.forEach(part -> filled.add(fill(part)));
        return filled;
      }
      if (node.isObject()) {
        ObjectNode filled = NODES.objectNode();
        node.properties().forEach(part -> filled.set(part.getKey(), fill(part.getValue())));
        return filled;
      }
      return node;
    }
  }

  byte[] bytes(Theme theme, String address) {
    return json.writeValueAsBytes(of(theme, address));
  }
}
