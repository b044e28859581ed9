package io.yiwang.access.audit;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.Look;
import io.yiwang.access.OwnSubjects;
import io.yiwang.access.People;
import io.yiwang.access.Unit;
import io.yiwang.access.Units;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who looked at me: for whoever has confirmed who they are. */
@RestController
@RequestMapping("/api/v1/mine")
@Tag(name = "Mine")
class OwnLooksController {
  private static final int MOST = 200;
  private static final int MOST_EXPORTED = 10_000;
  private static final List<String> HEADER =
      List.of("at", "action", "data", "duty", "unit", "purpose", "reference");

  private final AuditTrail audit;
  private final OwnSubjects own;
  private final People people;
  private final Units units;

  OwnLooksController(AuditTrail audit, OwnSubjects own, People people, Units units) {
    this.audit = audit;
    this.own = own;
    this.people = people;
    this.units = units;
  }

  /** That somebody looked: the duty and the unit, not the official's name. */
  record OwnLook(
      long position,
      Instant at,
      AuditAction action,
      String dataClass,
      String duty,
      @Nullable String unitZh,
      @Nullable String unitEn,
      String purpose,
      String reference) {}

  /**
   * A page of looks.
   *
   * @param more whether there are older ones; ask again with {@code before} the last position
   */
  record OwnLookPage(List<OwnLook> items, boolean more) {}

  @Operation(
      summary = "Who looked at oneself, newest first; nothing before one's claim is confirmed",
      description = "Looks at records that were joined to one's own count too; one's own do not.")
  @GetMapping("/looks")
  OwnLookPage looks(
      @RequestParam(required = false) @Nullable Long before,
      @RequestParam(defaultValue = "20") int size) {
    int limit = Math.clamp(size, 1, MOST);
    List<OwnLook> found = read(before == null ? Long.MAX_VALUE : before, limit + 1);
    return new OwnLookPage(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
  }

  @Operation(summary = "The same as a spreadsheet (CSV), at most 10,000")
  @GetMapping(value = "/looks.csv", produces = "text/csv")
  void csv(HttpServletResponse response) throws IOException {
    List<OwnLook> found = read(Long.MAX_VALUE, MOST_EXPORTED);
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"looks.csv\"");
    var writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    writer.write('\uFEFF');
    try (CsvWriter csv = CsvWriter.builder().build(writer)) {
      csv.writeRecord(HEADER);
      for (OwnLook look : found) {
        csv.writeRecord(
            look.at.toString(),
            look.action.name(),
            look.dataClass,
            look.duty,
            look.unitZh == null ? "" : look.unitZh,
            safe(look.purpose),
            look.reference);
      }
    }
  }

  /** No cell is a formula. */
  private static String safe(String cell) {
    return cell.isEmpty() || "=+-@\t\r".indexOf(cell.charAt(0)) < 0 ? cell : "'" + cell;
  }

  private List<OwnLook> read(long before, int limit) {
    long account = people.current().id();
    List<String> subjects = account == 0 ? List.of() : own.of(account);
    return subjects.isEmpty()
        ? List.of()
        : audit.looksAt(subjects, account, before, limit).stream().map(this::shown).toList();
  }

  private OwnLook shown(Look look) {
    Unit unit = look.unit().isEmpty() ? null : units.find(look.unit()).orElse(null);
    return new OwnLook(
        look.position(),
        look.at(),
        look.action(),
        look.dataClass(),
        look.duty(),
        unit == null ? null : unit.nameZh(),
        unit == null ? null : unit.nameEn(),
        look.purpose(),
        look.reference());
  }
}
