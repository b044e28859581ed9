package io.yiwang.registry.intake;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.SpreadsheetText;
import io.yiwang.registry.Readers;
import io.yiwang.registry.people.SourceKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files of people, houses and enterprises over HTTP. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Registry")
class ImportController {
  private static final int MOST = 1_000;

  private final Readers readers;
  private final RegistryImport imports;
  private final ImportRuns runs;

  ImportController(Readers readers, RegistryImport imports, ImportRuns runs) {
    this.readers = readers;
    this.imports = imports;
    this.runs = runs;
  }

  /** What an import did, with the first rows that were not taken; the others are a page away. */
  record ImportResult(
      long run,
      int rows,
      int added,
      int joined,
      int repeated,
      int doubtful,
      int rejected,
      List<ImportRuns.Reject> rejects) {}

  @Operation(
      summary = "Read a CSV file about persons",
      description =
          "Columns name (needed), number, phone, birth, sex, region, quarter, building, entrance,"
              + " door, household, relation, groups, at, key, or their Chinese names. Each row is a"
              + " statement of the source: who is known already is joined, who may be waits for"
              + " review. The same file again changes nothing. gzip is taken.")
  @RequestBody(content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  @PostMapping(value = "/people/import", consumes = "text/csv")
  ImportResult people(
      HttpServletRequest request,
      @RequestParam(defaultValue = "import") String source,
      @RequestParam(defaultValue = "COMMUNITY_CHECK") SourceKind kind)
      throws IOException {
    String by = readers.importer().name();
    if (source.isBlank() || source.length() > 100 || source.equals("register")) {
      throw Problem.badField("source", source, "must be a name of at most 100 letters.", null);
    }
    return taken(request, in -> imports.people(in, source, kind, by));
  }

  @Operation(
      summary = "Read a CSV file about houses",
      description =
          "Columns region, quarter, building, door (needed), entrance, floor, occupancy, address,"
              + " lat, lng, built, or their Chinese names; a row a door. gzip is taken.")
  @RequestBody(content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  @PostMapping(value = "/houses/import", consumes = "text/csv")
  ImportResult houses(HttpServletRequest request) throws IOException {
    String by = readers.importer().name();
    return taken(request, in -> imports.houses(in, by));
  }

  @Operation(
      summary = "Read a CSV file about enterprises",
      description =
          "Columns credit_code, name (needed), region or lat and lng, address, industry, employees,"
              + " founded, legal_person, phone, or their Chinese names. gzip is taken.")
  @RequestBody(content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  @PostMapping(value = "/enterprises/import", consumes = "text/csv")
  ImportResult enterprises(HttpServletRequest request) throws IOException {
    String by = readers.importer().name();
    return taken(request, in -> imports.enterprises(in, by));
  }

  private interface Taker {
    long take(InputStream in) throws IOException;
  }

  /** By the platform, in transactions of its own. */
  private ImportResult taken(HttpServletRequest request, Taker taker) throws IOException {
    SystemDuty.begin();
    try (InputStream in = body(request)) {
      return result(taker.take(in));
    } finally {
      SystemDuty.end();
    }
  }

  private static InputStream body(HttpServletRequest request) throws IOException {
    InputStream in = request.getInputStream();
    boolean zipped = "gzip".equals(request.getHeader(HttpHeaders.CONTENT_ENCODING));
    return zipped ? new GZIPInputStream(in, 1 << 16) : in;
  }

  private ImportResult result(long run) {
    ImportRuns.Counts c = runs.get(run).counts();
    return new ImportResult(
        run,
        c.rows(),
        c.added(),
        c.joined(),
        c.repeated(),
        c.doubtful(),
        c.rejected(),
        runs.rejects(run, 0, 100));
  }

  @Operation(summary = "Files that were read, newest first")
  @GetMapping("/registry/imports")
  List<ImportRuns.Run> runs(
      @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
    readers.importer();
    if (page < 0 || size < 1 || size > MOST) {
      throw Problem.badField(
          "size", size, "must be 1 to " + MOST + " and page not negative.", null);
    }
    return SystemDuty.call(() -> runs.list((long) page * size, size));
  }

  @Operation(summary = "A file to begin with: its columns and one row")
  @GetMapping(value = "/registry/imports/templates/{kind}", produces = "text/csv")
  ResponseEntity<String> template(
      @PathVariable @Parameter(example = "people") String kind,
      @RequestParam(defaultValue = "zh") String lang) {
    readers.importer();
    FileKind file = FileKind.get(kind);
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"%s.csv\"".formatted(file.path()))
        .body(file.template(lang.equals("zh")));
  }

  @Operation(summary = "Rows of a file that were not taken, with the reason")
  @GetMapping("/registry/imports/{id}/rejects")
  List<ImportRuns.Reject> rejects(
      @PathVariable long id,
      @RequestParam(defaultValue = "0") int after,
      @RequestParam(defaultValue = "200") int size) {
    readers.importer();
    return SystemDuty.call(
        () -> {
          runs.get(id);
          return runs.rejects(id, after, Math.clamp(size, 1, MOST));
        });
  }

  @Operation(summary = "The same as a spreadsheet, UTF-8 with a mark, however many")
  @GetMapping(value = "/registry/imports/{id}/rejects.csv", produces = "text/csv")
  void rejectsCsv(@PathVariable long id, HttpServletResponse response) throws IOException {
    readers.importer();
    SystemDuty.run(() -> runs.get(id));
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"rejects.csv\"");
    PrintWriter out = response.getWriter();
    out.print("\uFEFFrow,field,value,rule,advice\r\n");
    List<ImportRuns.Reject> some = rejects(id, 0);
    while (!some.isEmpty()) {
      for (ImportRuns.Reject r : some) {
        out.print(
            r.row()
                + ","
                + cell(r.field())
                + ","
                + cell(r.value())
                + ","
                + cell(r.rule())
                + ","
                + cell(r.advice() == null ? "" : r.advice())
                + "\r\n");
      }
      some = rejects(id, some.getLast().row());
    }
  }

  private List<ImportRuns.Reject> rejects(long id, int after) {
    return SystemDuty.call(() -> runs.rejects(id, after, MOST));
  }

  /** Quoted, and never a formula to a spreadsheet. */
  private static String cell(String text) {
    return '"' + SpreadsheetText.safe(text).replace("\"", "\"\"") + '"';
  }
}
