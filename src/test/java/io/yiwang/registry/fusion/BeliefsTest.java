package io.yiwang.registry.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.registry.fusion.Trusts.Field;
import io.yiwang.registry.people.Residences.Stay;
import io.yiwang.registry.people.SourceKind;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BeliefsTest {
  private static final Trusts ALIKE = Trusts.alike(0.5, 100);

  @Test
  void aValueIsBelievedAsFarAsItsSource() {
    assertThat(belief(Sayings.of("a").door(7).say()).confidence()).isEqualTo(0.5);
  }

  @Test
  void sourcesThatAgreeSupportEachOther() {
    Beliefs.Belief door =
        belief(
            Sayings.of("a").door(7).say(),
            Sayings.of("b").door(7).by(SourceKind.SELF_REPORT).say(),
            Sayings.of("c").door(8).by(SourceKind.CHECKPOINT).say());
    assertThat(door.value()).isEqualTo(7L);
    assertThat(door.confidence()).isEqualTo(0.75);
    assertThat(door.supporters()).isEqualTo(2);
    assertThat(door.rivals()).isEqualTo(1);
  }

  @Test
  void aSourceThatRepeatsItselfIsNotBelievedMore() {
    assertThat(belief(Sayings.of("a").door(7).say(), Sayings.of("b").door(7).say()).confidence())
        .isEqualTo(0.5);
  }

  @Test
  void whatWasSaidLongAgoFades() {
    Beliefs.Belief door =
        belief(
            Sayings.of("a").door(7).daysAgo(100).by(SourceKind.SELF_REPORT).say(),
            Sayings.of("b").door(8).say());
    assertThat(door.value()).isEqualTo(8L);
    assertThat(
            belief(
                    Sayings.of("a").door(7).daysAgo(100).by(SourceKind.SELF_REPORT).say(),
                    Sayings.of("b").door(7).say())
                .confidence())
        .isEqualTo(1 - 0.5 * 0.75);
  }

  @Test
  void whereSomebodyLivedFollowsFromWhatWasSaidOverTime() {
    List<Statement> told =
        List.of(
            Sayings.of("a").door(7).daysAgo(300).say(),
            Sayings.of("b").door(7).daysAgo(200).say(),
            Sayings.of("c").door(8).daysAgo(100).say(),
            Sayings.of("d").door(9).daysAgo(1).by(SourceKind.CHECKPOINT).say());
    assertThat(Stays.of(told, 8L, ZoneOffset.UTC))
        .containsExactly(
            new Stay(7, LocalDate.of(2026, 1, 28), LocalDate.of(2026, 8, 16)),
            new Stay(8, LocalDate.of(2026, 8, 16), null));
    assertThat(Stays.of(told, null, ZoneOffset.UTC)).isEmpty();
  }

  private static Beliefs.Belief belief(Statement... told) {
    return Objects.requireNonNull(Beliefs.of(List.of(told), ALIKE).fields().get(Field.DOOR));
  }
}
