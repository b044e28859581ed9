package io.yiwang.access.audit;

import io.yiwang.access.Duty;
import io.yiwang.access.ExportFilters;
import io.yiwang.access.Exportable;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.access.Sheet;
import io.yiwang.access.audit.AuditSearch.AuditRow;
import io.yiwang.house.SystemDuty;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The audit trail as a file, the newest entries. */
@Component
class AuditExport implements Exportable {
  private static final int MOST = 100_000;
  private static final List<String> HEADER =
      List.of(
          "seq",
          "at",
          "actor_kind",
          "actor_id",
          "actor_name",
          "duty",
          "unit",
          "actor_region",
          "action",
          "data_class",
          "objects",
          "object_region",
          "purpose",
          "reference",
          "count",
          "remote",
          "outcome");

  private final AuditSearch search;
  private final People people;

  AuditExport(AuditSearch search, People people) {
    this.search = search;
    this.people = people;
  }

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public String dataClass() {
    return "audit";
  }

  @Override
  public long count(Map<String, String> filter) {
    AuditFilter wanted = ExportFilters.read(filter, AuditFilter.class);
    String region = auditor().regionPath();
    return SystemDuty.call(() -> search.count(wanted, region, MOST));
  }

  @Override
  public void write(Map<String, String> filter, Sheet sheet) {
    AuditFilter wanted = ExportFilters.read(filter, AuditFilter.class);
    String region = auditor().regionPath();
    sheet.head(HEADER);
    SystemDuty.run(() -> search.each(wanted, region, MOST, row -> row(row, sheet)));
  }

  private Person auditor() {
    Person person = people.current();
    person.require(Duty.AUDITOR);
    return person;
  }

  private static void row(AuditRow r, Sheet sheet) {
    sheet.row(
        r.seq(),
        r.at(),
        r.actorKind(),
        r.actorId(),
        r.actorName(),
        r.duty(),
        r.unit(),
        r.actorRegion(),
        r.action(),
        r.dataClass(),
        String.join(" ", r.objects()),
        r.objectRegion(),
        r.purpose(),
        r.reference(),
        r.count(),
        r.remote(),
        r.outcome());
  }
}
