package io.yiwang.demo.gauges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CurveTest {
  private static final Curve LEVEL = new Curve("level", 2, 3, 4, 0, 4.5, 200);

  private static double value(double hour, double wrongFor) {
    return LEVEL.value(hour, wrongFor, new SplittableRandom(1));
  }

  @Test
  void risesAndFallsWithTheDay() {
    assertThat(value(4, -1)).isEqualTo(3);
    assertThat(value(16, -1)).isEqualTo(2);
    assertThat(value(10, -1)).isCloseTo(2.5, within(0.001));
  }

  @Test
  void goesToTheFaultAndStaysThere() {
    assertThat(value(16, 0)).isEqualTo(2);
    assertThat(value(16, 100)).isCloseTo(3.25, within(0.001));
    assertThat(value(16, 5000)).isEqualTo(4.5);
  }
}
