package io.yiwang.access.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.access.Action;
import io.yiwang.access.Decision;
import io.yiwang.access.Decisions;
import io.yiwang.access.Duty;
import io.yiwang.access.Item;
import io.yiwang.access.Mandate;
import io.yiwang.access.Mask;
import io.yiwang.access.Purpose;
import io.yiwang.access.Subject;
import io.yiwang.access.Treatment;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the shipped policy says, and what a policy means. */
class PolicyTest {
  private static final Decisions SHIPPED = Decisions.shipped();
  private static final Item HERE = Item.in("person", "310000.310105.310105002.310105002001");
  private static final Item ELSEWHERE = Item.in("person", "310000.310105.310105002.310105002002");
  private static final Subject COMMITTEE =
      new Subject(
          7,
          List.of(new Mandate(Duty.COMMITTEE, Set.of(), "310000.310105.310105002.310105002001")));

  @Test
  void aCommitteeSeesItsOwnResidentsMaskedAndNobodyElses() {
    Decision own = SHIPPED.decide(COMMITTEE, null, Action.READ, HERE);
    assertThat(own.allowed()).isTrue();
    assertThat(own.field("name")).isEqualTo(Treatment.of(Mask.NAME));
    assertThat(own.field("birth")).isEqualTo(Treatment.NONE);
    assertThat(SHIPPED.decide(COMMITTEE, null, Action.READ, ELSEWHERE)).isEqualTo(Decision.DENY);
  }

  @Test
  void unmaskingNeedsAPurpose() {
    Purpose purpose = new Purpose("visit", "case 20261124-1");
    assertThat(SHIPPED.decide(COMMITTEE, null, Action.UNMASK, HERE).allowed()).isFalse();
    assertThat(SHIPPED.decide(COMMITTEE, purpose, Action.UNMASK, HERE, "phone"))
        .isEqualTo(Treatment.PLAIN);
    assertThat(SHIPPED.decide(COMMITTEE, purpose, Action.UNMASK, ELSEWHERE, "phone"))
        .isEqualTo(Treatment.NONE);
  }

  @Test
  void aCityLeaderSeesFiguresNotNames() {
    Subject leader = new Subject(8, List.of(new Mandate(Duty.CITY_LEADER, Set.of(), "")));
    Decision matter = SHIPPED.decide(leader, null, Action.READ, Item.in("case", "310000.310105"));
    assertThat(matter.field("facts")).isEqualTo(Treatment.PLAIN);
    assertThat(matter.field("worker")).isEqualTo(Treatment.NONE);
    assertThat(matter.field("description")).isEqualTo(Treatment.NONE);
    assertThat(SHIPPED.decide(leader, null, Action.READ, HERE).allowed()).isFalse();
  }

  @Test
  void aPersonMaskedSomewhereCannotBeAskedFor() {
    assertThat(SHIPPED.mayAskBy(COMMITTEE, "person", "name")).isFalse();
    assertThat(SHIPPED.mayAskBy(COMMITTEE, "person", "groups")).isTrue();
    assertThat(SHIPPED.mayAskBy(Subject.ANYBODY, "case", "facts")).isFalse();
  }

  @Test
  void nobodyWhoHoldsNoDutySeesAnything() {
    for (String dataClass : List.of("case", "person", "audit", "account", "no such class")) {
      for (Action action : Action.values()) {
        assertThat(SHIPPED.decide(Subject.ANYBODY, null, action, Item.in(dataClass, "310000")))
            .isEqualTo(Decision.DENY);
      }
    }
  }

  @Test
  void aDenialGoesBeforeEveryPermission() {
    Subject both =
        new Subject(
            9,
            List.of(
                new Mandate(Duty.COMMITTEE, Set.of(), ""),
                new Mandate(Duty.AUDITOR, Set.of(), "")));
    assertThat(SHIPPED.decide(both, null, Action.READ, HERE)).isEqualTo(Decision.DENY);
    assertThat(SHIPPED.decide(both, null, Action.READ, HERE, "groups")).isEqualTo(Treatment.NONE);
  }

  @Test
  void aPolicyFileTellsAllItsMistakesAtOnce() {
    String yaml =
        """
        classes: {case: [facts]}
        rules:
          - {duties: [MAYOR], class: case, may: [READ], where: [EVERYWHERE], fields: {facts: PLAIN}}
          - {duties: [ADMIN], class: castle, may: [READ], where: [EVERYWHERE]}
          - {duties: [ADMIN], class: case, may: [SEE], where: [HERE], fields: {facts: MASK(WIG), hat: PLAIN}}
        """;
    assertThatThrownBy(() -> PolicyReader.read(yaml))
        .hasMessageContaining("rule 1: duties (MAYOR)")
        .hasMessageContaining("rule 2: class (castle)")
        .hasMessageContaining("rule 3: may (SEE)")
        .hasMessageContaining("rule 3: where (HERE)")
        .hasMessageContaining("rule 3: facts (WIG)")
        .hasMessageContaining("field hat");
  }

  @Test
  void agreesWithTheReferenceOnRandomQuestions() {
    long seed = Long.getLong("yiwang.seed", 20261124);
    int wanted = Integer.getInteger("yiwang.tuples", 200_000);
    RandomAsking asking = new RandomAsking(seed);
    int asked = 0;
    int allowed = 0;
    while (asked < wanted) {
      Policy policy = asking.policy();
      CompiledPolicy service = new CompiledPolicy(policy);
      ReferenceEvaluator reference = new ReferenceEvaluator(policy);
      for (int i = 0; i < 500; i++, asked++) {
        Subject subject = asking.subject();
        Purpose purpose = asking.purpose();
        Action action = asking.action();
        Item item = asking.item();
        Decision wantedAnswer = reference.decide(subject, purpose, action, item);
        Decision answer = service.decide(subject, purpose, action, item);
        String question = "seed %d: %s %s %s %s".formatted(seed, subject, purpose, action, item);
        assertThat(answer.allowed()).as(question).isEqualTo(wantedAnswer.allowed());
        allowed += answer.allowed() ? 1 : 0;
        for (String field : RandomAsking.FIELDS) {
          assertThat(answer.field(field)).as(question).isEqualTo(wantedAnswer.field(field));
          assertThat(service.decide(subject, purpose, action, item, field))
              .as(question)
              .isEqualTo(wantedAnswer.field(field));
        }
      }
    }
    assertThat(allowed).isBetween(wanted / 50, wanted / 2);
  }
}
