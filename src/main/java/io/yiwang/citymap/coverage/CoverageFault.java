package io.yiwang.citymap.coverage;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Something that is not right with a coverage, and where.
 *
 * @param codes of the parts it concerns, sorted; none for a gap
 * @param thing name of what is cut, of a building
 */
public record CoverageFault(
    Kind kind, List<String> codes, double squareMetres, Geometry where, @Nullable String thing) {

  /** What is wrong; the first five forbid that the parts hold. */
  public enum Kind {
    /** The outline crosses itself. */
    CROSSES_ITSELF,
    /** Reaches out of the whole. */
    OUTSIDE,
    /** Belongs to no part. */
    GAP,
    /** Belongs to several parts. */
    OVERLAP,
    /** Nothing of the part lies inside the whole. */
    EMPTY,
    /** Lies in several pieces. */
    PIECES,
    SMALL,
    LARGE,
    /** Its border runs through a building. */
    CUTS_BUILDING;

    public boolean forbids() {
      return compareTo(EMPTY) <= 0;
    }
  }

  public CoverageFault {
    codes = List.copyOf(codes);
  }

  public boolean forbids() {
    return kind.forbids();
  }
}
