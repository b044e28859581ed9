package io.yiwang.citymap.intake;

import io.yiwang.citymap.Component;
import io.yiwang.citymap.components.ComponentFilter;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.kernel.Coordinates;
import io.yiwang.kernel.Datum;
import io.yiwang.kernel.GeoPoint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Suspects that coordinates are those of a Chinese web map: what is known stands just where the
 * shift of GCJ-02 would have taken it, or what is new falls on known things when the shift is taken
 * back. It only tells.
 */
final class ShiftCheck {
  private static final String WORDS = "GCJ-02";
  private static final int MOST_LOOKED = 300;
  private static final int FEWEST = 10;
  private static final double MOSTLY = 0.6;
  private static final double CLOSE_M = 15;
  private static final double SHIFTED_M = 100;

  private int moved;
  private int movedByShift;
  private int looked;
  private int hitAsIs;
  private int hitTakenBack;

  static boolean isOurs(String note) {
    return note.contains(WORDS) && note.startsWith("The coordinates look like");
  }

  /** A thing that is known by a key. */
  void moved(GeoPoint before, GeoPoint after) {
    if (before.distanceMetres(after) < SHIFTED_M) {
      return;
    }
    moved++;
    if (Coordinates.toGcj02(before).distanceMetres(after) < CLOSE_M) {
      movedByShift++;
    }
  }

  /** A thing that is only known by its place. */
  void look(StagedRow row, @Nullable Component found, ComponentReader reader) {
    if (looked >= MOST_LOOKED || row.shape() != null) {
      return;
    }
    looked++;
    if (found != null) {
      hitAsIs++;
      return;
    }
    GeoPoint back = Coordinates.toWgs84(row.point().lat(), row.point().lng(), Datum.GCJ02);
    boolean shifted = back.distanceMetres(row.point()) > SHIFTED_M;
    if (shifted
        && !reader.nearest(back, 1, 2, ComponentFilter.ofClasses(row.classNo())).isEmpty()) {
      hitTakenBack++;
    }
  }

  Optional<String> warning(@Nullable String system) {
    if ("GCJ02".equals(system) || "BD09".equals(system)) {
      return Optional.empty();
    }
    if (movedByShift >= FEWEST && movedByShift > moved * MOSTLY) {
      return Optional.of(
          "The coordinates look like "
              + WORDS
              + ": "
              + movedByShift
              + " known things stand where its shift would have taken them. Maybe say crs: GCJ02.");
    }
    if (hitTakenBack >= FEWEST && hitTakenBack > looked * MOSTLY && hitTakenBack > hitAsIs * 3) {
      return Optional.of(
          "The coordinates look like "
              + WORDS
              + ": with its shift taken back "
              + hitTakenBack
              + " of "
              + looked
              + " fall on things that are known. Maybe say crs: GCJ02.");
    }
    return Optional.empty();
  }
}
