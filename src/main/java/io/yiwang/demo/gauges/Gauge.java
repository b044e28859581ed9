package io.yiwang.demo.gauges;

import io.yiwang.kernel.GeoPoint;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A simulated sensor as it is set up.
 *
 * @param every how often it speaks
 * @param component the 17 digits of what it sits on
 */
public record Gauge(
    String code,
    String model,
    String nameZh,
    GeoPoint point,
    @Nullable String component,
    Duration every,
    List<Curve> curves) {

  public Gauge {
    curves = List.copyOf(curves);
  }

  /** Whether something can go wrong with it. */
  boolean canFail() {
    return curves.stream().anyMatch(c -> c.fault() != null);
  }
}
