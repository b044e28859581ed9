package io.yiwang.citymap.tiles;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The points of one tile, of a ground that holds it. */
final class LivePoints implements PointSource {
  private final Ground ground;
  private final int[] places;
  private final int[] numbers;
  private final int size;

  /**
   * @param shown classes that the zoom shows
   */
  LivePoints(Ground ground, Painter painter, IntPredicate shown) {
    this.ground = ground;
    this.places = new int[2 * ground.size()];
    this.numbers = new int[ground.size()];
    int found = 0;
    for (int i = 0; i < ground.size(); i++) {
      int x = painter.x(ground.x(i));
      int y = painter.y(ground.y(i));
      if (Painter.inside(x, y) && shown.test(ground.classNo(i))) {
        places[2 * found] = x;
        places[2 * found + 1] = y;
        numbers[found++] = i;
      }
    }
    this.size = found;
  }

  @Override
  public void visit(int z, long curve, Visitor visitor) {
    for (int i = 0; i < size; i++) {
      int number = numbers[i];
      visitor.point(
          places[2 * i],
          places[2 * i + 1],
          FeatureId.of(ground.id(number)),
          FeatureId.division(ground.id(number)),
          ground.classNo(number),
          ground.state(number));
    }
  }

  @Override
  public @Nullable String name(long featureId, int division) {
    return ground.name(FeatureId.component(featureId, division));
  }
}
