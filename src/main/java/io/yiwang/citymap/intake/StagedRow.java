package io.yiwang.citymap.intake;

import io.yiwang.kernel.GeoPoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.JsonNode;

/**
 * A row of an import, kept until it is applied.
 *
 * @param row negative when it is not in the file, but in the city
 * @param expected the version of the component it was compared to
 * @param before where the component stands
 */
record StagedRow(
    long row,
    Kind kind,
    @Nullable Long componentId,
    @Nullable Long givenId,
    @Nullable String key,
    int classNo,
    int division,
    GeoPoint point,
    @Nullable Geometry shape,
    JsonNode facts,
    @Nullable Instant expected,
    @Nullable GeoPoint before,
    @Nullable Double metres,
    List<Difference> differences,
    boolean leftOut) {

  /** What it is to the city. */
  enum Kind {
    NEW,
    APPEARED,
    MOVED,
    CHANGED,
    VANISHED,
    SAME
  }

  /** A fact that is another in the file than in the city. */
  record Difference(String field, @Nullable String before, @Nullable String after) {}

  StagedRow {
    differences = List.copyOf(differences);
  }
}
