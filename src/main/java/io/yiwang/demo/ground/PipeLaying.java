package io.yiwang.demo.ground;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Lays the pipes of one network along its routes: manholes, valves, ends to houses, depths. */
final class PipeLaying {
  private static final double SPACING = 55;
  private static final double VALVE = 7;

  private static final double FLAT = 0.0012;
  private static final double DEEPEST = 7;
  private static final double LIFTED = 2.2;

  private final CityPlan plan;
  private final Ways ways;
  private final Houses houses;
  private final Pipes pipes;
  private final Numbers numbers;
  private final PipeKind kind;
  private final PipeRoutes routes;
  private final long seed;
  private final int[] junction;
  private final double[] depth;
  private final double[] homesBehind;

  private final Connections connections;

  PipeLaying(
      CityPlan plan,
      Houses houses,
      Pipes pipes,
      Numbers numbers,
      PipeKind kind,
      PipeRoutes routes,
      long seed) {
    this.plan = plan;
    this.ways = plan.ways;
    this.houses = houses;
    this.pipes = pipes;
    this.numbers = numbers;
    this.kind = kind;
    this.routes = routes;
    this.seed = seed * 17 + kind.ordinal();
    this.junction = new int[ways.nodes()];
    Arrays.fill(junction, -1);
    this.depth = new double[ways.nodes()];
    this.homesBehind = new double[ways.nodes()];
    this.connections = new Connections(plan, houses, kind, routes);
  }

  void lay() {
    double[] through = flows();
    for (int way = 0; way < ways.size(); way++) {
      if (routes.carries(way)) {
        lay(way, through[way]);
      }
    }
  }

  /** Homes that depend on each way, and how deep drains lie. */
  private double[] flows() {
    double[] through = new double[ways.size()];
    for (int way = 0; way < ways.size(); way++) {
      if (routes.carries(way)) {
        double own = kind.serves() ? 0 : ways.length(way) * 0.9;
        for (int house : connections.of(way)) {
          own += Math.max(12, houses.homes(house));
        }
        through[way] = own;
        if (!routes.inTree(way)) {
          homesBehind[routes.near(way)] += own;
        }
      }
    }
    for (int i = routes.order.length - 1; i >= 0; i--) {
      int node = routes.order[i];
      int up = routes.parent[node];
      depth[node] = Math.max(depth[node], 1.3);
      if (up >= 0) {
        through[up] += homesBehind[node];
        int near = ways.other(up, node);
        homesBehind[near] += through[up];
        double from = depth[node] > DEEPEST ? LIFTED : depth[node];
        depth[near] = Math.max(depth[near], from + FLAT * ways.length(up));
      }
    }
    return through;
  }

  private void lay(int way, double homes) {
    double length = ways.length(way);
    int near = routes.near(way);
    int far = ways.other(way, near);
    if (!kind.drains()) {
      run(way, near, far, junction(near), junction(far), homes);
    } else if (routes.inTree(way)) {
      run(way, far, near, junction(far), junction(near), homes);
    } else if (length > 20) {
      // nothing flows both ways: the way is parted where the water parts
      boolean parted = length > 90;
      double split = parted ? length / 2 : length - 8;
      int head = head(way, along(way, near, split));
      run(way, far, near, head, junction(near), homes);
      if (parted) {
        int other = head(way, along(way, near, split + 3));
        run(way, near, far, other, junction(far), homes);
      }
    }
  }

  /** Metres from the beginning of the way, given metres from one of its ends. */
  private double along(int way, int end, double metres) {
    return ways.from(way) == end ? metres : ways.length(way) - metres;
  }

  private int head(int way, double metres) {
    Place p = place(way, metres);
    return manhole(p);
  }

  private int manhole(Place p) {
    int district = plan.blocks.get(p.block).hood.district;
    return pipes.node(
        kind, Pipes.Role.MANHOLE, p.x, p.y, p.block, numbers.next(district, kind.coverClass));
  }

  private record Place(double x, double y, int block) {}

  /** A place above the pipe so many metres along the way. */
  private Place place(int way, double metres) {
    double length = ways.length(way);
    int side = kind.side > 0 && ways.left(way) >= 0 || ways.right(way) < 0 ? 1 : -1;
    int block = side > 0 ? ways.left(way) : ways.right(way);
    double across = Math.max(0.8, kind.across * ways.half(way)) * side;
    for (int attempt = 0; attempt < 2; attempt++, across = 0.5 * side) {
      double[] p = point(way, metres / length, across);
      Block at =
          block >= 0 && plan.blocks.get(block).contains(p[0], p[1])
              ? plan.blocks.get(block)
              : plan.finder.at(p[0], p[1]);
      if (at != null) {
        return new Place(p[0], p[1], at.number);
      }
    }
    double[] p = point(way, metres / length, 0.3 * side);
    return new Place(p[0], p[1], plan.roads.blockAt(way));
  }

  private double[] point(int way, double t, double across) {
    double ax = ways.x(ways.from(way));
    double ay = ways.y(ways.from(way));
    double dx = ways.x(ways.to(way)) - ax;
    double dy = ways.y(ways.to(way)) - ay;
    double length = Math.hypot(dx, dy);
    return new double[] {ax + t * dx - across * dy / length, ay + t * dy + across * dx / length};
  }

  /** From the node or head at one end to the one at the other, in the direction of flow. */
  private void run(int way, int fromEnd, int toEnd, int start, int end, double homes) {
    double s0 = Math.clamp(metresOf(way, start, fromEnd), 0, ways.length(way));
    double s1 = Math.clamp(metresOf(way, end, toEnd), 0, ways.length(way));
    double length = Math.abs(s1 - s0);
    int diameter = kind.diameter(homes);
    int year = year(way);
    int[] served = connections.of(way);
    boolean dry = !ways.isBridge(way);
    int parts = dry ? Math.max(served.length > 0 ? 2 : 1, (int) Math.round(length / SPACING)) : 1;
    double d0 = depthAt(start, fromEnd, diameter);
    double d1 = depthAt(end, toEnd, diameter);
    Map<Integer, int[]> byPart = dry ? connections.byPart(way, s0, s1, parts) : Map.of();
    int before = start;
    double depthBefore = d0;
    int block = place(way, (s0 + s1) / 2).block;
    if (valve(way, fromEnd, length)) {
      before = valveAt(way, s0 + Math.signum(s1 - s0) * VALVE, before, diameter, year, d0);
    }
    boolean lastValve = valve(way, toEnd, length);
    for (int i = 1; i < parts; i++) {
      double t = (double) i / parts;
      int[] here = byPart.getOrDefault(i, new int[0]);
      int node = inner(place(way, s0 + t * (s1 - s0)), here.length > 0);
      double at = d0 + t * (d1 - d0);
      pipes.pipe(before, node, diameter, year, depthBefore, at, block);
      serve(node, here, year, at);
      before = node;
      depthBefore = at;
    }
    if (lastValve) {
      before = valveAt(way, s1 - Math.signum(s1 - s0) * VALVE, before, diameter, year, depthBefore);
    }
    pipes.pipe(before, end, diameter, year, depthBefore, d1, block);
  }

  private double metresOf(int way, int pipeNode, int end) {
    if (pipeNode == junction[end]) {
      return ways.from(way) == end ? 0 : ways.length(way);
    }
    int a = ways.from(way);
    int b = ways.to(way);
    return ways.length(way)
        * Geo.along(
            pipes.x(pipeNode), pipes.y(pipeNode), ways.x(a), ways.y(a), ways.x(b), ways.y(b));
  }

  private double depthAt(int pipeNode, int end, int diameter) {
    if (kind.drains()) {
      return pipeNode == junction[end] ? Math.min(DEEPEST + 0.5, depth[end]) : 1.2;
    }
    double usual =
        switch (kind) {
          case HEAT -> 1.3;
          case POWER -> 0.7;
          case TELECOM -> 0.8;
          default -> 0.9;
        };
    return usual + diameter / 2_500.0 + 0.4 * Chance.of(seed + 3, end);
  }

  private int year(int way) {
    Block block = plan.blocks.get(plan.roads.blockAt(way));
    Quarter quarter = block.quarter;
    double chance = Chance.of(seed + 5, way);
    int oldest =
        quarter != null ? Math.max(1953, quarter.built()) : block.urban > 0.7 ? 1962 : 1984;
    return (int) (oldest + Math.sqrt(chance) * (2025 - oldest));
  }

  private boolean valve(int way, int end, double length) {
    if (kind.valveClass == 0 || length < 40 || plan.roads.meeting().roads(end) < 3) {
      return false;
    }
    double chance = Chance.of(seed + end, way);
    return switch (ways.rank(way)) {
      case Ways.MAIN, Ways.SECONDARY -> chance < 0.8;
      case Ways.LOCAL -> chance < 0.55;
      default -> chance < 0.35;
    };
  }

  private int valveAt(int way, double metres, int before, int diameter, int year, double at) {
    Place p = place(way, metres);
    int district = plan.blocks.get(p.block).hood.district;
    int valve =
        pipes.node(
            kind, Pipes.Role.VALVE, p.x, p.y, p.block, numbers.next(district, kind.valveClass));
    pipes.pipe(before, valve, diameter, year, at, at, p.block);
    return valve;
  }

  private int inner(Place p, boolean tee) {
    boolean hidden = tee && !kind.drains() && kind != PipeKind.POWER && kind != PipeKind.TELECOM;
    if (!hidden) {
      return manhole(p);
    }
    int district = plan.blocks.get(p.block).hood.district;
    return pipes.node(kind, Pipes.Role.JUNCTION, p.x, p.y, p.block, numbers.next(district, 1989));
  }

  /** One end for the houses of each side. */
  private void serve(int node, int[] served, int year, double at) {
    Map<Integer, int[]> byBlock = new TreeMap<>();
    for (int house : served) {
      byBlock.merge(houses.block(house), new int[] {house}, Connections::joined);
    }
    byBlock.forEach(
        (block, some) -> {
          int first = some[0];
          int homes = 0;
          for (int house : some) {
            homes += houses.homes(house);
            if (away(node, house) < away(node, first)) {
              first = house;
            }
          }
          double far = away(node, first);
          double t = Math.max(0.2, (far - houses.halfDepth(first) - 0.6) / far);
          double x = pipes.x(node) + t * (houses.x(first) - pipes.x(node));
          double y = pipes.y(node) + t * (houses.y(first) - pipes.y(node));
          Block in = plan.blocks.get(block);
          if (!in.contains(x, y)) {
            x = houses.x(first);
            y = houses.y(first);
          }
          int end =
              pipes.node(
                  kind, Pipes.Role.SERVICE, x, y, block, numbers.next(in.hood.district, 1989));
          pipes.serve(end, homes, houses.id(first));
          int diameter = kind.diameter(homes / 4.0);
          if (kind.drains()) {
            pipes.pipe(end, node, diameter, year, 0.8, at, block);
          } else {
            pipes.pipe(node, end, diameter, year, at, 0.8, block);
          }
        });
  }

  private double away(int node, int house) {
    return Math.hypot(houses.x(house) - pipes.x(node), houses.y(house) - pipes.y(node));
  }

  /** The network's node at a crossing. */
  private int junction(int node) {
    if (junction[node] < 0) {
      Place p = corner(node);
      Block block = plan.blocks.get(p.block);
      boolean root = routes.parent[node] < 0;
      boolean pump = kind.drains() && !root && depth[node] > DEEPEST;
      Pipes.Role role =
          root
              ? kind.drains() ? Pipes.Role.OUTFALL : Pipes.Role.SOURCE
              : pump
                  ? Pipes.Role.PUMP
                  : kind == PipeKind.WATER || kind == PipeKind.GAS || kind == PipeKind.HEAT
                      ? Pipes.Role.JUNCTION
                      : Pipes.Role.MANHOLE;
      int classNo =
          switch (role) {
            case OUTFALL -> kind == PipeKind.RAIN ? 1073 : 1989;
            case PUMP -> 1072;
            case MANHOLE -> kind.coverClass;
            default -> 1989;
          };
      junction[node] =
          pipes.node(kind, role, p.x, p.y, p.block, numbers.next(block.hood.district, classNo));
      if (root || pump) {
        pipes.name(junction[node], name(block, role, node));
      }
    }
    return junction[node];
  }

  private String name(Block block, Pipes.Role role, int node) {
    String place = block.hood.street.replaceFirst("(街道|镇|乡)$", "");
    String kindOf =
        role == Pipes.Role.PUMP
            ? "泵站"
            : switch (kind) {
              case WATER -> "水厂";
              case RAIN -> "雨水排放口";
              case SEWAGE -> "污水处理厂";
              case GAS -> "燃气门站";
              case HEAT -> "热力站";
              case POWER -> "变电站";
              case TELECOM -> "通信局";
            };
    return place + (1 + node % 9) + "号" + kindOf;
  }

  /** Each network has its own corner of the crossing. */
  private Place corner(int node) {
    for (int attempt = 0; attempt < 16; attempt++) {
      double angle = kind.ordinal() * 0.9 + 0.3 + attempt * 2.4;
      double away = attempt < 8 ? 2.4 : 1.2;
      double x = ways.x(node) + away * Math.cos(angle);
      double y = ways.y(node) + away * Math.sin(angle);
      Block block = plan.finder.at(x, y);
      if (block != null && plan.waters.shore(x, y) > 1) {
        return new Place(x, y, block.number);
      }
    }
    int way = plan.roads.meeting().at()[plan.roads.meeting().start()[node]];
    return new Place(ways.x(node), ways.y(node), plan.roads.blockAt(way));
  }
}
