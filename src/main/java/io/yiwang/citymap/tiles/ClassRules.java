package io.yiwang.citymap.tiles;

/** How the components of a class are drawn. */
interface ClassRules {

  /**
   * @param minZoom where single ones begin to be seen
   * @param rank of two that are too close the lower one is seen
   * @param line whether they are lines, such as roads and pipes
   */
  record ClassRule(int minZoom, int rank, boolean guarded, boolean underground, boolean line) {
    /** Few and known to everybody, such as a metro station: told by name. */
    boolean landmark() {
      return minZoom < TileDrawing.SINGLE_ZOOM && !underground;
    }
  }

  ClassRule of(int classNo);
}
