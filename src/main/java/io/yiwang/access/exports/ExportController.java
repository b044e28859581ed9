package io.yiwang.access.exports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.Purposes;
import io.yiwang.house.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Taking lists away as files, over HTTP. */
@RestController
@RequestMapping("/api/v1/exports")
@Tag(name = "Exports")
class ExportController {
  private final Exports exports;
  private final Purposes purposes;

  ExportController(Exports exports, Purposes purposes) {
    this.exports = exports;
    this.purposes = purposes;
  }

  /**
   * An export as it is shown.
   *
   * @param until until when it may be approved, then until when it may be downloaded
   */
  record ExportView(
      long id,
      Export.State state,
      String what,
      Map<String, String> filter,
      String purpose,
      String reference,
      long rows,
      String name,
      String login,
      Instant askedAt,
      Instant until,
      int downloads,
      int mostDownloads,
      @Nullable String decidedBy,
      @Nullable String reason) {}

  private ExportView shown(Export e) {
    Export.Verdict verdict = e.verdict();
    Export.Wanted wanted = e.wanted();
    return new ExportView(
        e.id(),
        exports.state(e),
        wanted.what(),
        wanted.filter(),
        wanted.purpose(),
        wanted.reference(),
        e.rows(),
        e.asker().name(),
        e.asker().login(),
        e.askedAt(),
        e.until(),
        e.downloads(),
        e.mostDownloads(),
        verdict == null ? null : verdict.by(),
        verdict == null ? null : verdict.reason());
  }

  @Operation(summary = "What lists may be taken away for")
  @GetMapping("/purposes")
  List<Purposes.KnownPurpose> purposes() {
    return purposes.list(Purposes.Use.EXPORT);
  }

  @Operation(summary = "The reader's own exports, newest first")
  @GetMapping
  List<ExportView> mine() {
    return exports.mine().stream().map(this::shown).toList();
  }

  @Operation(summary = "Exports that wait for the reader as a second person")
  @GetMapping("/waiting")
  List<ExportView> waiting() {
    return exports.waiting().stream().map(this::shown).toList();
  }

  @Operation(
      summary = "Ask to take a list away: cases, persons or audit, with the filter of its page",
      description =
          "Answers READY when it may be downloaded at once, or WAITING for a second person. What is"
              + " masked stays masked.")
  @PostMapping
  ExportView ask(@RequestBody ExportRequest request) {
    Map<String, String> filter =
        Objects.requireNonNullElse(request.filter, Map.<String, String>of()).entrySet().stream()
            .filter(e -> e.getValue() != null && !e.getValue().isBlank())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return shown(
        exports.ask(
            new Export.Wanted(
                Objects.requireNonNullElse(request.what, ""),
                filter,
                Objects.requireNonNullElse(request.lang, "zh"),
                Objects.requireNonNullElse(request.purpose, ""),
                Objects.requireNonNullElse(request.reference, ""))));
  }

  @Operation(summary = "Approve an export as a second person, or refuse it with a reason")
  @PostMapping("/{id}/decision")
  ExportView decide(@PathVariable long id, @RequestBody ExportVerdict verdict) {
    if (verdict.approved == null) {
      throw Problem.badField("approved", null, "must be true or false.", null);
    }
    return shown(exports.decide(id, verdict.approved, verdict.reason));
  }

  @Operation(summary = "Take a request back")
  @DeleteMapping("/{id}")
  ExportView withdraw(@PathVariable long id) {
    return shown(exports.withdraw(id));
  }

  @Operation(
      summary = "The file, CSV in UTF-8 with a mark",
      description =
          "A few times within hours; each download is recorded in the audit trail before anything"
              + " leaves. The last column of every row says who took it, when, by which export.")
  @GetMapping(value = "/{id}/file", produces = "text/csv")
  void file(@PathVariable long id, HttpServletResponse response) throws IOException {
    Exports.File file = exports.open(id);
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"%s-%d.csv\"".formatted(file.list().name(), id));
    exports.write(file, response.getOutputStream());
  }

  /** Which list, with which filter, in which language, and what for. */
  record ExportRequest(
      @Nullable String what,
      @Nullable Map<String, String> filter,
      @Nullable String lang,
      @Nullable String purpose,
      @Nullable String reference) {}

  /** What a second person says. */
  record ExportVerdict(@Nullable Boolean approved, @Nullable String reason) {}
}
