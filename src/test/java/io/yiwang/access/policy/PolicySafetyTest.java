package io.yiwang.access.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What no policy may do, and how a text that is wrong is told. */
class PolicySafetyTest {
  private static final String SHIPPED = PolicyFile.text(PolicyFile.SHIPPED);

  @Test
  void theShippedPolicyIsSafe() {
    assertThat(check(SHIPPED)).isEmpty();
  }

  @Test
  void administratorsCannotBeLockedOut() {
    String account = "{duties: [ADMIN], class: account, may: [READ, CHANGE], where: [EVERYWHERE]";
    assertThat(SHIPPED).contains(account);
    assertThat(check(SHIPPED.replace(account, account.replace("EVERYWHERE", "OWN_REGION"))))
        .singleElement()
        .asString()
        .contains("lock all administrators out", "account");
    assertThat(
            check(
                SHIPPED
                    + "  - {duties: [ADMIN], class: account, deny: true, may: [READ], where:"
                    + " [OWN]}\n"))
        .singleElement()
        .asString()
        .contains("lock all administrators out");
  }

  @Test
  void somebodyMustBeAbleToApproveTheNextChange() {
    String rule = "{duties: [ADMIN], class: policy, may: [CHANGE], where: [EVERYWHERE]";
    assertThat(SHIPPED).contains(rule);
    assertThat(check(SHIPPED.replace(rule, rule.replace("[CHANGE]", "[EXPORT]"))))
        .singleElement()
        .asString()
        .contains("Nobody could change or approve");
    String lent = rule.replace("ADMIN", "ADMIN, CITY_OFFICER");
    assertThat(check(SHIPPED.replace(rule, lent))).isEmpty();
  }

  @Test
  void theAuditorSeesNoPersons() {
    String person = "  - {duties: [RESIDENT], class: person, may: [READ], where: [OWN]";
    assertThat(SHIPPED).contains(person);
    String changed = SHIPPED.replace(person, person.replace("[RESIDENT]", "[RESIDENT, AUDITOR]"));
    int line = (int) changed.substring(0, changed.indexOf("RESIDENT, AUDITOR]")).lines().count();
    assertThat(check(changed))
        .singleElement()
        .satisfies(
            m -> {
              assertThat(m.line()).isEqualTo(line);
              assertThat(m.message()).contains("AUDITOR must not see the class person");
            });
    String denial = "  - {duties: [AUDITOR], class: person, deny: true";
    assertThat(check(SHIPPED.substring(0, SHIPPED.indexOf(denial))))
        .singleElement()
        .asString()
        .contains("AUDITOR must be denied the class person");
  }

  @Test
  void noClassOfDataIsForgottenOrInvented() {
    assertThat(
            check(SHIPPED.replace("  visit:       [facts, result]\n", "  visit:       [facts]\n")))
        .extracting(Mistake::message)
        .anySatisfy(m -> assertThat(m).contains("class visit must be there with [facts, result]"));
    assertThat(check(SHIPPED.replace("  view:        [body]", "  view:        [body, soul]")))
        .extracting(Mistake::message)
        .containsExactly("class view names data the platform does not keep.");
  }

  private static List<Mistake> check(String yaml) {
    Reading reading = PolicyReader.examine(yaml);
    return reading.policy() == null
        ? reading.mistakes()
        : PolicySafety.check(reading, PolicyFile.shippedPolicy().classes());
  }

  @Test
  void aMistakeHasALineAColumnAndAdvice() {
    List<Mistake> mistakes =
        PolicyReader.examine(
                """
                classes: {case: [facts]}
                rules:
                  - duties: [ADMIN]
                    class: case
                    may: [REED]
                    where: [EVERYWHERE]
                    fields: {fakts: PLAIN}
                  - {duties: [ADMIN], class: case, may: [READ], wher: [OWN], fields: {facts: MASK}}
                """)
            .mistakes();
    assertThat(mistakes)
        .extracting(Mistake::line, Mistake::column, Mistake::field, Mistake::advice)
        .containsExactly(
            tuple(5, 11, "may", "Maybe READ is meant."),
            tuple(7, 21, "fakts", "Maybe facts is meant."),
            tuple(8, 49, "wher", "Maybe where is meant."),
            tuple(8, 5, "where", "Maybe write where: [EVERYWHERE]."),
            tuple(8, 78, "facts", "Maybe MASK(NAME) is meant."));
  }

  @Test
  void whatIsNoYamlIsToldWithItsPlace() {
    assertThat(PolicyReader.examine("classes: {case: [facts}\nrules: []\n").mistakes())
        .singleElement()
        .satisfies(m -> assertThat(m.line()).isEqualTo(1))
        .asString()
        .contains("This is no YAML");
    assertThat(PolicyReader.examine("").mistakes()).isNotEmpty();
    assertThat(PolicyReader.examine("just words").mistakes()).isNotEmpty();
    assertThat(PolicyReader.examine("a: &a [*a, *a]\nrules: *a\n").mistakes()).isNotEmpty();
    assertThat(PolicyReader.examine("a: 1\na: 2\nrules: [{class: x}, 3]\n").mistakes())
        .isNotEmpty();
  }

  @Test
  void aPolicyIsWrittenAndReadAsTheSame() {
    RandomAsking asking = new RandomAsking(20261127);
    for (int i = 0; i < 50; i++) {
      Policy policy = asking.policy();
      assertThat(PolicyReader.read(PolicyText.of(policy))).isEqualTo(policy);
    }
  }
}
