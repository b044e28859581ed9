package io.yiwang.cases.reporters;

import io.yiwang.access.Action;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.Decision;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Reference;
import io.yiwang.access.Revealable;
import io.yiwang.access.Subjects;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.book.Clerk;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Filers;
import io.yiwang.sensing.Filers.Filer;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Who reported a case and how to reach them: masked, and in full while a reveal lasts. */
@Component
class CaseReporters implements Revealable {
  private static final String CLASS = "reporter";
  private static final int MOST = 50;

  private final ObservedCases observed;
  private final Filers filers;
  private final Clerk clerk;
  private final Subjects subjects;
  private final Decisions decisions;
  private final AuditTrail audit;
  private final JdbcTemplate jdbc;

  CaseReporters(
      ObservedCases observed,
      Filers filers,
      Clerk clerk,
      Subjects subjects,
      Decisions decisions,
      AuditTrail audit,
      JdbcTemplate jdbc) {
    this.observed = observed;
    this.filers = filers;
    this.clerk = clerk;
    this.subjects = subjects;
    this.decisions = decisions;
    this.audit = audit;
    this.jdbc = jdbc;
  }

  /** A reporter as the policy shows them. */
  record Reporter(
      String object,
      Instant filedAt,
      @Nullable String name,
      @Nullable String phone,
      @Nullable String email) {}

  /** Those who said how to reach them, the first to report first; audited. */
  List<Reporter> of(long caseId) {
    CaseSummary c = clerk.requireVisible(caseId);
    Decision shown = decisions.decide(subjects.current(), null, Action.READ, item(c));
    if (!shown.allowed()) {
      throw Problem.forbidden("Your duties do not let you see who reported.");
    }
    List<Reporter> reporters =
        jdbc
            .query(
                "select observation_id from cases.member where case_id = ? limit " + MOST,
                (rs, row) -> rs.getObject(1, UUID.class),
                caseId)
            .stream()
            .flatMap(id -> reporter(id, shown).stream())
            .sorted(Comparator.comparing(Reporter::filedAt))
            .toList();
    if (!reporters.isEmpty()) {
      audit.append(
          audit
              .entry(AuditAction.VIEW, "reporter.identity")
              .about(reporters.stream().map(Reporter::object).toList())
              .in(c.regionPath())
              .forPurpose("", "case:" + caseId));
    }
    return reporters;
  }

  private Optional<Reporter> reporter(UUID id, Decision shown) {
    return filers
        .filer(new ObservationId(id))
        .filter(filer -> !filer.nameless())
        .map(
            filer ->
                new Reporter(
                    "filing:" + id,
                    filer.filedAt(),
                    shown.field("name").apply(filer.name()),
                    shown.field("phone").apply(filer.phone()),
                    shown.field("email").apply(filer.email())));
  }

  @Override
  public String kind() {
    return "filing";
  }

  @Override
  public String dataClass() {
    return CLASS;
  }

  @Override
  public Set<String> fields() {
    return Set.of("name", "phone", "email");
  }

  @Override
  public Item get(String id) {
    return item(clerk.requireVisible(caseOf(id)));
  }

  /** The case that came of the report, or one that was merged into it. */
  @Override
  public boolean concernedBy(String id, Reference reference) {
    return reference.objects().contains("case:" + caseOf(id));
  }

  @Override
  public Map<String, String> plain(String id, Set<String> fields) {
    Map<String, String> plain = new HashMap<>();
    Filer filer = filers.filer(observation(id)).orElseThrow(() -> Problem.notFound("filing", id));
    put(plain, fields, "name", filer.name());
    put(plain, fields, "phone", filer.phone());
    put(plain, fields, "email", filer.email());
    return plain;
  }

  private static void put(
      Map<String, String> plain, Set<String> fields, String name, @Nullable String value) {
    if (value != null && fields.contains(name)) {
      plain.put(name, value);
    }
  }

  /** The platform looks for it; whether it may be seen is asked afterwards. */
  private long caseOf(String id) {
    Optional<CaseSummary> found = SystemDuty.call(() -> observed.find(observation(id)));
    return found.map(CaseSummary::id).orElseThrow(() -> Problem.notFound("filing", id));
  }

  private static ObservationId observation(String id) {
    try {
      return new ObservationId(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("filing", id);
    }
  }

  private static Item item(CaseSummary c) {
    return new Item(CLASS, c.regionPath(), c.unitCode(), c.workerId());
  }
}
