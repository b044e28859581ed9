package io.yiwang.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.house.Problem;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PicturesTest {
  @Test
  void readsWhatItHasWritten() {
    byte[] pixels = new byte[3 * 40 * 30];
    for (int i = 0; i < pixels.length; i += 3) {
      pixels[i] = (byte) 200;
      pixels[i + 2] = 40;
    }
    byte[] file = Pictures.jpeg(new Frame("c1", Instant.EPOCH, 40, 30, pixels));
    Pictures.Picture read = Pictures.read(file);
    assertThat(read.width()).isEqualTo(40);
    assertThat(read.height()).isEqualTo(30);
    assertThat(read.pixels()[0] & 0xFF).isBetween(190, 210);
    assertThat(read.pixels()[2] & 0xFF).isBetween(30, 50);
  }

  @Test
  void readsPngAndHalvesWhatIsLargerThanAnyLookNeeds() throws IOException {
    Pictures.Picture read = Pictures.read(file(2400, 1600, "png"));
    assertThat(read.width()).isEqualTo(1200);
    assertThat(read.pixels()).hasSize(3 * 1200 * 800);
  }

  @Test
  void refusesAFileThatClaimsToBeHuge() throws IOException {
    byte[] bomb = file(8, 8, "png");
    ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
    assertThatThrownBy(() -> Pictures.read(bomb))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo("picture-too-large"))
        .hasMessageContaining("3600000000 pixels");
  }

  @Test
  void refusesAPictureThatIsCutOffOrNone() throws IOException {
    byte[] whole = file(320, 200, "jpg");
    assertNone(Arrays.copyOf(whole, whole.length * 2 / 3));
    assertNone(new byte[0]);
    assertNone("GIF89a".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  private static void assertNone(byte[] file) {
    assertThatThrownBy(() -> Pictures.read(file))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo("not-a-picture"));
  }

  private static byte[] file(int width, int height, String format) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR), format, out);
    return out.toByteArray();
  }
}
