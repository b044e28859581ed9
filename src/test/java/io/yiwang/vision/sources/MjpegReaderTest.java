package io.yiwang.vision.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MjpegReaderTest {
  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

  /** Begins and ends like a JPEG, with a small picture in its header that does the same. */
  private static byte[] picture(int seed) {
    var jpeg = new ByteArrayOutputStream();
    byte[] thumbnail = {(byte) 0xFF, (byte) 0xD8, 1, 2, (byte) 0xFF, (byte) 0xD9, (byte) seed};
    jpeg.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE1, 0, 9});
    jpeg.writeBytes(thumbnail);
    jpeg.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 4, 7, 7});
    jpeg.writeBytes(new byte[] {9, (byte) 0xFF, 0, (byte) seed, '\r', '\n', '-', '-', 'b'});
    jpeg.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});
    return jpeg.toByteArray();
  }

  private void text(String text) {
    stream.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private List<byte[]> read(int most) throws IOException {
    var reader = new MjpegReader(new ByteArrayInputStream(stream.toByteArray()), most);
    List<byte[]> pictures = new ArrayList<>();
    byte[] picture = reader.next();
    while (picture != null) {
      pictures.add(picture);
      picture = reader.next();
    }
    return pictures;
  }

  @Test
  void readsPartsThatTellTheirLength() throws IOException {
    for (int i = 0; i < 3; i++) {
      text("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + picture(i).length);
      text("\r\n\r\n");
      stream.writeBytes(picture(i));
      text("\r\n");
    }
    assertThat(read(1000)).containsExactly(picture(0), picture(1), picture(2));
  }

  @Test
  void readsPartsThatTellNothing() throws IOException {
    for (int i = 0; i < 3; i++) {
      text("frame\nX-Timestamp: 1.5\n\n");
      stream.writeBytes(picture(i));
    }
    assertThat(read(1000)).containsExactly(picture(0), picture(1), picture(2));
  }

  @Test
  void refusesPicturesThatNeverEnd() {
    text("--b\r\nContent-Length: 999999999\r\n\r\n");
    stream.writeBytes(picture(0));
    assertThatThrownBy(() -> read(1000)).hasMessageContaining("larger than 1000 bytes");
    stream.reset();
    text("--b\r\n\r\n");
    byte[] open = picture(0);
    stream.write(open, 0, open.length - 2);
    stream.writeBytes(new byte[2000]);
    assertThatThrownBy(() -> read(1000)).hasMessageContaining("larger than 1000 bytes");
  }

  @Test
  void saysWhenTheStreamBreaksOff() {
    text("--b\r\nContent-Length: " + picture(0).length + "\r\n\r\n");
    stream.write(picture(0), 0, 9);
    assertThatThrownBy(() -> read(1000)).isInstanceOf(EOFException.class);
  }

  @Test
  void saysWhenItIsSomethingElse() {
    text("<html>\n".repeat(100));
    assertThatThrownBy(() -> read(1000)).hasMessageContaining("no pictures");
    stream.reset();
    text("x".repeat(5000));
    assertThatThrownBy(() -> read(1000)).hasMessageContaining("no Motion JPEG");
  }
}
