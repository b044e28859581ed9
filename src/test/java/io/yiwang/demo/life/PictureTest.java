package io.yiwang.demo.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class PictureTest {

  @Test
  void aPhotoIsASmallJpegAndTheSamePlaceLooksTheSame() {
    byte[] before = Picture.draw("HEAP", 42, false, false);

    assertThat(before).startsWith(0xFF, 0xD8, 0xFF).hasSizeBetween(5_000, 80_000);
    assertThat(Picture.draw("HEAP", 42, false, false)).isEqualTo(before);
    assertThat(Picture.draw("HEAP", 42, false, true)).isNotEqualTo(before);
  }

  @Test
  void theRushHourIsBusyAndTheNightIsQuiet() {
    assertThat(Reporters.rhythm(LocalTime.of(8, 30))).isCloseTo(1.3, within(1e-9));
    assertThat(Reporters.rhythm(LocalTime.of(3, 0))).isEqualTo(0.4);
  }
}
