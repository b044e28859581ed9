package io.yiwang.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise R1 in its quick form: real processes really killed, nothing acknowledged lost, nothing
 * doubled.
 */
class CrashTests {
  @TempDir Path data;

  @Test
  void whatWasAcknowledgedSurvivesFiveKillsAndBecomesEachOneCase() throws Exception {
    CrashRounds.Verdict verdict =
        CrashRounds.run(Instance.Launch.classPath("--yiwang.demo.enabled=false"), data, 5, 50_000);

    assertThat(verdict.acknowledged()).isGreaterThanOrEqualTo(250_000);
    assertThat(verdict.lost()).isZero();
    assertThat(verdict.incidents()).isGreaterThan(900);
    assertThat(verdict.incidentsWithoutCase()).isZero();
    assertThat(verdict.casesDoubled()).isZero();
  }
}
