package io.yiwang.citymap.ogc;

import io.yiwang.citymap.cql.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The API in OpenAPI 3.0, as whoever asks may use it. */
@Component
class ApiDefinition {
  private static final String PARAMETERS = "#/components/parameters/";

  private final Documents documents;

  ApiDefinition(Documents documents) {
    this.documents = documents;
  }

  Map<String, Object> document(List<Collection> collections, Addresses at) {
    Map<String, Object> parameters = parameters();
    Map<String, Object> paths = new LinkedHashMap<>();
    path(paths, "/", "getLandingPage", "Landing page", Format.JSON, List.of());
    path(paths, "/conformance", "getConformance", "Conformance classes", Format.JSON, List.of());
    path(paths, "/api", "getApi", "This definition", Format.OPENAPI, List.of());
    path(paths, "/collections", "getCollections", "Collections", Format.JSON, List.of());
    path(paths, "/tiles", "getTileSets", "Tile sets of everything", Format.JSON, List.of());
    tiles(paths, "/tiles", "everything", "everything");
    path(paths, "/tileMatrixSets", "getTileMatrixSets", "Tile matrix sets", Format.JSON, List.of());
    path(
        paths,
        "/tileMatrixSets/{tileMatrixSetId}",
        "getTileMatrixSet",
        "A tile matrix set",
        Format.JSON,
        List.of("tileMatrixSetId"));
    for (Collection c : collections) {
      paths(paths, parameters, c);
    }
    return Answers.object(
        "openapi",
        "3.0.3",
        "info",
        Answers.object(
            "title",
            documents.title(),
            "version",
            "1.0.0",
            "description",
            "OGC API Features and Tiles over the map of the city. Every refusal is an RFC 9457"
                + " problem.",
            "license",
            Answers.object("name", "Apache-2.0")),
        "servers",
        List.of(Answers.object("url", at.root())),
        "paths",
        paths,
        "components",
        Answers.object("parameters", parameters, "responses", responses(), "schemas", schemas()));
  }

  private void paths(Map<String, Object> paths, Map<String, Object> parameters, Collection c) {
    String path = "/collections/" + c.id();
    path(paths, path, "describe." + c.id(), "About " + c.en(), Format.JSON, List.of());
    path(
        paths,
        path + "/queryables",
        "getQueryables." + c.id(),
        "What filters may ask of " + c.en(),
        Format.SCHEMA,
        List.of());
    List<String> names =
        new ArrayList<>(
            List.of(
                "limit",
                "bbox",
                "bbox-crs",
                "crs",
                "datetime",
                "filter",
                "filter-lang",
                "filter-crs",
                "next"));
    for (Field field : c.features().queryables()) {
      String name =
          (c.features() instanceof RegionFeatures ? "region." : "component.") + field.name();
      parameters.computeIfAbsent(
          name, key -> query(field.name(), field.zh() + " · " + field.en(), schema(field)));
      names.add(name);
    }
    path(paths, path + "/items", "getFeatures." + c.id(), c.en(), Format.GEOJSON, names);
    path(
        paths,
        path + "/items/{featureId}",
        "getFeature." + c.id(),
        "One of " + c.en(),
        Format.GEOJSON,
        List.of("featureId", "crs", "datetime"));
    if (c.tiles() != null) {
      path(
          paths,
          path + "/tiles",
          "getTileSets." + c.id(),
          "Tile sets of " + c.en(),
          Format.JSON,
          List.of());
      tiles(paths, path + "/tiles", c.id(), c.en());
    }
  }

  private static Map<String, Object> schema(Field field) {
    Map<String, Object> schema = field.schema();
    schema.remove("title");
    if (field.kind() == Kind.SHAPE) {
      schema.put("type", "object");
    }
    return schema;
  }

  private static void tiles(Map<String, Object> paths, String path, String id, String of) {
    String set = path + "/{tileMatrixSetId}";
    path(
        paths,
        set,
        "getTileSet." + id,
        "A tile set of " + of,
        Format.JSON,
        List.of("tileMatrixSetId"));
    path(
        paths,
        set + "/{tileMatrix}/{tileRow}/{tileCol}",
        "getTile." + id,
        "A vector tile of " + of,
        Format.MVT,
        List.of("tileMatrixSetId", "tileMatrix", "tileRow", "tileCol", "datetime"));
  }

  private static void path(
      Map<String, Object> paths,
      String path,
      String id,
      String summary,
      Format format,
      List<String> parameters) {
    List<Object> references = new ArrayList<>();
    parameters.forEach(name -> references.add(Answers.object("$ref", PARAMETERS + name)));
    boolean tile = format.equals(Format.MVT);
    references.add(Answers.object("$ref", PARAMETERS + (tile ? "f-tile" : "f")));
    Map<String, Object> content = new LinkedHashMap<>();
    content.put(format.type(), Answers.object("schema", schema(format)));
    if (!tile) {
      content.put(Format.HTML.type(), Answers.object("schema", Answers.object("type", "string")));
    }
    Map<String, Object> responses = new LinkedHashMap<>();
    responses.put("200", Answers.object("description", summary, "content", content));
    for (String status : List.of("400", "404", "406")) {
      responses.put(status, Answers.object("$ref", "#/components/responses/Problem"));
    }
    paths.put(
        path,
        Answers.object(
            "get",
            Answers.object(
                "operationId",
                id,
                "summary",
                summary,
                "tags",
                List.of(path.contains("/tile") ? "Tiles" : "Features"),
                "parameters",
                references,
                "responses",
                responses)));
  }

  private static Map<String, Object> schema(Format format) {
    if (format.equals(Format.MVT)) {
      return Answers.object("type", "string", "format", "binary");
    }
    return format.equals(Format.GEOJSON)
        ? Answers.object("$ref", "#/components/schemas/GeoJson")
        : Answers.object("type", "object");
  }

  private static Map<String, Object> parameters() {
    Map<String, Object> all = new LinkedHashMap<>();
    Map<String, Object> text = Answers.object("type", "string");
    Map<String, Object> crs =
        Answers.object(
            "type", "string", "format", "uri", "enum", Crs.uris(), "default", Crs.CRS84.uri());
    all.put("f", query("f", "The form of the answer", choice("json", "html")));
    all.put("f-tile", query("f", "The form of the tile", choice("mvt")));
    all.put(
        "limit",
        query(
            "limit",
            "At most so many features on a page",
            Answers.object(
                "type", "integer", "minimum", 1, "maximum", Items.MOST, "default", Items.USUAL)));
    all.put("bbox", query("bbox", "Only features that meet this rectangle", box()));
    all.put("bbox-crs", query("bbox-crs", "Coordinates of bbox", crs));
    all.put("crs", query("crs", "Coordinates of the answer", crs));
    all.put(
        "datetime",
        query("datetime", "As the city was at a time or in a period, .. being without end", text));
    all.put("filter", query("filter", "Only features of which this CQL2 expression is true", text));
    all.put(
        "filter-lang",
        query("filter-lang", "Language of the filter", choice("cql2-text", "cql2-json")));
    all.put("filter-crs", query("filter-crs", "Coordinates of geometries in the filter", crs));
    all.put("next", query("next", "Where the page before ended; see the link next", text));
    all.put("featureId", inPath("featureId", "Identifier of a feature", text));
    all.put(
        "tileMatrixSetId",
        inPath("tileMatrixSetId", "A tile matrix set", choice(TileMatrixSet.ID)));
    all.put("tileMatrix", inPath("tileMatrix", "Zoom, 0 to " + TileMatrixSet.DEEPEST, text));
    all.put("tileRow", inPath("tileRow", "Row from the north", number()));
    all.put("tileCol", inPath("tileCol", "Column from the west", number()));
    return all;
  }

  private static Map<String, Object> number() {
    return Answers.object("type", "integer", "minimum", 0);
  }

  private static Map<String, Object> choice(String... values) {
    return Answers.object("type", "string", "enum", List.of(values), "default", values[0]);
  }

  private static Map<String, Object> box() {
    return Answers.object(
        "type",
        "array",
        "oneOf",
        List.of(
            Answers.object("minItems", 4, "maxItems", 4),
            Answers.object("minItems", 6, "maxItems", 6)),
        "items",
        Answers.object("type", "number"));
  }

  private static Map<String, Object> query(String name, String about, Object schema) {
    return Answers.object(
        "name",
        name,
        "in",
        "query",
        "description",
        about,
        "required",
        false,
        "schema",
        schema,
        "style",
        "form",
        "explode",
        false);
  }

  private static Map<String, Object> inPath(String name, String about, Object schema) {
    return Answers.object(
        "name", name, "in", "path", "description", about, "required", true, "schema", schema);
  }

  private static Map<String, Object> responses() {
    return Answers.object(
        "Problem",
        Answers.object(
            "description",
            "Why this cannot be answered",
            "content",
            Answers.object(
                "application/problem+json",
                Answers.object("schema", Answers.object("$ref", "#/components/schemas/Problem")))));
  }

  private static Map<String, Object> schemas() {
    Map<String, Object> text = Answers.object("type", "string");
    return Answers.object(
        "Problem",
        Answers.object(
            "type",
            "object",
            "properties",
            Answers.object(
                "type",
                text,
                "title",
                text,
                "status",
                Answers.object("type", "integer"),
                "detail",
                text,
                "field",
                text,
                "advice",
                text)),
        "GeoJson",
        Answers.object(
            "type",
            "object",
            "required",
            List.of("type"),
            "properties",
            Answers.object(
                "type",
                Answers.object(
                    "type", "string", "enum", List.of("Feature", "FeatureCollection")))));
  }

  /** The operations in a table. */
  Html page(Map<String, Object> document, Addresses at) {
    Html page = new Html("API 说明 · API documentation", Documents.way(at, null));
    page.about(
        "所有地址只读;参数与返回见 JSON 定义。 All addresses are read-only; the JSON form has every parameter.");
    page.raw("<div class=\"scroll\"><table><tbody>");
    if (document.get("paths") instanceof Map<?, ?> paths) {
      paths.forEach(
          (path, item) ->
              page.raw("<tr><td><code>GET ")
                  .text(Addresses.ROOT + path)
                  .raw("</code></td><td>")
                  .text(summary(item))
                  .raw("</td></tr>"));
    }
    return page.raw("</tbody></table></div>");
  }

  private static Object summary(Object item) {
    return item instanceof Map<?, ?> operations
            && operations.get("get") instanceof Map<?, ?> get
            && get.get("summary") != null
        ? get.get("summary")
        : "";
  }
}
