package io.yiwang.demo.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yiwang.citymap.RegionDraft;
import io.yiwang.demo.DrawnCity;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.RegionLevel;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.algorithm.locate.PointOnGeometryLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Location;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GroundTest {
  private static final long SEED = 5;
  private static final double SIZE = 0.01;
  private static final Set<Integer> CABLES = Set.of(1993, 1994);
  private static final Heap CITY = written(ground(SEED, 1));

  private static Ground ground(long seed, double scale) {
    return new Ground(DrawnCity.regions(), Line.list(), Ground.Size.of(SIZE), scale, seed);
  }

  private static Heap written(Ground ground) {
    var heap = new Heap();
    try {
      ground.write(heap, written -> {});
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return heap;
  }

  private static List<Heap.Kept> ofClass(int classNo) {
    return CITY.things.stream().filter(t -> ComponentId.classOf(t.id()) == classNo).toList();
  }

  @Test
  void theWholeHasAsManyThingsAsTheFormulaSays() {
    long standard = CITY.things.stream().filter(t -> GroundWriter.isStandard(t.id())).count();
    assertThat(standard).isEqualTo(Math.round(Inventory.ALL * SIZE));
    assertThat(ofClass(1037)).hasSize(8_200);
    assertThat(ofClass(5997)).hasSize(140);
    assertThat(ofClass(5996)).hasSize(50);
    assertThat(ofClass(5995)).hasSize(30);
  }

  @Test
  void mainsAreAsLongAsTheFormulaSays() {
    Map<Long, Heap.Kept> nodes = nodes();
    for (PipeKind kind : List.of(PipeKind.WATER, PipeKind.GAS, PipeKind.SEWAGE, PipeKind.POWER)) {
      double metres = 0;
      for (Heap.Kept pipe : pipes()) {
        boolean toHouse = serves(nodes.get(id(pipe, "to"))) || serves(nodes.get(id(pipe, "from")));
        if (ComponentId.classOf(pipe.id()) == kind.lineClass && !toHouse) {
          metres += length(pipe, nodes);
        }
      }
      double expected = kind.mains * SIZE;
      assertThat(metres / 1_000).as(kind.name()).isCloseTo(expected, within(expected * 0.15));
    }
  }

  private static boolean serves(Heap.@Nullable Kept node) {
    return node != null && json(node).path("role").asString().equals("SERVICE");
  }

  @Test
  void identifiersAreUniqueAndSayDistrictAndClass() {
    Map<String, PointOnGeometryLocator> districts = new HashMap<>();
    for (RegionDraft region : DrawnCity.regions()) {
      if (region.level() == RegionLevel.DISTRICT) {
        districts.put(region.code(), new IndexedPointInAreaLocator(region.area()));
      }
    }
    assertThat(CITY.things.stream().map(Heap.Kept::id).distinct()).hasSize(CITY.things.size());
    for (Heap.Kept t : CITY.things) {
      if (t.shape() == null) {
        ComponentId id = ComponentId.parse(ComponentId.text(t.id()));
        int there =
            Objects.requireNonNull(districts.get(id.division()))
                .locate(new Coordinate(t.lng(), t.lat()));
        assertThat(there).as(id + " at " + t.lng() + " " + t.lat()).isNotEqualTo(Location.EXTERIOR);
      }
    }
  }

  @Test
  void nothingStandsInARiver() {
    var waters = new Waters(Line.list());
    for (Heap.Kept t : CITY.things) {
      if (t.shape() == null) {
        assertThat(waters.shore(t.x(), t.y())).as(ComponentId.text(t.id())).isPositive();
      }
    }
  }

  @Test
  void everyPipeLeadsFromNodeToNodeOfItsNetwork() {
    Map<Long, Heap.Kept> nodes = nodes();
    for (Heap.Kept pipe : pipes()) {
      for (String end : List.of("from", "to")) {
        Heap.Kept node = nodes.get(id(pipe, end));
        assertThat(node).as(end + " of " + pipe.details()).isNotNull();
        String network = json(Objects.requireNonNull(node)).path("network").asString();
        assertThat(PipeKind.valueOf(network).lineClass).isEqualTo(ComponentId.classOf(pipe.id()));
      }
      assertThat(length(pipe, nodes)).isPositive();
    }
  }

  @Test
  void everyHouseIsReachedFromASourceAndDrainsToAnOutfall() {
    Map<Long, Heap.Kept> nodes = nodes();
    Map<Long, List<Long>> leads = new HashMap<>();
    for (Heap.Kept pipe : pipes()) {
      int classNo = ComponentId.classOf(pipe.id());
      boolean drains = classNo == PipeKind.SEWAGE.lineClass || classNo == PipeKind.RAIN.lineClass;
      long from = id(pipe, drains ? "to" : "from");
      long to = id(pipe, drains ? "from" : "to");
      leads.computeIfAbsent(from, k -> new ArrayList<>()).add(to);
      if (!drains) { // pressure finds its way both ways
        leads.computeIfAbsent(to, k -> new ArrayList<>()).add(from);
      }
    }
    Set<Long> reached = new HashSet<>();
    var next = new ArrayDeque<Long>();
    nodes.forEach(
        (id, node) -> {
          String role = json(node).path("role").asString();
          if (role.equals("SOURCE") || role.equals("OUTFALL")) {
            reached.add(id);
            next.add(id);
          }
        });
    while (!next.isEmpty()) {
      for (long other : leads.getOrDefault(next.poll(), List.of())) {
        if (reached.add(other)) {
          next.add(other);
        }
      }
    }
    assertThat(nodes.keySet().stream().filter(n -> !reached.contains(n)).map(ComponentId::text))
        .isEmpty();
  }

  @Test
  void pipesGrowTowardsTheirSource() {
    Map<Long, Integer> thickestInto = new HashMap<>();
    for (Heap.Kept pipe : pipes()) {
      if (!CABLES.contains(ComponentId.classOf(pipe.id()))) {
        thickestInto.merge(id(pipe, "to"), json(pipe).path("diameter").asInt(), Math::max);
      }
    }
    for (Heap.Kept pipe : pipes()) {
      if (ComponentId.classOf(pipe.id()) == PipeKind.HEAT.lineClass) {
        Integer before = thickestInto.get(id(pipe, "from"));
        if (before != null) {
          assertThat(json(pipe).path("diameter").asInt()).isLessThanOrEqualTo(before);
        }
      }
    }
  }

  @Test
  void mostThingsAreIntactAndAFewAreNot() {
    Map<Integer, Long> states =
        CITY.things.stream()
            .collect(Collectors.groupingBy(Heap.Kept::state, Collectors.counting()));
    assertThat(states.get(0)).isGreaterThan(CITY.things.size() * 98L / 100);
    assertThat(states.keySet()).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(CITY.things).allMatch(t -> t.owner() > 0);
  }

  @Test
  void theSameSeedMakesTheSameGround() {
    List<String> once = lines(SEED);
    assertThat(lines(SEED)).isEqualTo(once);
    assertThat(lines(SEED + 1)).isNotEqualTo(once);
  }

  private static List<String> lines(long seed) {
    return written(ground(seed, 0.02)).things.stream().map(GroundTest::line).toList();
  }

  @Test
  void aSmallerScaleIsAsFullWhereItIsMade() {
    Ground part = ground(SEED, 0.2);
    assertThat(part.components()).isBetween(20_000L, 45_000L);
    assertThat(part.plan().hoods).anyMatch(h -> !h.made).anyMatch(h -> h.made);
  }

  private static String line(Heap.Kept t) {
    return t.id() + " " + t.lng() + " " + t.lat() + " " + t.details();
  }

  private static List<Heap.Kept> pipes() {
    return CITY.things.stream()
        .filter(t -> ComponentId.classOf(t.id()) >= 1993 && ComponentId.classOf(t.id()) <= 1999)
        .toList();
  }

  private static Map<Long, Heap.Kept> nodes() {
    return CITY.things.stream()
        .filter(t -> t.details() != null && t.details().contains("\"role\""))
        .collect(Collectors.toMap(Heap.Kept::id, t -> t));
  }

  private static JsonNode json(Heap.Kept t) {
    return JsonMapper.shared().readTree(Objects.requireNonNull(t.details()));
  }

  private static long id(Heap.Kept pipe, String end) {
    return Long.parseLong(json(pipe).path(end).asString());
  }

  private static double length(Heap.Kept pipe, Map<Long, Heap.Kept> nodes) {
    Heap.Kept a = Objects.requireNonNull(nodes.get(id(pipe, "from")));
    Heap.Kept b = Objects.requireNonNull(nodes.get(id(pipe, "to")));
    return Math.hypot(a.x() - b.x(), a.y() - b.y());
  }
}
