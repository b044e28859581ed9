package io.yiwang.bench;

import io.yiwang.kernel.ObservationId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Writes observation rows as JSON. Every {@link #ROWS_PER_SITE}th row opens a new matter; the
 * others repeat one of the latest {@link #ACTIVE} matters from a few metres away. Not for use by
 * several threads; give each its own share.
 */
final class Rows {
  static final int ROWS_PER_SITE = 250;
  private static final int ACTIVE = 200;
  private static final double JITTER = 1e-4; // degrees, about 10 m

  private final Sites sites;
  private final String prefix;
  private final int first;
  private final int stride;
  private final SplittableRandom random;
  private byte[] buffer = new byte[1 << 18];
  private int length;
  private long row;
  private int opened;

  /**
   * @param prefix of the keys, different for every writer
   * @param first number of this writer's first matter
   * @param stride between the numbers of its matters
   */
  Rows(Sites sites, String prefix, int first, int stride) {
    this.sites = sites;
    this.prefix = prefix;
    this.first = first;
    this.stride = stride;
    this.random = new SplittableRandom(first);
  }

  byte[] buffer() {
    return buffer;
  }

  int length() {
    return length;
  }

  /** Matters this writer has opened so far. */
  int opened() {
    return opened;
  }

  /** Number after the last matter this writer may have used. */
  int end() {
    return first + opened * stride;
  }

  /** Id of the row written last, as the platform will derive it. */
  ObservationId lastId(String source) {
    return ObservationId.of(source, prefix + (row - 1));
  }

  /** Writes a JSON array of so many rows. */
  void batch(int rows) {
    String now = Instant.now().toString();
    length = 0;
    put("[");
    for (int i = 0; i < rows; i++) {
      if (i > 0) {
        put(",");
      }
      row(row % ROWS_PER_SITE == 0, now);
    }
    put("]");
  }

  /** Writes one row alone; true when it opens a new matter. */
  boolean single() {
    length = 0;
    boolean opens = row % ROWS_PER_SITE == 0;
    row(opens, Instant.now().toString());
    return opens;
  }

  /** A row with a key of its own, at this writer's latest matter. */
  String rowElsewhere(String key) {
    Sites.Site at = sites.site(first + Math.max(0, opened - 1) * stride);
    return """
    {"key":"%s","class":"%s","lat":%.7f,"lng":%.7f,"observedAt":"%s"}\
    """
        .formatted(key, at.classCode(), at.lat(), at.lng(), Instant.now());
  }

  private void row(boolean opens, String now) {
    int site = opens ? opened++ : Math.max(0, opened - 1 - random.nextInt(ACTIVE));
    Sites.Site at = sites.site(first + site * stride);
    put("{\"key\":\"");
    put(prefix);
    put(Long.toString(row++));
    put("\",\"class\":\"");
    put(at.classCode());
    put("\",\"lat\":");
    degrees(at.lat() + (random.nextDouble() - 0.5) * JITTER);
    put(",\"lng\":");
    degrees(at.lng() + (random.nextDouble() - 0.5) * JITTER);
    put(",\"observedAt\":\"");
    put(now);
    put("\",\"description\":\"reported again by a passer-by\"}");
  }

  private void degrees(double value) {
    long e7 = Math.round(value * 1e7);
    put(Long.toString(e7 / 10_000_000));
    put(".");
    String fraction = Long.toString(e7 % 10_000_000);
    for (int i = fraction.length(); i < 7; i++) {
      put("0");
    }
    put(fraction);
  }

  @SuppressWarnings("deprecation") // ISO-8859-1 copy of ASCII text: the cheapest there is
  private void put(String ascii) {
    int n = ascii.length();
    if (length + n > buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    ascii.getBytes(0, n, buffer, length);
    length += n;
  }

  @Override
  public String toString() {
    return new String(buffer, 0, length, StandardCharsets.US_ASCII);
  }
}
