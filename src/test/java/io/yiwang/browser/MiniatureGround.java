package io.yiwang.browser;

import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.components.ChangeOrigin;
import io.yiwang.citymap.components.ComponentChange;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.ComponentWriter;
import io.yiwang.citymap.components.Keepers;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stands and lies in one street of the miniature: a lamp that was in order until last month, a
 * hydrant beside it, and a water main with a valve on either side of the stretch that serves a
 * house.
 */
final class MiniatureGround {
  static final String LAMP = "小样十九号灯";
  static final String VALVE = "小样东阀";
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  /** When the lamp was broken. */
  static final Instant BROKEN = Instant.parse("2026-02-10T02:00:00Z");

  private static final int DIVISION = 310199;
  private static final ChangeOrigin TEST =
      new ChangeOrigin(ChangeOrigin.Way.EDIT, null, "test", "the miniature");
  private static final GeometryFactory JTS = new GeometryFactory();
  private static final JsonMapper JSON = new JsonMapper();

  private final ComponentWriter writer;
  private final ComponentReader reader;
  private final GeoPoint centre;
  final long lamp;
  final long main;

  private MiniatureGround(
      ComponentWriter writer, ComponentReader reader, GeoPoint centre, long lamp, long main) {
    this.writer = writer;
    this.reader = reader;
    this.centre = centre;
    this.lamp = lamp;
    this.main = main;
  }

  /** Builds it in the middle of a street. */
  static MiniatureGround at(ApplicationContext beans, GeoPoint centre) {
    ComponentWriter writer = beans.getBean(ComponentWriter.class);
    int keeper = beans.getBean(Keepers.class).put("MINI-LAMPS", "小样路灯所", "Lamps", null).id();
    long lamp = writer.nextIds(DIVISION, 1037, 1).getFirst();
    long main = writer.nextIds(DIVISION, 1999, 1).getFirst();
    var ground =
        new MiniatureGround(writer, beans.getBean(ComponentReader.class), centre, lamp, main);
    ground.build(keeper);
    return ground;
  }

  private void build(int keeper) {
    Component light =
        Component.point(lamp, LAMP, centre)
            .withAddress("海上路 19 号")
            .withKeepers(keeper, keeper, keeper);
    long hydrant = writer.nextIds(DIVISION, 1013, 1).getFirst();
    List<ComponentChange> all = new ArrayList<>();
    all.add(ComponentChange.put(light, LONG_AGO));
    all.add(ComponentChange.put(Component.point(hydrant, "小样消火栓", east(25)), LONG_AGO));
    all.addAll(water());
    writer.change(all, TEST);
    lampIs(ComponentState.DAMAGED, BROKEN);
  }

  /** Waterworks — west valve — house — east valve, along the street, 30 m south of the lamp. */
  private List<ComponentChange> water() {
    List<Long> nodes = writer.nextIds(DIVISION, 1989, 2);
    List<Long> valves = writer.nextIds(DIVISION, 1992, 2);
    List<Long> pipes = new ArrayList<>(writer.nextIds(DIVISION, 1999, 2));
    pipes.add(1, main);
    long source = nodes.get(0);
    long house = nodes.get(1);
    long west = valves.get(0);
    long east = valves.get(1);
    return List.of(
        node(source, "小样水厂", -300, "{\"role\":\"SOURCE\",\"network\":\"WATER\"}"),
        node(west, "小样西阀", -100, "{\"role\":\"VALVE\",\"network\":\"WATER\",\"open\":true}"),
        node(house, "小样楼", 60, "{\"role\":\"SERVICE\",\"network\":\"WATER\",\"households\":48}"),
        node(east, VALVE, 100, "{\"role\":\"VALVE\",\"network\":\"WATER\",\"open\":true}"),
        pipe(pipes.get(0), source, -300, west, -100),
        pipe(pipes.get(1), west, -100, house, 60),
        pipe(pipes.get(2), house, 60, east, 100));
  }

  private ComponentChange node(long id, String name, double east, String details) {
    Component node = Component.point(id, name, south(east)).withDetails(JSON.readTree(details));
    return ComponentChange.put(node, LONG_AGO);
  }

  private ComponentChange pipe(long id, long from, double fromEast, long to, double toEast) {
    GeoPoint a = south(fromEast);
    GeoPoint b = south(toEast);
    String details =
        "{\"from\":\"%s\",\"to\":\"%s\",\"diameter\":300,\"material\":\"PE\",\"depth\":[1.2,1.4],\"laid\":\"2008-05-01\"}"
            .formatted(ComponentId.text(from), ComponentId.text(to));
    Coordinate[] line = {new Coordinate(a.lng(), a.lat()), new Coordinate(b.lng(), b.lat())};
    Component pipe =
        Component.shape(id, null, JTS.createLineString(line)).withDetails(JSON.readTree(details));
    return ComponentChange.put(pipe, LONG_AGO);
  }

  /** The lamp is so from then on. */
  void lampIs(ComponentState state, Instant since) {
    Component now = reader.find(lamp).orElseThrow();
    writer.change(List.of(ComponentChange.put(now.withState(state), since)), TEST);
  }

  private GeoPoint east(double metres) {
    return offset(metres, 0);
  }

  private GeoPoint south(double metresEast) {
    return offset(metresEast, -30);
  }

  private GeoPoint offset(double east, double north) {
    double lat = centre.lat() + north / 111_195;
    return new GeoPoint(lat, centre.lng() + east / 111_195 / Math.cos(Math.toRadians(lat)));
  }
}
