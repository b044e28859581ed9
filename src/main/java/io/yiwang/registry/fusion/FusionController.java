package io.yiwang.registry.fusion;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import io.yiwang.registry.people.PersonView;
import io.yiwang.registry.people.Persons;
import io.yiwang.registry.people.Sightings;
import io.yiwang.registry.people.SourceKind;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where a person's fields come from, doubtful matches, and deciding about them. */
@RestController
@RequestMapping("/api/v1/registry")
@Tag(name = "Registry")
class FusionController {
  private static final int MOST = 200;

  private final Readers readers;
  private final Persons persons;
  private final Settler settler;
  private final FusionRules rules;
  private final Doubts doubts;
  private final Verdicts verdicts;
  private final Sightings sightings;
  private final AuditTrail audit;
  private final Comparisons comparisons;

  FusionController(
      Readers readers,
      Persons persons,
      Settler settler,
      FusionRules rules,
      Doubts doubts,
      Verdicts verdicts,
      Sightings sightings,
      AuditTrail audit,
      Comparisons comparisons) {
    this.readers = readers;
    this.persons = persons;
    this.settler = settler;
    this.rules = rules;
    this.doubts = doubts;
    this.verdicts = verdicts;
    this.sightings = sightings;
    this.audit = audit;
    this.comparisons = comparisons;
  }

  /**
   * Where a field's value comes from.
   *
   * @param rivals how many other values were told
   */
  record Origin(
      Trusts.Field field,
      double confidence,
      SourceKind kind,
      String source,
      Instant at,
      int supporters,
      int rivals) {}

  /** A statement as it is listed: what it tells, not the values. */
  record Told(long id, SourceKind kind, String source, Instant at, List<Trusts.Field> fields) {}

  /** Where everything about a person comes from. */
  record Provenance(PersonView person, List<Origin> fields, List<Told> statements) {}

  @Operation(summary = "Where each field of a person comes from, and how sure it is")
  @GetMapping("/persons/{id}/provenance")
  Provenance provenance(@PathVariable long id) {
    Scope scope = readers.reading(Readers.PERSON);
    PersonView person = persons.get(scope, id);
    sightings.shown(AuditAction.VIEW, List.of(person), person.regionPath());
    List<Statement> statements = SystemDuty.call(() -> settler.about(id));
    List<Origin> fields =
        Beliefs.of(statements, SystemDuty.call(rules::trusts)).fields().entrySet().stream()
            .map(
                e ->
                    new Origin(
                        e.getKey(),
                        e.getValue().confidence(),
                        e.getValue().by().kind(),
                        e.getValue().by().source(),
                        e.getValue().by().at(),
                        e.getValue().supporters(),
                        e.getValue().rivals()))
            .sorted(Comparator.comparing(Origin::field))
            .toList();
    return new Provenance(person, fields, statements.stream().map(FusionController::told).toList());
  }

  private static Told told(Statement s) {
    Beliefs only = Beliefs.of(List.of(s), ALIKE);
    return new Told(
        s.id(), s.kind(), s.source(), s.at(), only.fields().keySet().stream().sorted().toList());
  }

  private static final Trusts ALIKE = Trusts.alike(0.5, 365);

  /** A pair in the queue with both persons as they stand. */
  record DoubtView(Doubts.Waiting pair, @Nullable PersonView first, @Nullable PersonView second) {}

  /** One page of the queue. */
  record DoubtPage(List<DoubtView> items, long total, int page, int size) {}

  @Operation(summary = "Pairs that may be one person, the surest first")
  @GetMapping("/doubts")
  DoubtPage doubts(
      @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
    Scope scope = readers.changing(Readers.PERSON);
    paged(page, size);
    List<DoubtView> items =
        doubts.list(scope, (long) page * size, size).stream()
            .map(
                w ->
                    new DoubtView(
                        w,
                        persons.find(scope, w.firstPerson()).orElse(null),
                        persons.find(scope, w.secondPerson()).orElse(null)))
            .toList();
    Set<PersonView> seen = new LinkedHashSet<>();
    items.forEach(i -> seen.addAll(present(i.first, i.second)));
    sightings.shown(AuditAction.VIEW, seen, scope.region());
    return new DoubtPage(items, doubts.count(scope), page, size);
  }

  private static List<PersonView> present(@Nullable PersonView first, @Nullable PersonView second) {
    return Stream.of(first, second).filter(Objects::nonNull).toList();
  }

  @Operation(
      summary = "A pair of the queue side by side: what agrees, what differs, how much it weighs",
      description = "Values are masked like everywhere; whether two masked values agree is told.")
  @GetMapping("/doubts/{first}/{second}")
  Comparisons.Comparison doubt(@PathVariable long first, @PathVariable long second) {
    return comparisons.of(readers.changing(Readers.PERSON), first, second);
  }

  @Operation(summary = "Decide whether two statements are about one person")
  @PostMapping("/decisions")
  Verdicts.Ruling decide(@RequestBody DecisionRequest request) {
    Scope scope = readers.changing(Readers.PERSON);
    if (request.same == null) {
      throw Problem.badField("same", null, "must be true or false.", null);
    }
    boolean same = request.same;
    String reason = reason(request.reason);
    String by = readers.name();
    List<Long> about = SystemDuty.call(() -> settler.persons(scope, request.first, request.second));
    return decided(
        scope, about, () -> settler.decide(scope, request.first, request.second, same, reason, by));
  }

  @Operation(summary = "Two persons are one; can be undone like every decision")
  @PostMapping("/persons/{id}/merge")
  Verdicts.Ruling merge(@PathVariable long id, @RequestBody MergeRequest request) {
    Scope scope = readers.changing(Readers.PERSON);
    String reason = reason(request.reason);
    String by = readers.name();
    persons.get(scope, id);
    persons.get(scope, request.other);
    return decided(
        scope,
        List.of(id, request.other),
        () -> settler.merge(scope, id, request.other, reason, by));
  }

  @Operation(summary = "Take a decision back; everybody becomes who they were without it")
  @DeleteMapping("/decisions/{id}")
  Verdicts.Ruling undo(@PathVariable long id) {
    Scope scope = readers.changing(Readers.PERSON);
    String by = readers.name();
    Verdicts.Ruling present = SystemDuty.call(() -> verdicts.get(scope, id));
    return decided(
        scope,
        List.of(present.firstPerson(), present.secondPerson()),
        () -> {
          settler.undo(scope, id, by);
          return id;
        });
  }

  /**
   * Said before it is done, and done as the platform, since who is one with whom may reach beyond
   * the scope.
   */
  private Verdicts.Ruling decided(Scope scope, List<Long> about, Supplier<Long> decision) {
    audit.append(
        audit
            .entry(AuditAction.MERGE, "person.identity")
            .about(about.stream().distinct().map(id -> "person:" + id).toList()));
    return SystemDuty.call(() -> verdicts.get(scope, decision.get()));
  }

  /** A decision with both persons as they stand now; the same one when they are joined. */
  record RulingView(
      Verdicts.Ruling ruling, @Nullable PersonView first, @Nullable PersonView second) {}

  @Operation(summary = "What was decided, newest first")
  @GetMapping("/decisions")
  List<RulingView> decisions(
      @RequestParam(required = false) @Nullable Long before,
      @RequestParam(defaultValue = "50") int size) {
    Scope scope = readers.changing(Readers.PERSON);
    paged(0, size);
    List<RulingView> views =
        verdicts.list(scope, before == null ? Long.MAX_VALUE : before, size).stream()
            .map(
                r ->
                    new RulingView(
                        r,
                        persons.find(scope, r.firstPerson()).orElse(null),
                        persons.find(scope, r.secondPerson()).orElse(null)))
            .toList();
    Set<PersonView> seen = new LinkedHashSet<>();
    views.forEach(v -> seen.addAll(present(v.first, v.second)));
    sightings.shown(AuditAction.VIEW, seen, scope.region());
    return views;
  }

  private static void paged(int page, int size) {
    if (page < 0 || size < 1 || size > MOST) {
      throw Problem.badField(
          "size", size, "must be 1 to " + MOST + " and page not negative.", null);
    }
  }

  private static String reason(@Nullable String reason) {
    if (reason == null || reason.isBlank()) {
      throw Problem.badField("reason", reason, "must say why.", null);
    }
    return reason.strip();
  }

  /** A decision to be made. */
  record DecisionRequest(
      long first, long second, @Nullable Boolean same, @Nullable String reason) {}

  /** Whom to join. */
  record MergeRequest(long other, @Nullable String reason) {}
}
