package io.yiwang.vision.cameras;

import io.yiwang.citymap.Hamlets;
import io.yiwang.citymap.Regions;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.GeoPoint;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** Cameras in the middle of a hamlet at sea, for tests. */
public final class SeaCamera {
  private SeaCamera() {}

  /** One that is sent pictures and looks for nothing. */
  public static Camera mount(ApplicationContext beans, Hamlets sea, String prefix) {
    return mount(beans, sea, prefix, SourceKind.UPLOAD, List.of(), List.of(), null);
  }

  public static Camera mount(
      ApplicationContext beans,
      Hamlets sea,
      String prefix,
      SourceKind kind,
      List<WatchedAbility> abilities,
      List<GroundPoint> ground,
      @Nullable Integer silentAfterSeconds) {
    GeoPoint mast = sea.point(0.5, 0.5);
    CameraDraft draft =
        new CameraDraft(
            prefix + "-" + UUID.randomUUID(),
            "海边",
            mast,
            beans.getBean(Regions.class).locate(mast).orElseThrow().path(),
            null,
            null,
            null,
            null,
            null,
            kind,
            null,
            true,
            List.of(),
            abilities,
            List.of(),
            ground,
            silentAfterSeconds);
    return SystemDuty.call(() -> beans.getBean(Cameras.class).add(draft, 0)).orElseThrow();
  }
}
