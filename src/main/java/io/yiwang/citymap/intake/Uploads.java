package io.yiwang.citymap.intake;

import io.yiwang.house.DataFolder;
import io.yiwang.house.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Files on their way in, in pieces, in the data folder. */
@Component
class Uploads {
  static final long LARGEST = 4L << 30;
  static final int PIECE = 16 << 20;

  private final Path folder;

  Uploads(DataFolder data) {
    folder = data.sub("map-imports");
  }

  Path file(long id) {
    return folder.resolve(Long.toString(id));
  }

  /**
   * Writes a piece at its place and forces it to the disk.
   *
   * @return how many bytes there are now
   */
  long write(MapImport job, long at, InputStream body) throws IOException {
    try (FileChannel file =
        FileChannel.open(file(job.id()), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.truncate(at);
      file.position(at);
      byte[] buffer = new byte[1 << 16];
      long now = at;
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        now += n;
        if (now > job.file().bytes() || now - at > PIECE) {
          throw new Problem(
              HttpStatus.CONTENT_TOO_LARGE,
              "piece-too-large",
              "The piece must have at most " + PIECE + " bytes and end with the file.",
              "body",
              now,
              "Maybe the file has grown; begin a new import.");
        }
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
      }
      file.force(false);
      return now;
    }
  }

  void delete(long id) throws IOException {
    Files.deleteIfExists(file(id));
  }
}
