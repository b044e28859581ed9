package io.yiwang.citymap.tiles;

import java.util.HashMap;
import java.util.Map;

/** Points too close to be told apart; one alone is shown as itself. */
final class Cluster {
  private final Map<Integer, int[]> classes = new HashMap<>();
  private int count;
  private long sumX;
  private long sumY;
  private long id;
  private int division;
  private int state;

  void add(int x, int y, long featureId, int inDivision, int classNo, int inState) {
    count++;
    sumX += x;
    sumY += y;
    id = featureId;
    division = inDivision;
    state = inState;
    classes.computeIfAbsent(classNo, c -> new int[1])[0]++;
  }

  void writeTo(TileLayer layer) {
    layer.begin(count == 1 ? id : 0);
    layer.point((int) (sumX / count), (int) (sumY / count));
    int commonest =
        classes.entrySet().stream()
            .max(Map.Entry.comparingByValue((a, b) -> Integer.compare(a[0], b[0])))
            .orElseThrow()
            .getKey();
    if (count == 1) {
      Properties.thing(layer, division, commonest, state);
    } else {
      layer.tag("c", commonest);
      layer.tag("k", count);
    }
    layer.end();
  }
}
