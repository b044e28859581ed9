package io.yiwang.registry.fusion;

import io.yiwang.access.AuditAction;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import io.yiwang.registry.fusion.MatchRules.Evidence;
import io.yiwang.registry.fusion.Trusts.Field;
import io.yiwang.registry.houses.Doors;
import io.yiwang.registry.people.PersonView;
import io.yiwang.registry.people.Relation;
import io.yiwang.registry.people.Sightings;
import io.yiwang.registry.people.SourceKind;
import io.yiwang.registry.people.Veil;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A doubtful pair side by side, as the policy shows it to whoever looks. */
@Component
class Comparisons {
  private final Statements statements;
  private final Doubts doubts;
  private final FusionRules rules;
  private final Doors doors;
  private final Veil veil;
  private final Readers readers;
  private final Sightings sightings;

  Comparisons(
      Statements statements,
      Doubts doubts,
      FusionRules rules,
      Doors doors,
      Veil veil,
      Readers readers,
      Sightings sightings) {
    this.statements = statements;
    this.doubts = doubts;
    this.rules = rules;
    this.doors = doors;
    this.veil = veil;
    this.readers = readers;
    this.sightings = sightings;
  }

  /**
   * What one source says.
   *
   * @param person masked; its id is the person the statement is about now
   * @param others how many more statements are about that person
   */
  record Side(
      long statement,
      SourceKind kind,
      String source,
      Instant at,
      PersonView person,
      @Nullable String address,
      int others) {}

  /**
   * One field of both.
   *
   * @param agree null when one of them does not tell it
   * @param bits of evidence; null when the field is none
   * @param firstTrust how far the first source is believed about it, between 0 and 1
   */
  record Line(
      Field field,
      @Nullable Boolean agree,
      @Nullable Double bits,
      double firstTrust,
      double secondTrust) {}

  /**
   * Both records and the evidence.
   *
   * @param prior bits before anything is known
   * @param numbersDiffer the persons hold different citizen numbers, by these or other records
   */
  record Comparison(
      Side first,
      Side second,
      List<Line> lines,
      double prior,
      double confidence,
      boolean numbersDiffer) {}

  Comparison of(Scope scope, long first, long second) {
    if (!doubts.waits(scope, first, second)) {
      throw Problem.notFound("doubt", first + "/" + second);
    }
    Statement a = statement(first);
    Statement b = statement(second);
    List<Statement> aboutFirst = about(a);
    List<Statement> aboutSecond = about(b);
    Function<Veil.Known, PersonView> shown = veil.now();
    Side left = side(scope, a, aboutFirst, shown);
    Side right = side(scope, b, aboutSecond, shown);
    sightings.shown(AuditAction.VIEW, List.of(left.person, right.person), left.person.regionPath());
    MatchRules matching = SystemDuty.call(rules::matching);
    return new Comparison(
        left,
        right,
        lines(a, b, matching.evidence(a, b), SystemDuty.call(rules::trusts)),
        matching.prior(),
        matching.match(a, b).confidence(),
        numbersDiffer(aboutFirst, aboutSecond));
  }

  private Statement statement(long id) {
    return statements.find(id).orElseThrow(() -> Problem.notFound("statement", id));
  }

  /** All statements about the same person, in whatever region. */
  private List<Statement> about(Statement s) {
    return SystemDuty.call(() -> statements.ofPersons(List.of(statements.personOf(s.id()))));
  }

  private Side side(
      Scope scope, Statement s, List<Statement> about, Function<Veil.Known, PersonView> shown) {
    PersonView person =
        shown.apply(
            new Veil.Known(
                SystemDuty.call(() -> statements.personOf(s.id())),
                s.name(),
                s.sex(),
                s.birth(),
                s.number() == null ? null : s.number().bytes(),
                s.phone() == null ? null : s.phone().bytes(),
                s.groups() == null ? 0 : s.groups(),
                s.relation(),
                s.doorId(),
                null,
                s.regionPath()));
    String place = s.doorId() == null ? null : doors.place(scope, s.doorId()).orElse(null);
    String address =
        readers.shown(Readers.PERSON).apply(s.regionPath()).field("address").apply(place);
    return new Side(s.id(), s.kind(), s.source(), s.at(), person, address, about.size() - 1);
  }

  private static List<Line> lines(
      Statement a, Statement b, List<Evidence> evidence, Trusts trusts) {
    List<Line> lines = new ArrayList<>();
    for (Evidence e : evidence) {
      Field field = Field.valueOf(e.field());
      Double bits = field == Field.NUMBER || e.agree() == null ? null : e.bits();
      lines.add(line(field, e.agree(), bits, a, b, trusts));
    }
    boolean related = a.relation() != Relation.UNKNOWN && b.relation() != Relation.UNKNOWN;
    lines.add(
        line(Field.RELATION, related ? a.relation() == b.relation() : null, null, a, b, trusts));
    boolean grouped = a.groups() != null && b.groups() != null;
    lines.add(
        line(
            Field.GROUPS,
            grouped ? Objects.equals(a.groups(), b.groups()) : null,
            null,
            a,
            b,
            trusts));
    return lines;
  }

  private static Line line(
      Field field,
      @Nullable Boolean agree,
      @Nullable Double bits,
      Statement a,
      Statement b,
      Trusts trusts) {
    return new Line(
        field, agree, bits, trusts.of(field, a.kind()).trust(), trusts.of(field, b.kind()).trust());
  }

  private static boolean numbersDiffer(List<Statement> first, List<Statement> second) {
    return first.stream()
        .anyMatch(
            x ->
                x.number() != null
                    && second.stream()
                        .anyMatch(y -> y.number() != null && !y.number().equals(x.number())));
  }
}
