package io.yiwang.access.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditEntry;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.access.audit.AuditSearch.AuditRow;
import io.yiwang.house.DataFolder;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For auditors: searching and verifying the trail, each of which is audited too. */
@RestController
@RequestMapping("/api/v1/audit")
class AuditController {
  private final AuditSearch search;
  private final AuditTrail audit;
  private final UnusualLooks unusual;
  private final People people;
  private final DataSource database;
  private final DataFolder folder;

  AuditController(
      AuditSearch search,
      AuditTrail audit,
      UnusualLooks unusual,
      People people,
      DataSource database,
      DataFolder folder) {
    this.search = search;
    this.audit = audit;
    this.unusual = unusual;
    this.people = people;
    this.database = database;
    this.folder = folder;
  }

  /**
   * A page of entries.
   *
   * @param more whether there are entries below; ask again with {@code before} the last position
   */
  record AuditPage(List<AuditRow> items, boolean more) {}

  @Operation(
      summary = "Entries of the audit trail, newest first",
      description =
          "Page by `before`: the position of the last entry seen. Needs the duty AUDITOR.")
  @GetMapping("/entries")
  AuditPage entries(
      @ParameterObject AuditFilter filter, @RequestParam(defaultValue = "50") int size) {
    Person auditor = auditor();
    int limit = Math.clamp(size, 1, 200);
    if (filter.before() == null) {
      audit.append(noted("audit.search", filter));
    }
    List<AuditRow> rows =
        SystemDuty.call(() -> search.page(filter, auditor.regionPath(), limit + 1));
    return new AuditPage(rows.subList(0, Math.min(limit, rows.size())), rows.size() > limit);
  }

  @Operation(summary = "Unusual looking that was noticed, newest first")
  @GetMapping("/unusual")
  List<UnusualLooks.Unusual> unusual(@RequestParam(defaultValue = "50") int size) {
    String region = auditor().regionPath();
    return SystemDuty.call(() -> unusual.list(region, Math.clamp(size, 1, 200)));
  }

  @Operation(summary = "Verify the whole trail now; names the first entry that is not as written")
  @PostMapping("/verification")
  ChainCheck.Verdict verify() throws SQLException, IOException {
    auditor();
    audit.append(audit.entry(AuditAction.AUDIT, "audit.verification"));
    SystemDuty.begin();
    try (Connection connection = database.getConnection()) {
      return ChainCheck.verify(connection, folder.root());
    } finally {
      SystemDuty.end();
    }
  }

  /** Who was looked for is part of the record; it is an id. */
  private AuditEntry noted(String dataClass, AuditFilter filter) {
    AuditEntry entry = audit.entry(AuditAction.AUDIT, dataClass);
    String object = filter.object();
    if (object == null || object.isEmpty()) {
      return entry;
    }
    if (!AuditEntry.mayName(object)) {
      throw Problem.badField(
          "object",
          object,
          "must be kind:id, e.g. person:17.",
          "Maybe find the record's own id first; the trail holds no citizen or phone numbers.");
    }
    return entry.about(object);
  }

  private Person auditor() {
    Person person = people.current();
    person.require(Duty.AUDITOR);
    return person;
  }
}
