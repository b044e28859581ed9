package io.yiwang.citymap.ogc;

import io.yiwang.citymap.City;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The documents about the data: landing page, conformance, collections, queryables. */
@Component
class Documents {
  static final String TILESETS = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector";
  static final String TILING_SCHEMES = "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes";
  static final String QUERYABLES = "http://www.opengis.net/def/rel/ogc/1.0/queryables";

  private final City city;
  private final Extents extents;

  Documents(City city, Extents extents) {
    this.city = city;
    this.extents = extents;
  }

  List<Double> bbox() {
    return extents.bbox();
  }

  String title() {
    return city.nameZh() + "数字地图 · Digital map of " + city.nameEn();
  }

  List<Link> landingLinks(Addresses at) {
    return List.of(
        Link.of(
            at.of("/api", Format.OPENAPI),
            "service-desc",
            Format.OPENAPI,
            "API 定义 · API definition"),
        Link.of(
            at.of("/api", Format.HTML), "service-doc", Format.HTML, "API 说明 · API documentation"),
        Link.of(
            at.of("/conformance", Format.JSON), "conformance", Format.JSON, "符合的标准 · Conformance"),
        Link.of(at.of("/collections", Format.JSON), "data", Format.JSON, "要素集 · Collections"),
        Link.of(at.of("/tiles", Format.JSON), TILESETS, Format.JSON, "矢量瓦片 · Vector tiles"),
        Link.of(
            at.of("/tileMatrixSets", Format.JSON),
            TILING_SCHEMES,
            Format.JSON,
            "瓦片矩阵集 · Tile matrix sets"));
  }

  Map<String, Object> landing(Addresses at, List<Link> self) {
    return Answers.object(
        "title",
        title(),
        "description",
        "Everything that stands or lies in the city, as features and as vector tiles. Anonymous"
            + " reads see what is open; gas and power lines are seen by whom the city lets see"
            + " them.",
        "links",
        joined(self, landingLinks(at)));
  }

  static Map<String, Object> conformance(List<Link> self) {
    return Answers.object("links", self, "conformsTo", Conformance.CLASSES);
  }

  Map<String, Object> collections(List<Collection> collections, Addresses at, List<Link> self) {
    return Answers.object(
        "links",
        self,
        "crs",
        Crs.uris(),
        "collections",
        collections.stream().map(c -> collection(c, at, describedBy(c, at))).toList());
  }

  private static List<Link> describedBy(Collection c, Addresses at) {
    String path = "/collections/" + c.id();
    return List.of(
        Link.of(at.of(path, Format.JSON), "self", Format.JSON, c.title()),
        Link.of(at.of(path, Format.HTML), "alternate", Format.HTML, c.title()));
  }

  /** A collection with links of its own before those to its parts. */
  Map<String, Object> collection(Collection c, Addresses at, List<Link> self) {
    return Answers.object(
        "id",
        c.id(),
        "title",
        c.title(),
        "description",
        c.description(),
        "extent",
        extents.extent(),
        "itemType",
        "feature",
        "crs",
        Crs.uris(),
        "storageCrs",
        Crs.CRS84.uri(),
        "links",
        joined(self, parts(c, at)));
  }

  List<Link> parts(Collection c, Addresses at) {
    String path = "/collections/" + c.id();
    List<Link> links = new ArrayList<>();
    links.add(
        Link.of(
            at.of(path + "/items", Format.GEOJSON),
            "items",
            Format.GEOJSON,
            "要素 · Features (GeoJSON)"));
    links.add(
        Link.of(at.of(path + "/items", Format.HTML), "items", Format.HTML, "要素 · Features (HTML)"));
    links.add(
        Link.of(
            at.of(path + "/queryables", Format.SCHEMA),
            QUERYABLES,
            Format.SCHEMA,
            "可查询属性 · Queryables"));
    if (c.tiles() != null) {
      links.add(
          Link.of(
              at.of(path + "/tiles", Format.JSON), TILESETS, Format.JSON, "矢量瓦片 · Vector tiles"));
    }
    return links;
  }

  Map<String, Object> queryables(Collection c, Addresses at) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(
        Feature.GEOMETRY,
        Answers.object(
            "title", "空间位置 · Geometry", "format", c.geometry(), "x-ogc-role", "primary-geometry"));
    for (Field field : c.features().queryables()) {
      properties.put(field.name(), field.schema());
    }
    return Answers.object(
        "$schema",
        "https://json-schema.org/draft/2020-12/schema",
        "$id",
        at.of("/collections/" + c.id() + "/queryables"),
        "type",
        "object",
        "title",
        c.title(),
        "properties",
        properties,
        "additionalProperties",
        false);
  }

  static List<Link> joined(List<Link> first, List<Link> second) {
    List<Link> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** Titles and addresses of what lies above a page. */
  static Map<String, String> way(Addresses at, @Nullable Collection collection) {
    Map<String, String> way = new LinkedHashMap<>();
    way.put("首页 Home", at.of("?f=html"));
    if (collection != null) {
      way.put("要素集 Collections", at.of("/collections", Format.HTML));
      way.put(collection.title(), at.of("/collections/" + collection.id(), Format.HTML));
    }
    return way;
  }
}
