package io.yiwang.citymap.regions;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.citymap.City;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.Coordinates;
import io.yiwang.kernel.Datum;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.LocationCode;
import io.yiwang.kernel.RegionLevel;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Regions over HTTP. */
@RestController
@Tag(name = "City")
class RegionController {
  private static final MediaType GEO_JSON = MediaType.valueOf("application/geo+json");
  private static final String EXAMPLE =
      """
      {"type":"FeatureCollection","features":[{"type":"Feature",
       "properties":{"code":"310105","nameZh":"长宁区","nameEn":"Changning","level":"DISTRICT"},
       "geometry":{"type":"Polygon","coordinates":[[[121.33,31.19],[121.44,31.19],[121.44,31.24],[121.33,31.19]]]}}]}
      """;

  private final City city;
  private final Regions regions;
  private final RegionShapes shapes;
  private final RegionHistory history;
  private final JsonMapper json;

  RegionController(
      City city, Regions regions, RegionShapes shapes, RegionHistory history, JsonMapper json) {
    this.city = city;
    this.regions = regions;
    this.shapes = shapes;
    this.history = history;
    this.json = json;
  }

  /** A region in a list. */
  record RegionView(
      String code,
      RegionLevel level,
      String nameZh,
      String nameEn,
      @Nullable String parent,
      String path,
      double lat,
      double lng) {
    static RegionView of(Region r) {
      return new RegionView(
          r.code(),
          r.level(),
          r.nameZh(),
          r.nameEn(),
          r.parent(),
          r.path(),
          r.centre().lat(),
          r.centre().lng());
    }
  }

  /**
   * A region with those above it.
   *
   * @param ancestors from the city down, without the region itself
   * @param locationCode BeiDou grid code of the point asked for, or of the region's centre
   */
  record RegionPage(
      String code,
      RegionLevel level,
      String nameZh,
      String nameEn,
      @Nullable String parent,
      String path,
      double lat,
      double lng,
      String locationCode,
      List<RegionView> ancestors) {}

  /** What an import did. */
  record ImportResult(
      int accepted, int changed, int rejected, List<GeoJsonReader.BadFeature> rejects) {}

  @Operation(summary = "Regions right below a region, or all of a level")
  @GetMapping("/api/v1/regions")
  List<RegionView> list(
      @Parameter(example = "310000") @RequestParam(required = false) @Nullable String parent,
      @RequestParam(required = false) @Nullable RegionLevel level) {
    if (parent == null) {
      List<Region> all = level == null ? List.of(regions.root()) : regions.list(level);
      return all.stream().map(RegionView::of).toList();
    }
    Region above = regions.get(parent);
    if (level == null) {
      return regions.children(parent).stream().map(RegionView::of).toList();
    }
    return regions.list(level).stream()
        .filter(r -> r.path().startsWith(above.path() + "."))
        .map(RegionView::of)
        .toList();
  }

  @Operation(summary = "One region, with those above it")
  @GetMapping("/api/v1/regions/{code}")
  RegionPage region(@Parameter(example = "310105") @PathVariable String code) {
    Region region = regions.get(code);
    return page(region, region.centre());
  }

  @Operation(summary = "How a region was from day to day, and what became of it")
  @GetMapping("/api/v1/regions/{code}/history")
  List<RegionHistory.RegionVersion> history(
      @Parameter(example = "310105") @PathVariable String code) {
    List<RegionHistory.RegionVersion> versions = history.versions(code);
    if (versions.isEmpty()) {
      throw Problem.notFound("region", code);
    }
    return versions;
  }

  @Operation(summary = "The deepest region that holds a point")
  @GetMapping("/api/v1/regions/at")
  RegionPage at(
      @Parameter(example = "31.2200") @RequestParam double lat,
      @Parameter(example = "121.4310") @RequestParam double lng,
      @RequestParam(defaultValue = "WGS84") Datum datum) {
    GeoPoint point = point(lat, lng, datum);
    Region region =
        regions
            .locate(point)
            .orElseThrow(
                () ->
                    new Problem(
                        HttpStatus.NOT_FOUND,
                        "outside-city",
                        "The point (" + lat + ", " + lng + ") lies outside " + city.nameEn() + ".",
                        "lat,lng",
                        lat + "," + lng,
                        "Maybe latitude and longitude are swapped."));
    return page(region, point);
  }

  private static GeoPoint point(double lat, double lng, Datum datum) {
    try {
      return Coordinates.toWgs84(lat, lng, datum);
    } catch (IllegalArgumentException e) {
      throw Problem.badField(
          "lat,lng", lat + "," + lng, "must be degrees.", "Maybe they are swapped or projected.");
    }
  }

  private RegionPage page(Region r, GeoPoint point) {
    List<RegionView> line = new ArrayList<>(regions.line(r).stream().map(RegionView::of).toList());
    line.removeLast();
    return new RegionPage(
        r.code(),
        r.level(),
        r.nameZh(),
        r.nameEn(),
        r.parent(),
        r.path(),
        r.centre().lat(),
        r.centre().lng(),
        LocationCode.of(point).text(),
        line);
  }

  @Operation(summary = "Shapes of a level, below a region if one is given")
  @GetMapping("/api/v1/regions/geojson")
  ResponseEntity<byte[]> geojson(
      @Parameter(example = "DISTRICT") @RequestParam RegionLevel level,
      @RequestParam(required = false) @Nullable String parent,
      @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known,
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String encodings)
      throws IOException {
    Region above = parent == null ? regions.root() : regions.get(parent);
    RegionShapes.Drawing drawing = shapes.draw(level, above);
    if (known != null && known.contains(drawing.etag())) {
      return ResponseEntity.status(304)
          .eTag(drawing.etag())
          .cacheControl(CacheControl.noCache())
          .build();
    }
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .contentType(GEO_JSON)
            .eTag(drawing.etag())
            .cacheControl(CacheControl.noCache())
            .varyBy(HttpHeaders.ACCEPT_ENCODING);
    if (encodings.contains("gzip")) {
      return answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(drawing.gzip());
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(drawing.gzip()))) {
      return answer.body(in.readAllBytes());
    }
  }

  @Operation(
      summary = "Take over regions from GeoJSON",
      description =
          "A FeatureCollection of polygons. The parameters name the properties to read (a dot leads"
              + " into an object: parent.adcode). Without a level property national codes tell it;"
              + " likewise the parent. Regions with known codes replace the old ones, which end"
              + " today. Good features are kept, others listed with the reason.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content =
                  @Content(
                      mediaType = "application/geo+json",
                      examples = @ExampleObject(value = EXAMPLE))))
  @PostMapping("/api/v1/regions/import")
  ImportResult importRegions(
      HttpServletRequest request,
      @RequestParam(defaultValue = "code") String code,
      @RequestParam(defaultValue = "nameZh") String nameZh,
      @RequestParam(defaultValue = "nameEn") String nameEn,
      @RequestParam(defaultValue = "parent") String parent,
      @RequestParam(defaultValue = "level") String level,
      @Parameter(description = "The level of every feature") @RequestParam(required = false)
          @Nullable RegionLevel fixedLevel,
      @RequestParam(defaultValue = "WGS84") Datum datum)
      throws IOException {
    GeoJsonReader reader =
        new GeoJsonReader(
            json,
            new GeoJsonReader.Mapping(code, nameZh, nameEn, parent, level, fixedLevel, datum));
    try (InputStream in = body(request)) {
      reader.read(in);
    } catch (JacksonException e) {
      throw Problem.badField("body", e.getOriginalMessage(), "must be GeoJSON.", null);
    }
    Regions.Loaded loaded = SystemDuty.call(() -> regions.load(reader.drafts()));
    List<GeoJsonReader.BadFeature> rejects = new ArrayList<>(reader.bad());
    loaded.rejects().stream()
        .map(r -> new GeoJsonReader.BadFeature(0, r.code(), r.field(), r.value(), r.reason()))
        .forEach(rejects::add);
    return new ImportResult(loaded.kept(), loaded.changed(), rejects.size(), rejects);
  }

  private static InputStream body(HttpServletRequest request) throws IOException {
    return "gzip".equals(request.getHeader(HttpHeaders.CONTENT_ENCODING))
        ? new GZIPInputStream(request.getInputStream())
        : request.getInputStream();
  }
}
