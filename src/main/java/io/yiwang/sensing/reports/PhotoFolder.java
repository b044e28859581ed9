package io.yiwang.sensing.reports;

import io.yiwang.house.DataFolder;
import io.yiwang.house.Problem;
import io.yiwang.sensing.PhotoFormat;
import io.yiwang.sensing.PhotoSize;
import io.yiwang.sensing.Photos;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Photos as files named by the hash of their bytes, 256 folders of them under the data folder. */
@Component
final class PhotoFolder implements Photos {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  private final DataFolder data;

  PhotoFolder(DataFolder data) {
    this.data = data;
  }

  @Override
  public String store(InputStream bytes, @Nullable String contentType) {
    try {
      byte[] photo = bytes.readNBytes(MAX_BYTES + 1);
      if (photo.length > MAX_BYTES) {
        throw tooLarge();
      }
      PhotoFormat format = PhotoFormat.of(photo);
      if (format == null) {
        throw notAPhoto(contentType, null);
      }
      byte[] stripped = stripped(photo, format, contentType);
      String id = id(stripped);
      Path file = file(id, format);
      if (!Files.exists(file)) {
        write(file, stripped);
      }
      return id;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Photo get(String id) {
    if (ID.matcher(id).matches()) {
      for (PhotoFormat format : PhotoFormat.values()) {
        Path file = file(id, format);
        if (Files.exists(file)) {
          return new Photo(file, format.contentType());
        }
      }
    }
    throw Problem.notFound("photo", id);
  }

  private Path file(String id, PhotoFormat format) {
    return data.sub("photos").resolve(id.substring(0, 2)).resolve(id + "." + format.extension());
  }

  private static byte[] stripped(byte[] photo, PhotoFormat format, @Nullable String contentType) {
    try {
      if (PhotoSize.pixels(photo, format) > MAX_PIXELS) {
        throw tooManyPixels();
      }
      return PhotoTags.stripped(photo, format);
    } catch (IllegalArgumentException e) {
      throw notAPhoto(contentType, e);
    }
  }

  /** On the disk under its name only when it is whole and flushed. */
  private static void write(Path file, byte[] photo) throws IOException {
    Files.createDirectories(file.getParent());
    Path part = Files.createTempFile(file.getParent(), "photo", ".part");
    try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(photo);
      while (left.hasRemaining()) {
        out.write(left);
      }
      out.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String id(byte[] photo) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(photo);
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }

  private static Problem tooManyPixels() {
    return new Problem(
        HttpStatus.CONTENT_TOO_LARGE,
        "photo-too-large",
        "photo must have at most " + MAX_PIXELS + " pixels.",
        "photo",
        ">" + MAX_PIXELS,
        "Maybe send it smaller; 2,000 pixels across are enough.");
  }

  private static Problem tooLarge() {
    return new Problem(
        HttpStatus.CONTENT_TOO_LARGE,
        "photo-too-large",
        "photo must have at most " + MAX_BYTES + " bytes.",
        "photo",
        ">" + MAX_BYTES,
        "Maybe send it smaller; 2,000 pixels across are enough.");
  }

  private static Problem notAPhoto(@Nullable String contentType, @Nullable Throwable cause) {
    var problem =
        new Problem(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "not-a-photo",
            "photo (" + contentType + ") must be a whole JPEG, PNG or WebP file.",
            "photo",
            contentType,
            "Maybe the phone made HEIC; switch its camera to the most compatible format.");
    if (cause != null) {
      problem.initCause(cause);
    }
    return problem;
  }
}
