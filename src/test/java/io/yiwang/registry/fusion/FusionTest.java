package io.yiwang.registry.fusion;

import static io.yiwang.registry.fusion.Sayings.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FusionTest {

  @Test
  void equalCitizenNumbersAreOnePersonWhateverElseDiffers() {
    assertThat(
            persons(
                Sayings.of("a").number(1).name("王芳").born("1980-01-01").say(),
                Sayings.of("b").number(1).name("王方").born("1981-01-01").say()))
        .isEqualTo("a b");
  }

  @Test
  void differentCitizenNumbersAreNeverOnePerson() {
    assertThat(
            persons(
                Sayings.of("a").number(1).born("1980-01-01").phone(5).door(7).say(),
                Sayings.of("b").number(2).born("1980-01-01").phone(5).door(7).say()))
        .isEqualTo("a | b");
  }

  @Test
  void nameBirthAndDoorAreEnoughToJoin() {
    assertThat(
            persons(
                Sayings.of("a").born("1980-01-01").door(7).say(),
                Sayings.of("b").born("1980-01-01").door(7).say()))
        .isEqualTo("a b");
  }

  @Test
  void nameAndPhoneAloneAreDoubtful() {
    Fusion.Result result =
        result(Map.of(), Sayings.of("a").phone(5).say(), Sayings.of("b").phone(5).say());
    assertThat(rendered(result)).isEqualTo("a | b");
    assertThat(result.doubts()).hasSize(1);
    assertThat(result.doubts().getFirst().match().reasons())
        .containsExactly("+NAME", "+SEX", "+PHONE");
    assertThat(result.doubts().getFirst().match().confidence()).isBetween(0.85, 0.95);
  }

  @Test
  void aFamilyThatSharesPhoneAndDoorIsNotDoubtful() {
    Fusion.Result result =
        result(
            Map.of(),
            Sayings.of("a").name("王芳").born("1980-01-01").phone(5).door(7).say(),
            Sayings.of("b").name("李伟").born("1979-05-05").phone(5).door(7).say());
    assertThat(rendered(result)).isEqualTo("a | b");
    assertThat(result.doubts()).isEmpty();
  }

  @Test
  void aRecordBetweenTwoNumbersGoesToTheSurerOneAndTheOtherStaysDoubtful() {
    Fusion.Result result =
        result(
            Map.of(),
            Sayings.of("a").number(1).born("1980-01-01").door(7).phone(5).say(),
            Sayings.of("b").number(2).born("1980-01-01").door(7).say(),
            Sayings.of("c").born("1980-01-01").door(7).phone(5).say());
    assertThat(rendered(result)).isEqualTo("a c | b");
    assertThat(result.doubts()).hasSize(1);
  }

  @Test
  void whatPeopleDecideComesBeforeEverything() {
    Statement a = Sayings.of("a").born("1980-01-01").door(7).say();
    Statement b = Sayings.of("b").born("1980-01-01").door(7).say();
    Statement c = Sayings.of("c").name("李伟").say();
    assertThat(rendered(result(Map.of(Fusion.Pair.of(a, b).identity(), false), a, b)))
        .isEqualTo("a | b");
    assertThat(rendered(result(Map.of(Fusion.Pair.of(c, a).identity(), true), a, c)))
        .isEqualTo("a c");
    assertThat(result(Map.of(Fusion.Pair.of(a, b).identity(), false), a, b).doubts()).isEmpty();
  }

  @Test
  void theOrderOfStatementsDoesNotMatter() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Statement> crowd = Sayings.crowd(random, 4 + random.nextInt(20));
      Map<String, Boolean> decisions = Sayings.decisions(crowd, random);
      Fusion.Result first = Fusion.of(crowd, RULES, decisions);
      List<Statement> shuffled = new ArrayList<>(crowd);
      Collections.shuffle(shuffled, random);
      Fusion.Result second = Fusion.of(shuffled, RULES, decisions);
      assertThat(rendered(second)).as("seed " + seed).isEqualTo(rendered(first));
      assertThat(second.doubts()).as("seed " + seed).isEqualTo(first.doubts());
      assertThat(beliefs(second)).as("seed " + seed).isEqualTo(beliefs(first));
    }
  }

  /** Beside the greedy order: what must hold of any result. */
  @Test
  void noPersonHasTwoNumbersOrAPairThatWasDecidedApartUnlessPeopleJoinedThem() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Statement> crowd = Sayings.crowd(random, 20);
      Map<String, Boolean> apart = Sayings.decisions(crowd, random);
      apart.values().removeIf(same -> same);
      for (List<Statement> person : Fusion.of(crowd, RULES, apart).persons()) {
        Set<Object> numbers = new HashSet<>();
        person.stream().filter(s -> s.number() != null).forEach(s -> numbers.add(s.number()));
        assertThat(numbers).as("seed " + seed).hasSizeLessThanOrEqualTo(1);
        for (Statement x : person) {
          for (Statement y : person) {
            assertThat(apart).as("seed " + seed).doesNotContainKey(Fusion.Pair.of(x, y).identity());
          }
        }
      }
    }
  }

  private static String persons(Statement... statements) {
    return rendered(result(Map.of(), statements));
  }

  private static Fusion.Result result(Map<String, Boolean> verdicts, Statement... statements) {
    return Fusion.of(List.of(statements), RULES, verdicts);
  }

  private static String rendered(Fusion.Result result) {
    return result.persons().stream()
        .map(p -> p.stream().map(Statement::key).sorted().collect(Collectors.joining(" ")))
        .sorted()
        .collect(Collectors.joining(" | "));
  }

  private static List<String> beliefs(Fusion.Result result) {
    return result.persons().stream()
        .map(p -> Beliefs.of(p, Trusts.alike(0.6, 100)))
        .map(b -> b.name() + b.birth() + b.doorId() + b.groups() + b.fields().keySet())
        .toList();
  }
}
