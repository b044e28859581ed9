package io.yiwang.vision.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yiwang.vision.review.Figures.FigureRow;
import io.yiwang.vision.review.Figures.Said;
import io.yiwang.vision.review.Figures.SeenThings;
import io.yiwang.vision.review.Figures.Stratum;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Precision and recall from verdicts about some of what was seen. */
class FiguresTest {
  private static final String LITTER = "06010";
  private static final String BIKE = "09010";

  private static Stratum in(Band band) {
    return new Stratum("1", "A", LITTER, band);
  }

  private static SeenThings seen(Band band, long things) {
    return new SeenThings(in(band), things);
  }

  private static Said said(Band band, @Nullable String what, long things) {
    return new Said(in(band), what, things);
  }

  private static FigureRow only(List<SeenThings> seen, List<Said> said) {
    List<FigureRow> rows = Figures.by(Stratum::classCode, seen, said);
    assertThat(rows).hasSize(1);
    return rows.getFirst();
  }

  private static Figures.Share share(Figures.@Nullable Share share) {
    return Objects.requireNonNull(share);
  }

  @Test
  void eachVerdictStandsForWhatWasNotLookedAt() {
    // 100 fired, 10 looked at, 9 right; 20 between, all looked at, 12 right; 500 low, 10 looked at,
    // 1 right
    FigureRow row =
        only(
            List.of(seen(Band.FIRED, 100), seen(Band.BETWEEN, 20), seen(Band.LOW, 500)),
            List.of(
                said(Band.FIRED, LITTER, 9),
                said(Band.FIRED, null, 1),
                said(Band.BETWEEN, LITTER, 12),
                said(Band.BETWEEN, BIKE, 3),
                said(Band.BETWEEN, null, 5),
                said(Band.LOW, LITTER, 1),
                said(Band.LOW, null, 9)));
    assertThat(share(row.precisionFired()).value()).isEqualTo(0.9);
    assertThat(share(row.precisionFired()).of()).isEqualTo(10);
    assertThat(share(row.precisionCandidates()).value()).isEqualTo(0.6);
    // true: 90 fired, 12 + 3 between, 50 low
    assertThat(row.recallAlone()).isCloseTo(90 / 155.0, within(1e-9));
    assertThat(row.recallWithPeople()).isCloseTo(102 / 155.0, within(1e-9));
    assertThat(row.confirmed()).isEqualTo(22);
    assertThat(row.corrected()).isEqualTo(3);
    assertThat(row.rejected()).isEqualTo(15);
  }

  @Test
  void aBandNobodyLookedAtLeavesTheRecallUntold() {
    FigureRow row =
        only(
            List.of(seen(Band.BETWEEN, 4), seen(Band.LOW, 50)),
            List.of(said(Band.BETWEEN, LITTER, 4)));
    assertThat(share(row.precisionCandidates()).value()).isEqualTo(1);
    assertThat(row.precisionFired()).isNull();
    assertThat(row.recallAlone()).isNull();
    assertThat(row.recallWithPeople()).isNull();
  }

  @Test
  void strataAreWeighedByWhatTheySawNotByWhatWasLookedAt() {
    Stratum busy = new Stratum("1", "A", LITTER, Band.FIRED);
    Stratum quiet = new Stratum("1", "B", LITTER, Band.FIRED);
    FigureRow row =
        only(
            List.of(new SeenThings(busy, 900), new SeenThings(quiet, 100)),
            List.of(new Said(busy, LITTER, 5), new Said(quiet, null, 5)));
    assertThat(share(row.precisionFired()).value()).isCloseTo(0.9, within(1e-9));
  }

  @Test
  void theIntervalIsThatOfWilson() {
    Figures.Share share = Figures.share(0.9, 10);
    assertThat(share.low()).isCloseTo(0.5958, within(1e-4));
    assertThat(share.high()).isCloseTo(0.9821, within(1e-4));
    assertThat(Figures.share(1, 4).high()).isCloseTo(1, within(1e-9));
  }
}
