package io.yiwang.incidents;

/**
 * Whether a row can be the same matter as an anchor, time left aside, and how far it is from it.
 */
final class Matching {
  private final RowStore rows;
  private final Rules rules;

  Matching(RowStore rows, Rules rules) {
    this.rows = rows;
    this.rules = rules;
  }

  boolean matches(int anchor, int r, boolean same, double square) {
    int anchorClass = rows.classNumber(anchor);
    int rowClass = rows.classNumber(r);
    if (same) {
      return rules.sameFamily(anchorClass, rowClass);
    }
    double radius = rules.rule(anchorClass).radius();
    return square <= radius * radius
        && rules.related(anchorClass, rowClass)
        && (rows.component(anchor) == 0 || rows.component(r) == 0);
  }

  boolean sameObject(int anchor, int r) {
    return (rows.component(anchor) != 0 && rows.component(anchor) == rows.component(r))
        || (rows.track(anchor) != 0 && rows.track(anchor) == rows.track(r));
  }

  double square(int anchor, int r) {
    return Ground.squaredMetres(rows.lat(anchor), rows.lng(anchor), rows.lat(r), rows.lng(r));
  }
}
