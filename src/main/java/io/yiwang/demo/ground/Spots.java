package io.yiwang.demo.ground;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Places along banks and below viaducts, and the stations of the metro, by neighbourhood. */
final class Spots {
  private static final double ALONG_BANK = 10;
  private static final double ALONG_VIADUCT = 6;
  private static final double BETWEEN_STATIONS = 1_250;

  private final CityPlan plan;
  private final double[][] banks;
  private final double[][] viaducts;
  private final double[][] metro;
  final List<Station> stations = new ArrayList<>();

  /** A station of the metro. */
  record Station(String name, double x, double y, Block block) {}

  Spots(CityPlan plan) {
    this.plan = plan;
    this.banks = new double[plan.hoods.size()][];
    this.viaducts = new double[plan.hoods.size()][];
    this.metro = new double[plan.hoods.size()][];
    for (Line line : plan.lines) {
      switch (line.kind()) {
        case RIVER -> {
          walk(line, ALONG_BANK, (x, y, nx, ny) -> bank(line, x, y, nx, ny));
          walk(line, ALONG_BANK, (x, y, nx, ny) -> bank(line, x, y, -nx, -ny));
        }
        case EXPRESSWAY ->
            walk(line, ALONG_VIADUCT, (x, y, nx, ny) -> keep(viaducts, x, y, nx, ny, 2));
        case METRO -> walk(line, BETWEEN_STATIONS, (x, y, nx, ny) -> station(line, x, y));
        default -> {}
      }
    }
  }

  /** Of a neighbourhood: x, y, and the direction away from the line, of each spot. */
  double[] of(Inventory.Rule rule, int hood) {
    double[][] all =
        switch (rule) {
          case BANK -> banks;
          case VIADUCT -> viaducts;
          default -> metro;
        };
    return all[hood] == null ? new double[0] : all[hood];
  }

  private interface Step {
    void at(double x, double y, double nx, double ny);
  }

  private static void walk(Line line, double step, Step taker) {
    double carry = 0;
    for (int i = 0; i + 1 < line.size(); i++) {
      double dx = line.x(i + 1) - line.x(i);
      double dy = line.y(i + 1) - line.y(i);
      double length = Math.hypot(dx, dy);
      double s = carry;
      for (; s < length; s += step) {
        taker.at(
            line.x(i) + dx * s / length, line.y(i) + dy * s / length, -dy / length, dx / length);
      }
      carry = s - length;
    }
  }

  private void bank(Line line, double x, double y, double nx, double ny) {
    double away = line.width() / 2 + 1;
    if (plan.waters.shore(x + (away + 1) * nx, y + (away + 1) * ny) > 0.5) {
      keep(banks, x + away * nx, y + away * ny, nx, ny, 2);
    }
  }

  private void keep(double[][] some, double x, double y, double nx, double ny, double reach) {
    Block block = plan.finder.at(x + reach * nx, y + reach * ny);
    if (block != null && plan.waters.shore(x + reach * nx, y + reach * ny) > 0.5) {
      int hood = block.hood.number;
      double[] there = some[hood] == null ? new double[0] : some[hood];
      double[] more = Arrays.copyOf(there, there.length + 4);
      more[there.length] = x;
      more[there.length + 1] = y;
      more[there.length + 2] = nx;
      more[there.length + 3] = ny;
      some[hood] = more;
    }
  }

  private void station(Line line, double x, double y) {
    @Nullable Block block = plan.finder.at(x, y);
    boolean near =
        stations.stream().anyMatch(s -> Math.hypot(s.x - x, s.y - y) < 0.4 * BETWEEN_STATIONS);
    if (block != null && !near && plan.waters.shore(x, y) > 20) {
      stations.add(new Station(name(block, line), x, y, block));
      for (int i = 0; i < 8; i++) {
        keep(metro, x, y, Math.cos(i * Math.PI / 4), Math.sin(i * Math.PI / 4), 30);
      }
    }
  }

  /** After the widest road beside it. */
  private String name(Block block, Line line) {
    String best = block.hood.street.replaceFirst("(街道|镇|乡)$", "");
    int rank = Ways.LANE;
    for (int way : block.ways) {
      if (way >= 0 && plan.ways.isRoad(way) && plan.ways.rank(way) < rank) {
        rank = plan.ways.rank(way);
        best = plan.roads.name(way);
      }
    }
    return best + "站（" + line.name() + "）";
  }
}
