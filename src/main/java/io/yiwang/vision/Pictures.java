package io.yiwang.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import io.yiwang.house.Problem;
import io.yiwang.sensing.PhotoFormat;
import io.yiwang.sensing.PhotoSize;
import java.time.Instant;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.springframework.http.HttpStatus;

/** Pictures as files: bounded in bytes and pixels before anything is unfolded. */
public final class Pictures {
  /** The largest file read, in bytes. */
  public static final int MAX_BYTES = 10 << 20;

  /** The largest picture a file may claim, in pixels: cameras of 4K have 8.3 million. */
  public static final long MAX_PIXELS = 12_600_000;

  /** Larger pictures are halved when read: nothing is looked for that would be lost by that. */
  private static final long KEPT_PIXELS = 2_800_000;

  private static final int QUALITY = 88;

  private Pictures() {}

  /** Three bytes a pixel, blue green red, row by row. */
  public record Picture(int width, int height, byte[] pixels) {
    public Frame of(String camera, Instant at) {
      return new Frame(camera, at, width, height, pixels);
    }
  }

  /** A JPEG of the frame. Only what has passed the {@link Veil} may be stored or shown. */
  public static byte[] jpeg(Frame frame) {
    try (var pixels = new BytePointer(frame.pixels());
        var picture = new Mat(frame.height(), frame.width(), CV_8UC3, pixels);
        var file = new BytePointer();
        var quality = new IntPointer(IMWRITE_JPEG_QUALITY, QUALITY)) {
      if (!imencode(".jpg", picture, file, quality)) {
        throw new IllegalStateException("A picture could not be written as JPEG.");
      }
      byte[] bytes = new byte[Math.toIntExact(file.limit())];
      file.get(bytes);
      return bytes;
    }
  }

  /**
   * The picture in a JPEG, PNG or WebP file.
   *
   * @throws Problem if it is none, is cut off or too large
   */
  public static Picture read(byte[] file) {
    int reading = checkedPixels(file) > KEPT_PIXELS ? IMREAD_REDUCED_COLOR_2 : IMREAD_COLOR;
    try (var bytes = new BytePointer(file);
        var whole = new Mat(1, file.length, CV_8UC1, bytes);
        Mat picture = imdecode(whole, reading)) {
      if (picture.empty()) {
        throw notAPicture();
      }
      byte[] pixels = new byte[3 * picture.cols() * picture.rows()];
      picture.data().get(pixels);
      return new Picture(picture.cols(), picture.rows(), pixels);
    }
  }

  private static long checkedPixels(byte[] file) {
    PhotoFormat format = PhotoFormat.of(file);
    if (format == null || format == PhotoFormat.JPEG && !ends(file)) {
      throw notAPicture();
    }
    if (file.length > MAX_BYTES) {
      throw tooLarge(file.length + " bytes", "at most " + MAX_BYTES + " bytes");
    }
    try {
      long pixels = PhotoSize.pixels(file, format);
      if (pixels > MAX_PIXELS) {
        throw tooLarge(pixels + " pixels", "at most " + MAX_PIXELS + " pixels");
      }
      return pixels;
    } catch (IllegalArgumentException e) {
      throw notAPicture();
    }
  }

  /**
   * Whether the end of the picture is there; a small picture in the header has an end of its own.
   */
  private static boolean ends(byte[] jpeg) {
    for (int at = jpeg.length - 2; at > jpeg.length / 2; at--) {
      if ((jpeg[at] & 0xFF) == 0xFF && (jpeg[at + 1] & 0xFF) == 0xD9) {
        return true;
      }
    }
    return false;
  }

  private static Problem notAPicture() {
    return new Problem(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        "not-a-picture",
        "picture must be a whole JPEG, PNG or WebP file.",
        "picture",
        null,
        "Maybe the camera was still writing it; send it when it is complete.");
  }

  private static Problem tooLarge(String what, String rule) {
    return new Problem(
        HttpStatus.CONTENT_TOO_LARGE,
        "picture-too-large",
        "picture (" + what + ") must have " + rule + ".",
        "picture",
        what,
        "Maybe let the camera send a smaller one; 1,280 pixels across are enough.");
  }
}
