package io.yiwang.demo;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.yiwang.demo.gauges.Curve;
import io.yiwang.sensing.rules.Rehearsal;
import io.yiwang.sensing.rules.Rehearsal.Found;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What goes wrong in the demonstration is a matter for the shipped rules, and nothing else is. */
class GaugeFaultsAreFoundTest {
  private static final Instant NOON = Instant.parse("2026-11-24T04:00:00Z");
  private static final int HALF_HOUR = 1_800;

  private final Set<String> canFail = new TreeSet<>();

  /** Half an hour in which all is well, then half an hour that is not, if the gauge can fail. */
  private Set<String> raising(boolean wrong) {
    var rehearsal = new Rehearsal(ZoneId.of("Asia/Shanghai"), 1);
    var random = new SplittableRandom(7);
    for (int second = 0; second < 2 * HALF_HOUR; second += 30) {
      double wrongFor = wrong ? second - HALF_HOUR : -1;
      for (NamedCsvRecord row : Resources.csv("gauges.csv")) {
        Curve curve = GaugeSites.curve(row);
        String code = Resources.field(row, "code");
        if (curve.fault() != null) {
          canFail.add(code);
        }
        double value = curve.value(12 + second / 3600.0, wrongFor, random);
        Instant at = NOON.plusSeconds(second);
        rehearsal.read(code, Resources.field(row, "model"), curve.quantity(), null, at, value);
      }
    }
    return rehearsal.found().stream()
        .filter(found -> found.matterClass() != null)
        .map(Found::device)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void eachFaultRaisesAMatterWithinHalfAnHour() {
    assertThat(raising(true)).isEqualTo(canFail).hasSizeGreaterThan(5);
  }

  @Test
  void nothingIsRaisedWhileAllIsWell() {
    assertThat(raising(false)).isEmpty();
  }
}
