package io.yiwang.access.exports;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rules of taking lists away as files.
 *
 * @param atOnce by class of the policy, how many rows may be taken without a second person; a class
 *     that is not named always needs one
 * @param patience how long a request waits for its approval
 * @param kept how long a file may be downloaded
 * @param downloads how often
 */
@ConfigurationProperties("yiwang.exports")
record ExportSettings(
    @Nullable Map<String, Long> atOnce,
    @DefaultValue("3d") Duration patience,
    @DefaultValue("8h") Duration kept,
    @DefaultValue("3") int downloads) {
  private static final Map<String, Long> SHIPPED = Map.of("case", 5_000L);

  boolean needsApproval(String dataClass, long rows) {
    return rows > (atOnce == null ? SHIPPED : atOnce).getOrDefault(dataClass, -1L);
  }
}
