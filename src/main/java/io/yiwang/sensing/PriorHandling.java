package io.yiwang.sensing;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the system a record was imported from has done about its matter so far. Travels as
 * attributes of the observation, which only imports may send.
 *
 * @param system the system that handles the matter
 * @param promisedAt by when that system had promised it mended
 * @param closedAt when that system closed it
 */
public record PriorHandling(
    String system, @Nullable Instant promisedAt, @Nullable Instant closedAt) {

  /** What these attributes begin with; the intake keeps such names for imports. */
  public static final String PREFIX = "prior.";

  static final String SYSTEM = PREFIX + "system";
  static final String PROMISED = PREFIX + "promisedAt";
  static final String CLOSED = PREFIX + "closedAt";

  /** Empty when no other system handles the matter. */
  public static Optional<PriorHandling> find(Map<String, String> attributes) {
    return Optional.ofNullable(attributes.get(SYSTEM))
        .map(
            system ->
                new PriorHandling(
                    system, time(attributes.get(PROMISED)), time(attributes.get(CLOSED))));
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Whether this attribute is one of these and can be read. */
  public static boolean understands(String name, String value) {
    return switch (name) {
      case SYSTEM -> !value.isBlank();
      case PROMISED, CLOSED -> time(value) != null;
      default -> false;
    };
  }
}
