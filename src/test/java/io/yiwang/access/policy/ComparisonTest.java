package io.yiwang.access.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.access.Action;
import io.yiwang.access.Decision;
import io.yiwang.access.Item;
import io.yiwang.access.Mandate;
import io.yiwang.access.Purpose;
import io.yiwang.access.Scope;
import io.yiwang.access.Subject;
import io.yiwang.access.policy.Difference.FieldChange;
import io.yiwang.access.policy.Picture.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What would change: everything that does, nothing that does not, and each change once. */
class ComparisonTest {
  private static final String CLASSES = "classes: {case: [facts, address, worker]}\nrules:\n";
  private static final String OFFICER =
      "  - {duties: [STREET_OFFICER], class: case, may: [READ], where: [%s], fields: {%s}}\n";

  @Test
  void tellsAGainedALostAndAMaskedField() {
    assertThat(
            compare(
                OFFICER.formatted("OWN_REGION", "facts: PLAIN, address: PLAIN"),
                OFFICER.formatted("OWN_REGION", "address: MASK(ADDRESS), worker: PLAIN")))
        .containsExactly(
            "STREET_OFFICER case READ OWN_REGION | GIVEN → GIVEN | address PLAIN → MASK(ADDRESS)"
                + " MASKED | facts PLAIN → NONE LOST | worker NONE → PLAIN GAINED");
  }

  @Test
  void tellsAChangeOfReachOnce() {
    assertThat(
            compare(
                OFFICER.formatted("OWN_REGION", "facts: PLAIN"),
                OFFICER.formatted("EVERYWHERE", "facts: PLAIN")))
        .containsExactly(
            "STREET_OFFICER case READ EVERYWHERE | NOTHING → GIVEN | facts NONE → PLAIN GAINED");
  }

  @Test
  void saysNothingAboutTheSameRulesWrittenOtherwise() {
    assertThat(
            compare(
                OFFICER.formatted("OWN_REGION, OWN", "facts: PLAIN, address: PLAIN"),
                OFFICER.formatted("OWN", "facts: PLAIN, address: PLAIN")
                    + "# now in two rules\n"
                    + OFFICER.formatted("OWN_REGION", "address: PLAIN, worker: NONE")
                    + OFFICER.formatted("OWN_REGION", "facts: PLAIN")))
        .isEmpty();
  }

  @Test
  void tellsADenialThatIsTakenAway() {
    String denied =
        "  - {duties: [AUDITOR], class: case, deny: true, may: [READ], where: [EVERYWHERE]}\n";
    String given = OFFICER.formatted("OWN", "facts: PLAIN");
    assertThat(compare(given + denied, given))
        .containsExactly("AUDITOR case READ EVERYWHERE | DENIED → NOTHING");
  }

  private static List<String> compare(String before, String after) {
    return Comparison.of(
            new CompiledPolicy(PolicyReader.read(CLASSES + before)),
            new CompiledPolicy(PolicyReader.read(CLASSES + after)))
        .stream()
        .map(ComparisonTest::line)
        .toList();
  }

  private static String line(Difference d) {
    StringBuilder line =
        new StringBuilder(
            "%s %s %s %s%s | %s → %s"
                .formatted(
                    d.duty(),
                    d.dataClass(),
                    d.action(),
                    d.where(),
                    d.purpose() ? " with a purpose" : "",
                    d.before(),
                    d.after()));
    for (FieldChange f : d.fields()) {
      line.append(" | %s %s → %s %s".formatted(f.field(), f.before(), f.after(), f.effect()));
    }
    return line.toString();
  }

  /** Two policies that differ by a rule or two; what is told must be what random questions find. */
  @Test
  void isSilentWhenAndOnlyWhenBothDecideAlike() {
    long seed = Long.getLong("yiwang.seed", 20261126);
    SplittableRandom random = new SplittableRandom(seed);
    RandomAsking asking = new RandomAsking(seed);
    int silent = 0;
    int told = 0;
    for (int round = 0; round < 400; round++) {
      Policy policy = asking.policy();
      List<PolicyRule> rules = new ArrayList<>(policy.rules());
      List<PolicyRule> others = asking.policy().rules();
      rules.remove(random.nextInt(rules.size()));
      if (random.nextBoolean()) {
        rules.add(random.nextInt(rules.size() + 1), others.getFirst());
      }
      CompiledPolicy before = new CompiledPolicy(policy);
      CompiledPolicy after = new CompiledPolicy(new Policy(policy.classes(), rules));
      List<Difference> differences = Comparison.of(before, after);
      for (int i = 0; i < 500; i++) {
        Subject subject = asking.subject();
        Purpose purpose = asking.purpose();
        Action action = asking.action();
        Item item = asking.item();
        String question = "seed %d, round %d: %s %s %s %s";
        if (!alike(before, after, subject, purpose, action, item)) {
          assertThat(differences)
              .as(question.formatted(seed, round, subject, purpose, action, item))
              .anySatisfy(
                  d -> {
                    assertThat(d.dataClass()).isEqualTo(item.dataClass());
                    assertThat(d.action()).isEqualTo(action);
                    assertThat(subject.mandates()).extracting(Mandate::duty).contains(d.duty());
                  });
        }
      }
      differences.forEach(d -> assertWitnessed(before, after, d));
      silent += differences.isEmpty() ? 1 : 0;
      told += differences.size();
    }
    assertThat(silent).isPositive();
    assertThat(told).isGreaterThan(400);
  }

  private static boolean alike(
      CompiledPolicy before,
      CompiledPolicy after,
      Subject subject,
      @Nullable Purpose purpose,
      Action action,
      Item item) {
    Decision was = before.decide(subject, purpose, action, item);
    Decision is = after.decide(subject, purpose, action, item);
    return was.allowed() == is.allowed()
        && RandomAsking.FIELDS.stream().allMatch(f -> was.field(f).equals(is.field(f)));
  }

  /** Somebody at a place of their own meets exactly the situation a difference tells of. */
  private static void assertWitnessed(CompiledPolicy before, CompiledPolicy after, Difference d) {
    Subject subject = new Subject(1, List.of(new Mandate(d.duty(), Set.of("u1"), "x")));
    Item item =
        new Item(
            d.dataClass(),
            d.where() == Scope.OWN_REGION ? "x.1" : "y",
            d.where() == Scope.OWN_UNIT ? "u1" : "u9",
            d.where() == Scope.OWN ? 1L : 2L);
    Purpose purpose = d.purpose() ? new Purpose("visit", "case:1") : null;
    Decision was = before.decide(subject, purpose, d.action(), item);
    Decision is = after.decide(subject, purpose, d.action(), item);
    assertThat(was.allowed()).as(line(d)).isEqualTo(d.before() == Rows.GIVEN);
    assertThat(is.allowed()).as(line(d)).isEqualTo(d.after() == Rows.GIVEN);
    for (FieldChange f : d.fields()) {
      assertThat(was.field(f.field())).as(line(d)).hasToString(seen(f.before()));
      assertThat(is.field(f.field())).as(line(d)).hasToString(seen(f.after()));
    }
  }

  private static String seen(String told) {
    return told.equals(Picture.DENIED) ? "NONE" : told;
  }
}
