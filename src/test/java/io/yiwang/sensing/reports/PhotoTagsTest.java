package io.yiwang.sensing.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.sensing.PhotoFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PhotoTagsTest {

  @Test
  void takesThePlaceOutOfAJpegButKeepsItsOrientationAndPicture() throws IOException {
    byte[] plain = image("jpg");
    byte[] tagged = withSegment(plain, exif(6, "GPS 31.2304 N"));

    byte[] stripped = PhotoTags.stripped(tagged, PhotoFormat.JPEG);

    assertThat(text(tagged)).contains("GPS");
    assertThat(text(stripped)).doesNotContain("GPS").contains("Exif");
    assertThat(stripped).hasSize(plain.length + 36);
    assertThat(ImageIO.read(new ByteArrayInputStream(stripped)).getWidth()).isEqualTo(8);
    assertThat(PhotoTags.stripped(stripped, PhotoFormat.JPEG)).isEqualTo(stripped);
  }

  @Test
  void takesTextOutOfAPng() throws IOException {
    byte[] plain = image("png");
    ByteBuffer chunk = ByteBuffer.allocate(12 + 5);
    chunk
        .putInt(5)
        .put("tEXt".getBytes(StandardCharsets.US_ASCII))
        .put("place".getBytes(StandardCharsets.US_ASCII));
    byte[] tagged = insert(plain, 33, chunk.array());

    assertThat(PhotoTags.stripped(tagged, PhotoFormat.PNG)).isEqualTo(plain);
  }

  @Test
  void takesExifOutOfAWebp() {
    byte[] webp = webp("VP8X", "VP8 ", "EXIF", "XMP ");

    byte[] stripped = PhotoTags.stripped(webp, PhotoFormat.WEBP);

    assertThat(text(stripped)).contains("VP8X", "VP8 ").doesNotContain("EXIF", "XMP ");
    assertThat(stripped[20] & 0x0C).isZero();
    assertThat(PhotoFormat.of(stripped)).isEqualTo(PhotoFormat.WEBP);
  }

  @Test
  void refusesWhatIsCutOffOrNoPhoto() throws IOException {
    byte[] plain = image("png");
    assertThatThrownBy(() -> PhotoTags.stripped(Arrays.copyOf(plain, 40), PhotoFormat.PNG))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PhotoTags.stripped(Arrays.copyOf(image("jpg"), 40), PhotoFormat.JPEG))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(PhotoFormat.of("GIF89a".getBytes(StandardCharsets.US_ASCII))).isNull();
    assertThat(PhotoFormat.of(new byte[0])).isNull();
  }

  private static byte[] image(String format) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), format, out);
    return out.toByteArray();
  }

  private static byte[] exif(int orientation, String secret) {
    byte[] words = secret.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer tiff = ByteBuffer.allocate(32 + words.length);
    tiff.put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 1);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    tiff.putShort((short) 0).put(words);
    return tiff.array();
  }

  private static byte[] withSegment(byte[] jpeg, byte[] content) {
    ByteBuffer segment = ByteBuffer.allocate(4 + content.length);
    segment.putShort((short) 0xFFE1).putShort((short) (content.length + 2)).put(content);
    return insert(jpeg, 2, segment.array());
  }

  private static byte[] insert(byte[] bytes, int at, byte[] more) {
    ByteBuffer joined = ByteBuffer.allocate(bytes.length + more.length);
    joined.put(bytes, 0, at).put(more).put(bytes, at, bytes.length - at);
    return joined.array();
  }

  private static byte[] webp(String... chunks) {
    ByteBuffer riff =
        ByteBuffer.allocate(12 + chunks.length * 18).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    riff.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(4 + chunks.length * 18);
    riff.put("WEBP".getBytes(StandardCharsets.US_ASCII));
    for (String chunk : chunks) {
      riff.put(chunk.getBytes(StandardCharsets.US_ASCII))
          .putInt(10)
          .put((byte) 0x0C)
          .put(new byte[9]);
    }
    return riff.array();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
