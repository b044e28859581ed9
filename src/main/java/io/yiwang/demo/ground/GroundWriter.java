package io.yiwang.demo.ground;

import io.yiwang.demo.ground.Inventory.Item;
import io.yiwang.kernel.ComponentId;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes the made city out, each neighbourhood in order of place. */
final class GroundWriter {
  static final int BUILDING = 5998;
  private static final int QUARTER = 5997;
  private static final int SITE = 5996;
  private static final int HERITAGE = 5995;
  private static final int PARK = 4999;
  private static final int ROAD = 2999;
  private static final int RAILWAY = 2998;
  private static final int STATION = 2997;
  private static final int RIVER = 5999;
  private static final int TANK = 1987;

  /** The first class of a major that is the city's own. */
  private static final int LOCAL = 980;

  private static final byte IS_COMPONENT = 0;
  private static final byte IS_NODE = 1;
  private static final byte IS_PIPE = 2;
  private static final byte IS_HOUSE = 3;
  private static final byte IS_QUARTER = 4;
  private static final byte IS_SITE = 5;
  private static final byte IS_HERITAGE = 6;
  private static final byte IS_PARK = 7;
  private static final byte IS_ROAD = 8;
  private static final byte IS_TANK = 9;

  private static final int TANKS_EACH = 11;
  private static final int ITEM_BITS = 8;

  private final CityPlan plan;
  private final Houses houses;
  private final Pipes pipes;
  private final Numbers numbers;
  private final Inventory inventory;
  private final GroundSink sink;
  private final Plots plots;
  private final Describe describe;
  private final Batch batch = new Batch();
  private final Thing thing = new Thing();
  private int[][] nodesOf = {};
  private int[][] pipesOf = {};
  private int[][] roadsOf = {};
  private long written;

  GroundWriter(
      CityPlan plan,
      Houses houses,
      Pipes pipes,
      Numbers numbers,
      Inventory inventory,
      Keeping keeping,
      GroundSink sink,
      long seed) {
    this.plan = plan;
    this.houses = houses;
    this.pipes = pipes;
    this.numbers = numbers;
    this.inventory = inventory;
    this.sink = sink;
    this.plots = new Plots(plan, houses);
    this.describe = new Describe(plan, houses, pipes, keeping, seed);
  }

  /** Whether a thing is of the national list, not of the city's own classes. */
  static boolean isStandard(long id) {
    return ComponentId.classOf(id) % 1_000 < LOCAL;
  }

  long written() {
    return written;
  }

  /** Finds out which nodes, pipes and roads each neighbourhood has. */
  void sortPipes() {
    int hoods = plan.hoods.size();
    nodesOf = by(hoods, pipes.nodes(), n -> hood(pipes.block(n)));
    pipesOf = by(hoods, pipes.size(), p -> hood(pipes.pipeBlock(p)));
    roadsOf = by(hoods, plan.roads.list().size(), r -> hood(plan.roads.list().get(r).block()));
  }

  private int hood(int block) {
    return plan.blocks.get(block).hood.number;
  }

  private static int[][] by(int hoods, int count, java.util.function.IntUnaryOperator hoodOf) {
    int[] sizes = new int[hoods];
    for (int i = 0; i < count; i++) {
      sizes[hoodOf.applyAsInt(i)]++;
    }
    int[][] by = new int[hoods][];
    for (int h = 0; h < hoods; h++) {
      by[h] = new int[sizes[h]];
    }
    for (int i = count - 1; i >= 0; i--) {
      int h = hoodOf.applyAsInt(i);
      by[h][--sizes[h]] = i;
    }
    return by;
  }

  /** What holds the city together, made or not: rivers, rails, the widest roads. */
  void frame(Spots spots) throws SQLException {
    for (Line line : plan.lines) {
      int middle = line.size() / 2;
      double x = line.x(middle);
      double y = line.y(middle);
      switch (line.kind()) {
        case RIVER -> {
          begin(RIVER, x, y, null);
          Shape.area(thing, Plots.river(line));
          finish(line.name(), "WATER");
        }
        case EXPRESSWAY -> {
          begin(ROAD, x, y, null);
          Shape.line(thing, line.points());
          thing.details = "{\"rank\":\"EXPRESSWAY\",\"width\":" + Math.round(line.width()) + "}";
          finish(line.name(), "ROAD");
        }
        case RAIL, METRO -> {
          begin(RAILWAY, x, y, null);
          Shape.line(thing, line.points());
          thing.details = "{\"kind\":\"" + line.kind() + "\"}";
          finish(line.name(), "METRO");
        }
        case BRIDGE -> {}
      }
    }
    for (Spots.Station station : spots.stations) {
      begin(STATION, station.x(), station.y(), station.block());
      finish(station.name(), "METRO");
    }
    for (Roads.Road road : plan.roads.list()) {
      if (road.rank() == Ways.MAIN && !plan.blocks.get(road.block()).hood.made) {
        road(road);
      }
    }
  }

  private void begin(int classNo, double x, double y, @Nullable Block known) {
    Block found = known != null ? known : plan.finder.at(x, y);
    Block block = found != null ? found : plan.blocks.getFirst();
    thing.clear();
    thing.id = numbers.next(block.hood.district, classNo);
    describe.place(thing, x, y, block);
  }

  private void finish(@Nullable String name, String keeper) throws SQLException {
    describe.name(thing, name, keeper);
    give();
  }

  private void give() throws SQLException {
    sink.take(thing);
    written++;
  }

  private void road(Roads.Road road) throws SQLException {
    double[] xy = new double[2 * road.nodes().length];
    for (int i = 0; i < road.nodes().length; i++) {
      xy[2 * i] = plan.ways.x(road.nodes()[i]);
      xy[2 * i + 1] = plan.ways.y(road.nodes()[i]);
    }
    double[] middle = middle(road);
    begin(ROAD, middle[0], middle[1], null);
    Shape.line(thing, xy);
    describe.road(thing, road);
    finish(road.name(), "ROAD");
  }

  private double[] middle(Roads.Road road) {
    int way = road.ways()[road.ways().length / 2];
    Ways w = plan.ways;
    return new double[] {
      (w.x(w.from(way)) + w.x(w.to(way))) / 2, (w.y(w.from(way)) + w.y(w.to(way))) / 2
    };
  }

  /** Everything of one neighbourhood. */
  void write(Hood hood, Furniture furniture) throws SQLException {
    batch.clear();
    furniture.furnish(
        hood,
        inventory,
        (item, x, y, block, house) ->
            batch.add(
                IS_COMPONENT,
                item.number() | (house + 1) << ITEM_BITS,
                numbers.next(hood.district, item.classNo()),
                x,
                y,
                block.number));
    for (int node : nodesOf[hood.number]) {
      batch.add(IS_NODE, node, pipes.id(node), pipes.x(node), pipes.y(node), pipes.block(node));
    }
    for (int pipe : pipesOf[hood.number]) {
      addPipe(pipe);
    }
    for (int road : roadsOf[hood.number]) {
      double[] at = middle(plan.roads.list().get(road));
      batch.add(IS_ROAD, road, 0, at[0], at[1], plan.roads.list().get(road).block());
    }
    for (Block block : hood.blocks) {
      addBlock(block);
    }
    for (int i : batch.inOrder()) {
      write(i);
    }
  }

  private void addPipe(int pipe) {
    double x = (pipes.x(pipes.from(pipe)) + pipes.x(pipes.to(pipe))) / 2;
    double y = (pipes.y(pipes.from(pipe)) + pipes.y(pipes.to(pipe))) / 2;
    Block found = plan.finder.at(x, y);
    Block block = found == null ? plan.blocks.get(pipes.pipeBlock(pipe)) : found;
    int classNo = pipes.kind(pipes.from(pipe)).lineClass;
    batch.add(IS_PIPE, pipe, numbers.next(block.hood.district, classNo), x, y, block.number);
  }

  private void addBlock(Block block) {
    int district = block.hood.district;
    for (int h = block.house; h < block.house + block.houses; h++) {
      batch.add(IS_HOUSE, h, houses.id(h), houses.x(h), houses.y(h), block.number);
    }
    if (block.quarter != null) {
      add(IS_QUARTER, QUARTER, block, district);
    }
    if (block.site) {
      add(IS_SITE, SITE, block, district);
    }
    if (block.heritage) {
      add(IS_HERITAGE, HERITAGE, block, district);
    }
    if (block.zone == Block.Zone.PARK && !block.wet) {
      add(IS_PARK, PARK, block, district);
    }
    if (block.number % (TANKS_EACH * 9) == 0
        && !block.wet
        && plan.waters.shore(block.x, block.y) > 3) {
      add(IS_TANK, TANK, block, district);
    }
  }

  private void add(byte what, int classNo, Block block, int district) {
    batch.add(what, block.number, numbers.next(district, classNo), block.x, block.y, block.number);
  }

  private void write(int i) throws SQLException {
    int reference = batch.reference(i);
    Block block = plan.blocks.get(batch.block(i));
    if (batch.what(i) == IS_ROAD) {
      road(plan.roads.list().get(reference));
      return;
    }
    thing.clear();
    thing.id = batch.id(i);
    describe.place(thing, batch.x(i), batch.y(i), block);
    switch (batch.what(i)) {
      case IS_COMPONENT -> {
        Item item = inventory.items().get(reference & ((1 << ITEM_BITS) - 1));
        describe.component(thing, item, block, (reference >> ITEM_BITS) - 1);
      }
      case IS_NODE -> describe.node(thing, reference, block);
      case IS_PIPE -> describe.pipe(thing, reference, block);
      case IS_HOUSE -> describe.house(thing, reference, block);
      case IS_QUARTER -> {
        Shape.area(thing, plots.plot(block));
        describe.quarter(thing, block);
      }
      case IS_SITE -> {
        Shape.area(thing, plots.site(block));
        describe.name(thing, describe.road(block) + "建设工地", "OFFICE");
      }
      case IS_HERITAGE -> describe.heritage(thing, block);
      case IS_PARK -> {
        Shape.area(thing, plots.plot(block));
        describe.name(thing, describe.park(block), "GREEN");
      }
      default -> {
        thing.details = "{\"litres\":" + (2 + block.number % 5) * 2_000 + "}";
        describe.name(thing, "应急水箱", "SUPPLY");
      }
    }
    give();
  }
}
