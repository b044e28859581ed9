package io.yiwang.citymap.intake;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.citymap.intake.StagedRow.Kind;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.SpreadsheetText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Map files brought in, over HTTP. */
@RestController
@RequestMapping("/api/v1/map/imports")
@Tag(name = "Map imports")
class MapImportController {
  private static final int MOST = 1_000;

  private final MapImportService service;
  private final StagedRows staged;
  private final ShippedMappings mappings;
  private final Importers importers;

  MapImportController(
      MapImportService service, StagedRows staged, ShippedMappings mappings, Importers importers) {
    this.service = service;
    this.staged = staged;
    this.mappings = mappings;
    this.importers = importers;
  }

  /** A file that will be sent: its name and size, and how to read it. */
  record NewMapImport(
      @Nullable String name,
      @Nullable Long bytes,
      @Nullable String mapping,
      @Nullable String knownMapping) {}

  /** Rows that are not to be applied. */
  record LeaveOut(@Nullable List<Long> leaveOut) {}

  /** A row beside what is in the city. */
  record MapImportRow(
      long row,
      Kind kind,
      @Nullable String id,
      @Nullable String key,
      String classCode,
      @Nullable String name,
      double lat,
      double lng,
      @Nullable Double beforeLat,
      @Nullable Double beforeLng,
      @Nullable Double metres,
      List<StagedRow.Difference> differences,
      boolean leftOut) {

    static MapImportRow of(StagedRow r) {
      Long id = r.componentId();
      String key = r.key();
      return new MapImportRow(
          r.row(),
          r.kind(),
          id == null ? null : ComponentId.text(id),
          key == null || key.startsWith(MappedRow.PLACE) ? null : key,
          ComponentId.classCode(r.classNo()),
          r.facts().path("name").asString(null),
          r.point().lat(),
          r.point().lng(),
          r.before() == null ? null : r.before().lat(),
          r.before() == null ? null : r.before().lng(),
          r.metres(),
          r.differences(),
          r.leftOut());
    }
  }

  @Operation(
      summary = "Begin to bring in a map file",
      description =
          "GeoJSON, NDJSON, CSV, Shapefile in a zip, or GeoPackage, also gzip; known by what it is,"
              + " not by its name. The mapping is YAML, or the name of one that is shipped. Send"
              + " the bytes in pieces next.")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  MapImport begin(@RequestBody NewMapImport wanted) {
    importers.current();
    String name = Objects.requireNonNullElse(wanted.name, "").strip();
    if (name.isEmpty() || name.length() > 255 || name.indexOf('\0') >= 0) {
      throw Problem.badField("name", wanted.name, "must be the name of a file.", null);
    }
    long bytes = Objects.requireNonNullElse(wanted.bytes, 0L);
    if (bytes < 1 || bytes > Uploads.LARGEST) {
      throw Problem.badField(
          "bytes", wanted.bytes, "must be 1 to " + Uploads.LARGEST + ".", "Maybe pack the file.");
    }
    return service.begin(name, bytes, mapping(wanted));
  }

  private MapMapping mapping(NewMapImport wanted) {
    String yaml = wanted.mapping;
    if (yaml == null || yaml.isBlank()) {
      yaml = mappings.get(Objects.requireNonNullElse(wanted.knownMapping, ""));
    }
    try {
      return MapMapping.of(yaml);
    } catch (MappingFault e) {
      throw Problem.badField(
          "mapping." + e.field, e.value, e.rule, "Maybe begin with a mapping that is shipped.");
    }
  }

  @Operation(
      summary = "Send the next piece of the file",
      description =
          "At most 16 MiB, from the byte in Upload-Offset on, which must be as many as were"
              + " received. With the last piece the work begins.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content =
          @Content(
              mediaType = "application/octet-stream",
              schema = @Schema(type = "string", format = "binary")))
  @PutMapping(value = "/{id}/file", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  MapImport piece(
      @PathVariable long id,
      @RequestHeader(value = "Upload-Offset", required = false) @Nullable Long offset,
      HttpServletRequest request)
      throws IOException {
    importers.current();
    if (offset == null) {
      throw Problem.badField(
          "Upload-Offset", null, "must say from which byte on.", "Maybe it is 0 at first.");
    }
    return service.receive(id, offset, request.getInputStream());
  }

  @Operation(summary = "Map files that were brought in, newest first")
  @GetMapping
  List<MapImport> list(
      @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
    if (page < 0 || page > 1_000_000 || size < 1 || size > 200) {
      throw Problem.badField("size", size, "must be 1 to 200 and page not negative.", null);
    }
    return service.list(page, size);
  }

  @Operation(summary = "Mappings that are shipped")
  @GetMapping("/mappings")
  List<ShippedMappings.Shipped> mappings() {
    importers.current();
    return mappings.list();
  }

  @Operation(summary = "How far an import has come")
  @GetMapping("/{id}")
  MapImport get(@PathVariable long id) {
    return service.get(id);
  }

  @Operation(
      summary = "Rows of one kind beside what is in the city",
      description = "Rows of the kind VANISHED are not in the file: their numbers are negative.")
  @GetMapping("/{id}/rows")
  List<MapImportRow> rows(
      @PathVariable long id,
      @RequestParam(defaultValue = "APPEARED") Kind kind,
      @RequestParam(required = false) @Parameter(example = "0") @Nullable Long after,
      @RequestParam(defaultValue = "100") int size) {
    service.get(id);
    long from = Objects.requireNonNullElse(after, Long.MIN_VALUE);
    return SystemDuty.call(
        () ->
            staged.list(id, kind, from, Math.clamp(size, 1, MOST)).stream()
                .map(MapImportRow::of)
                .toList());
  }

  @Operation(
      summary = "What would change, for a map",
      description =
          "Up to 20,000 points as [row, kind, lng, lat, lng before, lat before]; kind 1 appeared, 2"
              + " moved, 3 changed, 4 vanished.")
  @GetMapping("/{id}/points")
  List<double[]> points(@PathVariable long id) {
    service.get(id);
    return SystemDuty.call(() -> staged.points(id, 20_000));
  }

  @Operation(summary = "Rows that were not taken, with the reason")
  @GetMapping("/{id}/rejects")
  List<StagedRows.Reject> rejects(
      @PathVariable long id,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "100") int size) {
    service.get(id);
    return SystemDuty.call(() -> staged.rejects(id, after, Math.clamp(size, 1, MOST)));
  }

  @Operation(summary = "Reasons why rows were not taken, the most frequent first")
  @GetMapping("/{id}/reasons")
  List<StagedRows.Reason> reasons(@PathVariable long id) {
    service.get(id);
    return SystemDuty.call(() -> staged.reasons(id));
  }

  @Operation(summary = "Rows that were not taken as a spreadsheet, UTF-8 with a mark, however many")
  @GetMapping(value = "/{id}/rejects.csv", produces = "text/csv")
  void rejectsCsv(@PathVariable long id, HttpServletResponse response) throws IOException {
    service.get(id);
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"rejects-%d.csv\"".formatted(id));
    PrintWriter out = response.getWriter();
    out.print("\uFEFFrow,field,value,rule,advice\r\n");
    long after = 0;
    List<StagedRows.Reject> some;
    do {
      long from = after;
      some = SystemDuty.call(() -> staged.rejects(id, from, MOST));
      for (StagedRows.Reject r : some) {
        out.print(r.row());
        for (String text : new String[] {r.field(), r.value(), r.rule(), r.advice()}) {
          out.print(",\"" + SpreadsheetText.safe(text).replace("\"", "\"\"") + '"');
        }
        out.print("\r\n");
        after = r.row();
      }
    } while (some.size() == MOST);
  }

  @Operation(
      summary = "Apply an import as one change set",
      description = "All of it or nothing, without the rows that are left out; it can be undone.")
  @PostMapping("/{id}/apply")
  MapImport apply(
      @PathVariable long id, @RequestBody(required = false) @Nullable LeaveOut without) {
    List<Long> rows = without == null ? null : without.leaveOut;
    return service.apply(
        id, rows == null ? List.of() : rows.stream().filter(Objects::nonNull).toList());
  }

  @Operation(summary = "Compare an import to the city anew, or read its file again")
  @PostMapping("/{id}/again")
  MapImport again(@PathVariable long id) {
    return service.again(id);
  }

  @Operation(
      summary = "Undo an import",
      description = "Refused when something of it has been changed since.")
  @PostMapping("/{id}/undo")
  MapImport undo(@PathVariable long id) {
    return service.undo(id);
  }

  @Operation(summary = "Throw an import away that was not applied")
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void discard(@PathVariable long id) throws IOException {
    service.discard(id);
  }
}
