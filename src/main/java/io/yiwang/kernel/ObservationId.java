package io.yiwang.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Identity of an observation, derived from its source and the source's own key, so that the same
 * row sent twice is the same observation everywhere. A UUID of version 8 (RFC 9562 §5.8) over
 * SHA-256.
 */
public record ObservationId(UUID value) implements Comparable<ObservationId> {

  public static ObservationId of(String source, String key) {
    MessageDigest sha = sha256();
    sha.update(source.getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 0);
    sha.update(key.getBytes(StandardCharsets.UTF_8));
    ByteBuffer digest = ByteBuffer.wrap(sha.digest());
    long high = digest.getLong() & 0xFFFFFFFFFFFF0FFFL | 0x8000L;
    long low = digest.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
    return new ObservationId(new UUID(high, low));
  }

  @JsonCreator
  public static ObservationId parse(String text) {
    return new ObservationId(UUID.fromString(text));
  }

  /** Order of the 128 bits taken unsigned, the same on every machine. */
  @Override
  public int compareTo(ObservationId other) {
    int high =
        Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(
            value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
  }

  @JsonValue
  @Override
  public String toString() {
    return value.toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
