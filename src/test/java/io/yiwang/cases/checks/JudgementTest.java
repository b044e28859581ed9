package io.yiwang.cases.checks;

import static io.yiwang.cases.checks.Judgement.CANNOT_TELL;
import static io.yiwang.cases.checks.Judgement.CLEAR;
import static io.yiwang.cases.checks.Judgement.STILL_THERE;
import static io.yiwang.cases.checks.Judgement.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.LookVerdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgementTest {
  private static final Instant AT = Instant.parse("2026-11-23T02:00:00Z");

  @Test
  void oneThatStillSeesItIsEnough() {
    assertThat(judged("still")).isEqualTo(STILL_THERE);
    assertThat(judged("clear still")).isEqualTo(STILL_THERE);
    assertThat(judged("blind still")).isEqualTo(STILL_THERE);
    assertThat(judged("waits still")).isEqualTo(STILL_THERE);
    assertThat(judged("silent clear still")).isEqualTo(STILL_THERE);
  }

  @Test
  void allThatCanSeeMustAgree() {
    assertThat(judged("clear")).isEqualTo(CLEAR);
    assertThat(judged("clear clear")).isEqualTo(CLEAR);
    assertThat(judged("clear waits")).isEqualTo(WAIT);
    assertThat(judged("blind waits")).isEqualTo(WAIT);
  }

  @Test
  void whoeverCannotSeeOrSaysNothingDoesNotCount() {
    assertThat(judged("clear blind")).isEqualTo(CLEAR);
    assertThat(judged("clear silent")).isEqualTo(CLEAR);
  }

  @Test
  void aPersonLooksWhenNoneCan() {
    assertThat(judged("blind")).isEqualTo(CANNOT_TELL);
    assertThat(judged("silent")).isEqualTo(CANNOT_TELL);
    assertThat(judged("blind silent blind")).isEqualTo(CANNOT_TELL);
  }

  private static Judgement judged(String words) {
    return Judgement.of(Arrays.stream(words.split(" ")).map(JudgementTest::look).toList());
  }

  private static Look look(String word) {
    return switch (word) {
      case "clear" -> look(Look.State.ANSWERED, LookVerdict.CLEAR);
      case "still" -> look(Look.State.ANSWERED, LookVerdict.STILL_THERE);
      case "blind" -> look(Look.State.ANSWERED, LookVerdict.CANNOT_SEE);
      case "silent" -> look(Look.State.SILENT, null);
      default -> look(Look.State.WAITING, null);
    };
  }

  private static Look look(Look.State state, @Nullable LookVerdict verdict) {
    return new Look(
        UUID.randomUUID(),
        17,
        1,
        new Look.Target("camera-0042", "06010", new GeoPoint(31.22, 121.43), null, null),
        List.of(),
        AT,
        AT,
        AT,
        state,
        verdict == null ? null : new Look.Answer(verdict, AT, List.of(), "m", "1", 0.9, null),
        null);
  }
}
