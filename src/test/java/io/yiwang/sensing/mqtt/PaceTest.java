package io.yiwang.sensing.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void takesABurstAtOnceThenSlowsDown() {
    var pace = new Pace(60, 0); // one a second
    for (int i = 0; i < 10; i++) {
      assertThat(pace.take(0)).isZero();
    }
    assertThat(pace.take(0)).isEqualTo(SECOND);
    assertThat(pace.take(SECOND)).isEqualTo(SECOND);
    assertThat(pace.take(2 * SECOND)).isEqualTo(SECOND);
  }

  @Test
  void refusesWhoGoesOnUntilTheBucketIsHalfFullAgain() {
    var pace = new Pace(60, 0);
    long now = 0;
    for (int i = 0; i < 311; i++) {
      now += pace.take(now);
    }
    assertThat(pace.take(now)).isNegative();
    assertThat(pace.hasRoom(now)).isFalse();
    assertThat(pace.take(now + 4 * SECOND)).isNegative();
    assertThat(pace.hasRoom(now + 5 * SECOND)).isTrue();
    assertThat(pace.take(now + 5 * SECOND)).isZero();
    assertThat(pace.take(now + 5 * SECOND)).isZero();
  }

  @Test
  void neverSlowsWhoKeepsThePace() {
    var pace = new Pace(60, 0);
    for (long second = 0; second < 1_000; second++) {
      assertThat(pace.take(second * SECOND)).isZero();
    }
  }
}
