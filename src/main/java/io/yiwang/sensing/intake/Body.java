package io.yiwang.sensing.intake;

import io.yiwang.house.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The body of a request, unzipped, of at most 16 MiB. All bodies being read share a budget, so that
 * many large requests at once are told to come again instead of filling the heap.
 */
public final class Body implements AutoCloseable {
  static final int MAX_BYTES = 16 << 20;
  private static final long DRAIN_BYTES = 64L << 20;
  private static final long BUDGET = 192L << 20;
  private static final AtomicLong IN_USE = new AtomicLong();

  private byte[] bytes;
  private int length;

  private Body(int capacity) {
    reserve(capacity);
    bytes = new byte[capacity];
  }

  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  public static Body read(HttpServletRequest request) throws IOException {
    long announced = request.getContentLengthLong();
    InputStream raw = request.getInputStream();
    boolean gzip = gzip(request.getHeader("Content-Encoding"));
    if (announced > MAX_BYTES) {
      drain(raw);
      throw tooLarge();
    }
    int guess = announced < 0 ? 8_192 : (int) announced + 1;
    Body body = new Body(gzip ? Math.min(guess * 6, MAX_BYTES / 4) : guess);
    try {
      body.fill(gzip ? new GZIPInputStream(raw, 8_192) : raw, raw);
      return body;
    } catch (ZipException | EOFException e) {
      body.close();
      drain(raw);
      if (gzip) {
        throw badGzip(e);
      }
      throw e;
    } catch (IOException | RuntimeException e) {
      body.close();
      throw e;
    }
  }

  private void fill(InputStream in, InputStream raw) throws IOException {
    while (true) {
      if (length == bytes.length) {
        grow();
      }
      int count = in.read(bytes, length, bytes.length - length);
      if (count < 0) {
        return;
      }
      length += count;
      if (length > MAX_BYTES) {
        drain(raw);
        throw tooLarge();
      }
    }
  }

  private void grow() {
    int larger = Math.min(Math.max(bytes.length * 2, 8_192), MAX_BYTES + 1);
    reserve(larger - bytes.length);
    bytes = Arrays.copyOf(bytes, larger);
  }

  private static void reserve(int more) {
    if (IN_USE.addAndGet(more) > BUDGET) {
      IN_USE.addAndGet(-more);
      throw new Problem(
          HttpStatus.SERVICE_UNAVAILABLE,
          "intake-busy",
          "Too many large requests are being read; nothing was taken, send the same rows again.",
          null,
          null,
          "Maybe send fewer requests at once.");
    }
  }

  @Override
  public void close() {
    IN_USE.addAndGet(-bytes.length);
    bytes = new byte[0];
  }

  private static boolean gzip(@Nullable String encoding) {
    if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
      return false;
    }
    if (encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip")) {
      return true;
    }
    throw new Problem(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        "unsupported-encoding",
        "Content-Encoding (" + encoding + ") must be gzip or absent.",
        "Content-Encoding",
        encoding,
        "Maybe the client can send gzip instead.");
  }

  private static Problem badGzip(IOException cause) {
    var problem =
        new Problem(
            HttpStatus.BAD_REQUEST,
            "bad-gzip",
            "The body is not gzip: "
                + (cause.getMessage() == null ? "it ends too early" : cause.getMessage())
                + ".",
            "Content-Encoding",
            "gzip",
            "Maybe the body was not compressed, or the upload was cut off.");
    problem.initCause(cause);
    return problem;
  }

  private static Problem tooLarge() {
    return new Problem(
        HttpStatus.CONTENT_TOO_LARGE,
        "body-too-large",
        "The body must have at most " + MAX_BYTES + " bytes after unzipping.",
        "body",
        ">" + MAX_BYTES,
        "Maybe send the rows in several requests; 1,000 a request is a good size.");
  }

  /** Reads on for a while, so that the client gets to our answer instead of a broken connection. */
  private static void drain(InputStream raw) throws IOException {
    byte[] waste = new byte[16_384];
    long left = DRAIN_BYTES;
    int count;
    while (left > 0 && (count = raw.read(waste)) >= 0) {
      left -= count;
    }
  }
}
