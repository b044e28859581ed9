package io.yiwang.citymap.intake;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.AsOf;
import io.yiwang.citymap.components.Layer;
import io.yiwang.citymap.components.Layers;
import io.yiwang.citymap.files.MapWriter;
import io.yiwang.citymap.files.MapWriter.Format;
import io.yiwang.citymap.files.SystemText;
import io.yiwang.house.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The open layers of the map as a file. Guarded ones leave only by approved exports. */
@RestController
@RequestMapping("/api/v1/map/exports")
@Tag(name = "Map exports")
class MapExportController {
  private final MapExport export;
  private final Importers importers;
  private final Layers layers;
  private final Regions regions;
  private final AuditTrail audit;
  private final CityGround ground;

  MapExportController(
      MapExport export,
      Importers importers,
      Layers layers,
      Regions regions,
      AuditTrail audit,
      CityGround ground) {
    this.export = export;
    this.importers = importers;
    this.layers = layers;
    this.regions = regions;
    this.audit = audit;
    this.ground = ground;
  }

  @Operation(
      summary = "Layers of the map as a file, as a stream",
      description =
          "GeoJSON and NDJSON in WGS-84; CSV, Shapefile (zip) and GeoPackage also in EPSG 4490,"
              + " 3857 or a zone of CGCS2000. Guarded layers are asked for at /api/v1/exports"
              + " (lifelines).")
  @GetMapping("/{format}")
  void file(
      @PathVariable @Parameter(example = "geojson") String format,
      @RequestParam(required = false) @Parameter(example = "street-lamp")
          @Nullable List<String> layer,
      @RequestParam(required = false) @Parameter(example = "121.40,31.20,121.45,31.24")
          @Nullable String bbox,
      @RequestParam(required = false) @Parameter(example = "310105") @Nullable String region,
      @RequestParam(required = false) @Parameter(example = "2026-10-01T00:00:00Z")
          @Nullable String asof,
      @RequestParam(defaultValue = "4326") int crs,
      HttpServletResponse response)
      throws IOException {
    importers.requireExport();
    Format wanted = format(format);
    if (!SystemText.knows(crs) || (crs != 4326 && !wanted.anySystem())) {
      throw Problem.badField(
          "crs", crs, "must be 4326, 4490, 3857 or 4491 to 4554, and 4326 for GeoJSON.", null);
    }
    var what =
        new MapExport.Wanted(
            layers(layer == null ? List.of() : layer), box(bbox), path(region), moment(asof));
    audit.append(
        audit
            .entry(AuditAction.EXPORT, Importers.COMPONENT)
            .about(what.layers().stream().map(l -> "layer:" + l.id()).toList()));
    response.setContentType(wanted.mediaType());
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"map.%s\"".formatted(wanted.ending()));
    try (MapWriter writer =
        MapWriter.open(wanted, response.getOutputStream(), MapExport.COLUMNS, crs, ground.now())) {
      export.write(what, writer);
    }
  }

  private static Format format(String name) {
    try {
      return Format.of(name);
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("format", name);
    }
  }

  private List<Layer> layers(List<String> ids) {
    if (ids.isEmpty()) {
      throw Problem.badField("layer", null, "must name a layer or several.", null);
    }
    List<Layer> wanted = new ArrayList<>();
    for (String id : ids) {
      Layer layer =
          layers
              .find(id)
              .orElseThrow(
                  () -> Problem.badField("layer", id, "must be a layer of the map.", null));
      if (layer.guarded()) {
        throw Problem.badField(
            "layer", id, "is guarded.", "Maybe ask for an export of lifelines, which is approved.");
      }
      wanted.add(layer);
    }
    return wanted;
  }

  private static @Nullable Envelope box(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      double[] n = Arrays.stream(text.split(",")).mapToDouble(Double::parseDouble).toArray();
      if (n.length == 4
          && n[0] < n[2]
          && n[1] < n[3]
          && n[0] >= -180
          && n[2] <= 180
          && n[1] >= -90
          && n[3] <= 90) {
        return new Envelope(n[0], n[2], n[1], n[3]);
      }
    } catch (NumberFormatException e) {
      throw badBox(text);
    }
    throw badBox(text);
  }

  private static Problem badBox(String text) {
    return Problem.badField(
        "bbox", text, "must be minLng,minLat,maxLng,maxLat.", "Maybe the order is another.");
  }

  private @Nullable String path(@Nullable String code) {
    return code == null || code.isBlank()
        ? null
        : regions.find(code).map(Region::path).orElseThrow(() -> Problem.notFound("region", code));
  }

  private static AsOf moment(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return AsOf.NOW;
    }
    try {
      Instant at = OffsetDateTime.parse(text).toInstant();
      return AsOf.valid(at);
    } catch (DateTimeException e) {
      throw Problem.badField("asof", text, "must be a time such as 2026-10-01T00:00:00Z.", null);
    }
  }
}
