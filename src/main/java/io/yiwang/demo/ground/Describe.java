package io.yiwang.demo.ground;

import io.yiwang.demo.ground.Inventory.Item;
import io.yiwang.kernel.ComponentId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says of things what the map keeps beside the place: names, keepers, ages, states, details. */
final class Describe {
  private static final int FIRST_YEAR = 1950;
  private static final int YEARS = 77;
  private static final String[] RANKS = {"MAIN", "SECONDARY", "LOCAL", "LANE"};

  private final CityPlan plan;
  private final Houses houses;
  private final Pipes pipes;
  private final Keeping keeping;
  private final long seed;
  private final Instant[] months = new Instant[YEARS * 12];
  private int lastBlock = -1;
  private String lastRoad = "";

  Describe(CityPlan plan, Houses houses, Pipes pipes, Keeping keeping, long seed) {
    this.plan = plan;
    this.houses = houses;
    this.pipes = pipes;
    this.keeping = keeping;
    this.seed = seed;
    for (int i = 0; i < months.length; i++) {
      months[i] =
          LocalDate.of(FIRST_YEAR + i / 12, i % 12 + 1, 1 + i % 28)
              .atTime(2, 0)
              .toInstant(ZoneOffset.UTC);
    }
  }

  /** Place, age and state of any thing. */
  void place(Thing thing, double x, double y, Block block) {
    thing.lngE7 = Plane.lngE7(x);
    thing.latE7 = Plane.latE7(y);
    thing.grid = block.grid;
    hood = block.hood;
    double chance = Chance.of(seed, thing.id);
    thing.state = chance < 0.005 ? 1 : chance < 0.0065 ? 2 : chance < 0.008 ? 3 : 0;
    double age = Chance.of(seed + 1, thing.id);
    int year = 2025 - (int) (age * age * (block.urban > 0.6 ? 34 : 22));
    thing.validFrom = month(year, (int) (age * 1_200) % 12);
  }

  private Hood hood = new Hood(0, "", 0, "");

  private Instant month(int year, int month) {
    return months[Math.clamp((year - FIRST_YEAR) * 12 + month, 0, months.length - 13)];
  }

  void name(Thing thing, @Nullable String name, String keeper) {
    thing.name = bytes(name);
    thing.state = 0;
    keeping.keep(thing, keeper, hood);
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  void component(Thing thing, Item item, Block block, int house) {
    keeping.keep(thing, item.keeper(), block.hood);
    switch (item.classNo()) {
      case 2038 -> thing.address = bytes(door(block, house, thing.id));
      case 2012 -> thing.name = bytes(road(block));
      case 2004 -> thing.name = bytes(road(block) + "公交站");
      case 3001 -> thing.name = bytes(road(block) + "公共厕所");
      // what people ask for by its road: hydrants, lamps, cameras, charging points, signals, bins
      case 1013, 1037, 1050, 1054, 2014, 3005 -> thing.address = bytes(road(block));
      default -> {}
    }
  }

  private String door(Block block, int house, long id) {
    Quarter quarter = block.quarter;
    if (quarter != null && house >= 0) {
      return quarter.address() + (house - block.house + 1) + "号";
    }
    return road(block) + (1 + Math.floorMod(Chance.mix(seed, id), 1_600)) + "号";
  }

  /** Name of the widest road beside a block. */
  String road(Block block) {
    if (block.number != lastBlock) {
      lastBlock = block.number;
      lastRoad = block.hood.street;
      int best = Ways.NONE;
      for (int way : block.ways) {
        if (way >= 0 && plan.ways.isRoad(way) && plan.ways.rank(way) < best) {
          best = plan.ways.rank(way);
          lastRoad = plan.roads.name(way);
        }
      }
    }
    return lastRoad;
  }

  String park(Block block) {
    return road(block).replaceFirst("(路|公路|街)$", "") + (block.area > 30_000 ? "公园" : "绿地");
  }

  void road(Thing thing, Roads.Road road) {
    double half = plan.ways.half(road.ways()[0]);
    thing.details =
        String.format(
            Locale.ROOT,
            "{\"rank\":\"%s\",\"width\":%d%s}",
            RANKS[road.rank()],
            Math.round(2 * half),
            road.bridge() ? ",\"bridge\":true" : "");
  }

  void node(Thing thing, int node, Block block) {
    PipeKind kind = pipes.kind(node);
    Pipes.Role role = pipes.role(node);
    var details = new StringBuilder(96);
    details
        .append("{\"role\":\"")
        .append(role)
        .append("\",\"network\":\"")
        .append(kind)
        .append('"');
    if (role == Pipes.Role.VALVE) {
      details.append(",\"open\":").append(Chance.of(seed + 2, thing.id) >= 0.004);
    }
    if (role == Pipes.Role.SERVICE) {
      details
          .append(",\"households\":")
          .append(pipes.homes(node))
          .append(",\"building\":\"")
          .append(ComponentId.text(pipes.building(node)))
          .append('"');
      Quarter quarter = block.quarter;
      thing.address = bytes(quarter != null ? quarter.address() : road(block));
      thing.name = bytes(quarter != null ? quarter.name() : null);
    }
    thing.details = details.append('}').toString();
    String named = pipes.name(node);
    if (named != null) {
      thing.name = bytes(named);
      thing.state = 0;
    }
    keeping.keep(thing, keeper(kind), block.hood);
  }

  private static String keeper(PipeKind kind) {
    return switch (kind) {
      case WATER -> "SUPPLY";
      case RAIN, SEWAGE -> "WATER";
      default -> kind.name();
    };
  }

  void pipe(Thing thing, int pipe, Block block) {
    int from = pipes.from(pipe);
    int to = pipes.to(pipe);
    PipeKind kind = pipes.kind(from);
    int month = (int) (Chance.of(seed + 4, pipes.id(from)) * 12);
    thing.details =
        "{\"from\":\""
            + ComponentId.text(pipes.id(from))
            + "\",\"to\":\""
            + ComponentId.text(pipes.id(to))
            + "\",\"diameter\":"
            + pipes.diameter(pipe)
            + ",\"material\":\""
            + kind.material(pipes.diameter(pipe), pipes.year(pipe))
            + "\",\"depth\":["
            + hundredths(pipes.depthFrom(pipe))
            + ","
            + hundredths(pipes.depthTo(pipe))
            + "],\"laid\":\""
            + pipes.year(pipe)
            + (month < 9 ? "-0" : "-")
            + (month + 1)
            + "-01\"}";
    thing.validFrom = month(pipes.year(pipe), month);
    thing.state = 0;
    Shape.line(thing, new double[] {pipes.x(from), pipes.y(from), pipes.x(to), pipes.y(to)});
    keeping.keep(thing, keeper(kind), block.hood);
  }

  private static double hundredths(double metres) {
    return Math.round(metres * 100) / 100.0;
  }

  void house(Thing thing, int house, Block block) {
    Shape.area(
        thing,
        Shape.rectangle(
            houses.x(house),
            houses.y(house),
            houses.halfLength(house),
            houses.halfDepth(house),
            houses.turn(house)));
    thing.height = (float) houses.height(house);
    thing.details = "{\"floors\":" + houses.floors(house) + ",\"use\":\"" + use(block) + "\"}";
    Quarter quarter = block.quarter;
    if (quarter != null) {
      thing.name = bytes(quarter.name() + (house - block.house + 1) + "号楼");
      thing.address = bytes(quarter.address() + (house - block.house + 1) + "号");
      thing.validFrom = month(quarter.built(), block.number % 12);
    }
    thing.state = 0;
    keeping.keep(thing, "HOUSE", block.hood);
  }

  private static String use(Block block) {
    return switch (block.zone) {
      case HOMES, VILLAGE -> "RESIDENTIAL";
      case OFFICES -> "COMMERCIAL";
      case WORKS -> "INDUSTRIAL";
      case SCHOOL -> "PUBLIC";
      default -> "OTHER";
    };
  }

  void quarter(Thing thing, Block block) {
    Quarter quarter = block.quarter;
    if (quarter != null) {
      thing.address = bytes(quarter.address());
      thing.validFrom = month(quarter.built(), block.number % 12);
      thing.details =
          "{\"buildings\":%d,\"homes\":%d,\"built\":%d}"
              .formatted(
                  quarter.buildings(), quarter.buildings() * quarter.homes(), quarter.built());
      name(thing, quarter.name(), "HOUSE");
    }
  }

  void heritage(Thing thing, Block block) {
    double[] ring =
        block.houses > 0
            ? Shape.rectangle(
                houses.x(block.house),
                houses.y(block.house),
                houses.halfLength(block.house) + 0.5,
                houses.halfDepth(block.house) + 0.5,
                houses.turn(block.house))
            : Shape.rectangle(block.x, block.y, 9, 6, 0.2);
    Shape.area(thing, ring);
    if (block.houses > 0) {
      thing.lngE7 = Plane.lngE7(houses.x(block.house));
      thing.latE7 = Plane.latE7(houses.y(block.house));
    }
    thing.validFrom = month(1955, block.number % 12);
    thing.details = "{\"category\":" + (1 + block.number % 4) + "}";
    name(thing, road(block) + (1 + block.number % 900) + "号历史建筑", "HOUSE");
  }
}
