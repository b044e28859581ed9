package io.yiwang.citymap.network;

import io.swagger.v3.oas.annotations.media.Schema;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.network.EmergencyTanks.Relief;
import io.yiwang.citymap.network.EmergencyTanks.Tank;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Answers what a burst takes with it, in the names of the map. */
@org.springframework.stereotype.Component
class Bursts {
  private static final int MOST_USERS = 500;
  private static final int MOST_LINES = 5_000;
  private static final double E7 = 1e7;

  private final PipeNetworks networks;
  private final Places places;
  private final LifelineSight sight;
  private final ComponentReader components;
  private final EmergencyTanks tanks;

  Bursts(
      PipeNetworks networks,
      Places places,
      LifelineSight sight,
      ComponentReader components,
      EmergencyTanks tanks) {
    this.networks = networks;
    this.places = places;
    this.sight = sight;
    this.components = components;
    this.tanks = tanks;
  }

  /**
   * What a burst takes with it.
   *
   * @param valves to shut, in this order: those a source feeds first, then the nearest
   * @param passedBy valves that cannot be relied on, so that the search went past them
   * @param sourcesToStop sources inside the isolated part, which no valve parts from the burst
   * @param users the largest first; the first 500 of {@code usersInAll}
   * @param litresAHousehold the rule by which the tanks were chosen
   * @param truncated whether not all pipes are drawn
   * @param beyondSight pipes the asker may not see, at which the search ended: there may be more
   */
  @Schema(name = "BurstAnswer")
  record Answer(
      Network network,
      Regime regime,
      @Nullable String pipe,
      Position at,
      List<Valve> valves,
      List<Valve> closedAlready,
      List<Valve> passedBy,
      List<Position> sourcesToStop,
      Isolated isolated,
      List<User> users,
      int usersInAll,
      long households,
      List<Tank> tanks,
      long litresNeeded,
      long litresSent,
      int litresAHousehold,
      boolean truncated,
      int beyondSight,
      Drawing features) {}

  /** A node, or the burst itself. */
  @Schema(name = "NetworkPosition")
  record Position(@Nullable String id, @Nullable String name, double lng, double lat) {}

  /** The pipes between the valves. */
  @Schema(name = "IsolatedPart")
  record Isolated(int pipes, double metres) {}

  /**
   * A valve.
   *
   * @param feeding whether a source reaches the burst through it
   * @param metres from the burst
   */
  @Schema(name = "BurstValve")
  record Valve(
      @Nullable String id,
      @Nullable String name,
      double lng,
      double lat,
      boolean open,
      boolean feeding,
      ComponentState state,
      long metres) {}

  /** Somebody without service. */
  @Schema(name = "BurstUser")
  record User(
      @Nullable String id,
      @Nullable String name,
      @Nullable String address,
      double lng,
      double lat,
      int households,
      Burst.Why why) {}

  Answer burst(NetworkPlace asked) {
    Places.Found place = places.find(asked);
    return networks.ask(
        graph -> {
          IntPredicate seen = sight.of(graph);
          int pipe = Places.pipe(graph, place.id(), asked.network(), seen);
          GeoPoint near = place.near();
          GeoPoint at = near == null ? middle(graph, pipe) : near;
          return answer(graph, Burst.of(graph, pipe, seen), at);
        });
  }

  private Answer answer(PipeGraph graph, Burst burst, GeoPoint at) {
    Network network = graph.pipes.network(burst.pipe());
    List<Burst.User> users =
        burst.users().stream()
            .sorted(Comparator.comparingInt(u -> -graph.nodes.households(u.node())))
            .toList();
    List<Burst.User> named = users.stream().limit(MOST_USERS).toList();
    long households = users.stream().mapToLong(u -> graph.nodes.households(u.node())).sum();
    Map<Long, Component> known = components.findAll(named(graph, burst, named));
    Relief relief =
        network == Network.WATER ? tanks.send(centre(graph, users, at), households) : Relief.NONE;
    Valves valves = new Valves(graph, known, at, new HashSet<>(burst.feeding()));
    return new Answer(
        network,
        network.regime(),
        ComponentId.text(graph.pipes.id(burst.pipe())),
        new Position(null, null, at.lng(), at.lat()),
        valves.of(burst.toShut()),
        valves.of(burst.shutAlready()),
        valves.of(burst.passedBy()),
        burst.sourcesToStop().stream().map(n -> position(graph, known, n)).toList(),
        isolated(graph, burst),
        named.stream().map(u -> user(graph, known, u)).toList(),
        users.size(),
        households,
        relief.tanks(),
        relief.litresNeeded(),
        relief.litresSent(),
        EmergencyTanks.LITRES_A_HOUSEHOLD,
        Math.max(burst.isolated().cardinality(), burst.affected().cardinality()) > MOST_LINES,
        burst.beyondSight(),
        draw(graph, burst, named, relief, at));
  }

  private static Isolated isolated(PipeGraph graph, Burst burst) {
    double metres = burst.isolated().stream().mapToDouble(graph.pipes::metres).sum();
    return new Isolated(burst.isolated().cardinality(), Math.round(metres * 10) / 10.0);
  }

  private static Set<Long> named(PipeGraph graph, Burst burst, List<Burst.User> users) {
    Set<Long> ids = new HashSet<>();
    List.of(burst.toShut(), burst.shutAlready(), burst.passedBy(), burst.sourcesToStop())
        .forEach(nodes -> nodes.forEach(n -> ids.add(graph.nodes.id(n))));
    users.forEach(u -> ids.add(graph.nodes.id(u.node())));
    return ids;
  }

  /** Where most of those without service live. */
  private static GeoPoint centre(PipeGraph graph, Collection<Burst.User> users, GeoPoint burst) {
    double lat = 0;
    double lng = 0;
    long weight = 0;
    for (Burst.User user : users) {
      int households = graph.nodes.households(user.node());
      lat += households * (graph.nodes.latE7(user.node()) / E7);
      lng += households * (graph.nodes.lngE7(user.node()) / E7);
      weight += households;
    }
    return weight == 0 ? burst : new GeoPoint(lat / weight, lng / weight);
  }

  private static GeoPoint middle(PipeGraph graph, int pipe) {
    int from = graph.pipes.from(pipe);
    int to = graph.pipes.to(pipe);
    int bends = graph.pipes.bends(pipe);
    return bends > 0
        ? GeoPoint.ofE7(
            graph.pipes.bendLatE7(pipe, bends / 2), graph.pipes.bendLngE7(pipe, bends / 2))
        : GeoPoint.ofE7(
            (int) (((long) graph.nodes.latE7(from) + graph.nodes.latE7(to)) / 2),
            (int) (((long) graph.nodes.lngE7(from) + graph.nodes.lngE7(to)) / 2));
  }

  private static Position position(PipeGraph graph, Map<Long, Component> known, int node) {
    Component c = known.get(graph.nodes.id(node));
    return new Position(
        Drawing.idOf(graph, node),
        c == null ? null : c.name(),
        graph.nodes.lngE7(node) / E7,
        graph.nodes.latE7(node) / E7);
  }

  private static User user(PipeGraph graph, Map<Long, Component> known, Burst.User user) {
    Component c = known.get(graph.nodes.id(user.node()));
    return new User(
        Drawing.idOf(graph, user.node()),
        c == null ? null : c.name(),
        c == null ? null : c.address(),
        graph.nodes.lngE7(user.node()) / E7,
        graph.nodes.latE7(user.node()) / E7,
        graph.nodes.households(user.node()),
        user.why());
  }

  /** Valves as they are shown. */
  private record Valves(
      PipeGraph graph, Map<Long, Component> known, GeoPoint burst, Set<Integer> feeding) {

    List<Valve> of(List<Integer> nodes) {
      return nodes.stream()
          .map(this::valve)
          .sorted(Comparator.comparing((Valve v) -> !v.feeding()).thenComparing(Valve::metres))
          .toList();
    }

    private Valve valve(int node) {
      GeoPoint at = GeoPoint.ofE7(graph.nodes.latE7(node), graph.nodes.lngE7(node));
      Component c = known.get(graph.nodes.id(node));
      return new Valve(
          Drawing.idOf(graph, node),
          c == null ? null : c.name(),
          at.lng(),
          at.lat(),
          graph.nodes.open(node),
          feeding.contains(node),
          c == null ? ComponentState.INTACT : c.state(),
          Math.round(at.distanceMetres(burst)));
    }
  }

  private static Drawing draw(
      PipeGraph graph, Burst burst, List<Burst.User> users, Relief relief, GeoPoint at) {
    Drawing.Pen pen = new Drawing.Pen(graph);
    String affected =
        graph.pipes.network(burst.pipe()).regime() == Regime.GRAVITY ? "BACKS_UP" : "CUT_OFF";
    first(burst.affected().stream()).forEach(p -> pen.pipe(p, affected));
    first(burst.isolated().stream()).forEach(p -> pen.pipe(p, "ISOLATED"));
    users.forEach(u -> pen.node(u.node(), "USER", u.why().name()));
    Set<Integer> feeding = new HashSet<>(burst.feeding());
    burst.toShut().forEach(n -> pen.node(n, "VALVE", feeding.contains(n) ? "FEEDING" : null));
    burst.shutAlready().forEach(n -> pen.node(n, "CLOSED_ALREADY", null));
    burst.passedBy().forEach(n -> pen.node(n, "PASSED_BY", null));
    burst.sourcesToStop().forEach(n -> pen.node(n, "SOURCE", null));
    relief.tanks().forEach(t -> pen.place(new GeoPoint(t.lat(), t.lng()), "TANK", t.id()));
    pen.place(at, "BURST", ComponentId.text(graph.pipes.id(burst.pipe())));
    return pen.drawing();
  }

  private static IntStream first(IntStream pipes) {
    return pipes.limit(MOST_LINES);
  }
}
