package io.yiwang.vision.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.vision.Box;
import io.yiwang.vision.Detection;
import io.yiwang.vision.review.FigureStore.Beside;
import io.yiwang.vision.review.ShadowComparison.Advice;
import io.yiwang.vision.review.Shadows.Agreement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two versions that look at the same pictures. */
class ShadowsTest {
  private static Detection at(double x, @Nullable String classCode) {
    return new Detection("litter", classCode, 0.8, new Box(x, 10, 20, 20));
  }

  @Test
  void boxesThatOverlapByHalfAreOneThingOnlyOnceAndOnlyOfOneClass() {
    List<Detection> active = List.of(at(0, "06010"), at(100, "06010"), at(200, "06010"));
    List<Detection> shadow =
        List.of(at(3, "06010"), at(4, "06010"), at(100, "09010"), at(215, "06010"), at(50, null));
    assertThat(Agreement.of(active, shadow)).isEqualTo(new Agreement(1, 2, 3));
  }

  private static Advice advice(long kept, long missed, long repeated, long spared) {
    Beside beside = new Beside(100, 0, 0, 0, kept, missed, repeated, spared, 0, 0);
    return ShadowComparison.of("1", "2", beside, 30).advice();
  }

  @Test
  void theFiguresSayWhetherToPromote() {
    assertThat(advice(5, 0, 1, 4)).isEqualTo(Advice.WAIT);
    assertThat(advice(20, 0, 2, 8)).isEqualTo(Advice.PROMOTE);
    assertThat(advice(18, 2, 0, 10)).as("loses one true thing in ten").isEqualTo(Advice.KEEP);
    assertThat(advice(19, 1, 10, 0)).as("less precise").isEqualTo(Advice.KEEP);
    assertThat(advice(0, 0, 20, 20)).as("nothing true to keep").isEqualTo(Advice.WAIT);
  }
}
