package io.yiwang.sensing.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.kernel.ObservationId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentKeysTest {
  private final RecentKeys keys = new RecentKeys(64 * 1_000);

  @Test
  void knowsAnIdOnlyAfterTheLogHasIt() {
    var mine = new RecentKeys.Claim();
    var other = new RecentKeys.Claim();
    assertThat(keys.claim(id(1), 7, mine)).isNull();
    assertThat(keys.claim(id(1), 7, other)).isSameAs(mine);
    keys.release(List.of(id(1)), mine);
    assertThat(keys.claim(id(1), 7, other)).isNull();
    keys.remember(List.of(id(1)), other);
    assertThat(keys.claim(id(1), 7, mine)).isSameAs(RecentKeys.KNOWN);
  }

  @Test
  void tellsARepeatFromAnotherRowOfTheSameKey() {
    var mine = new RecentKeys.Claim();
    keys.claim(id(1), 7, mine);
    assertThat(keys.claim(id(1), 7, mine)).isSameAs(RecentKeys.KNOWN);
    assertThat(keys.claim(id(1), 8, mine)).isSameAs(RecentKeys.CHANGED);
    keys.remember(List.of(id(1)), mine);
    assertThat(keys.claim(id(1), 7, mine)).isSameAs(RecentKeys.KNOWN);
    assertThat(keys.claim(id(1), 8, mine)).isSameAs(RecentKeys.CHANGED);
  }

  @Test
  void remembersAtLeastHalfOfItsCapacityAndForgetsTheOldest() {
    List<ObservationId> ids =
        new ArrayList<>(IntStream.range(0, 200_000).mapToObj(this::id).toList());
    for (ObservationId id : ids) {
      var mine = new RecentKeys.Claim();
      assertThat(keys.claim(id, 7, mine)).isNull();
      keys.remember(List.of(id), mine);
    }
    long known = ids.stream().filter(this::known).count();
    assertThat(known).isBetween(32_000L, 64_000L);
    assertThat(ids.subList(170_000, 200_000)).allMatch(this::known);
    assertThat(ids.subList(0, 100_000)).noneMatch(this::known);
  }

  private boolean known(ObservationId id) {
    var mine = new RecentKeys.Claim();
    boolean known = keys.claim(id, 7, mine) == RecentKeys.KNOWN;
    if (!known) {
      keys.release(List.of(id), mine);
    }
    return known;
  }

  private ObservationId id(int i) {
    return ObservationId.of("test", Integer.toString(i));
  }
}
