package io.yiwang.citymap.explore;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentClass;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.components.AsOf;
import io.yiwang.citymap.components.ComponentFilter;
import io.yiwang.citymap.components.ComponentPage;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.GeoJson;
import io.yiwang.citymap.components.Layer;
import io.yiwang.citymap.components.Layers;
import io.yiwang.citymap.components.Near;
import io.yiwang.house.Problem;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The map's layers and things over HTTP; everybody sees what is open. */
@RestController
@RequestMapping("/api/v1/map")
@Tag(name = "Map", description = "Everything that stands and lies in the city")
class MapController {
  private static final int MOST = 1_000;
  private static final double FARTHEST_M = 100_000;
  private static final double WIDEST_M = 5_000;

  private final ComponentReader reader;
  private final ComponentViews views;
  private final Layers layers;

  MapController(ComponentReader reader, ComponentViews views, Layers layers) {
    this.reader = reader;
    this.views = views;
    this.layers = layers;
  }

  /**
   * A layer of the tree.
   *
   * @param classes five digits each
   * @param readable false: guarded, and nothing of it is for this reader
   */
  record LayerView(
      String id,
      String group,
      String groupZh,
      String groupEn,
      String nameZh,
      String nameEn,
      Layer.Shape geometry,
      List<String> classes,
      int minZoom,
      String colour,
      @Nullable String network,
      boolean guarded,
      boolean underground,
      boolean readable) {}

  @Operation(summary = "The layer tree, from the top down")
  @GetMapping("/layers")
  List<LayerView> layers() {
    Map<String, Layer.Group> groups = new HashMap<>();
    layers.groups().forEach(g -> groups.put(g.id(), g));
    boolean guarded = views.seesGuarded();
    return layers.list().stream().map(l -> view(l, groups.get(l.group()), guarded)).toList();
  }

  private LayerView view(Layer l, Layer.@Nullable Group group, boolean seesGuarded) {
    return new LayerView(
        l.id(),
        l.group(),
        group == null ? l.group() : group.nameZh(),
        group == null ? l.group() : group.nameEn(),
        l.nameZh(),
        l.nameEn(),
        l.geometry(),
        Arrays.stream(layers.classesOf(l)).mapToObj(ComponentId::classCode).toList(),
        l.minZoom(),
        l.colour(),
        l.network(),
        l.guarded(),
        l.underground(),
        seesGuarded || !l.guarded());
  }

  @Operation(
      summary = "A thing on the map",
      description = "Gas and power lines are not found by whom they are not for.")
  @GetMapping("/components/{id}")
  ComponentView component(
      @Parameter(example = "31010501037000042") @PathVariable String id,
      @Parameter(description = "As the city was then") @RequestParam(required = false)
          @Nullable Instant asof) {
    return reader
        .find(number(id), at(asof))
        .map(views::view)
        .orElseThrow(() -> Problem.notFound("component", id));
  }

  @Operation(summary = "What was believed of a thing, the latest first")
  @GetMapping("/components/{id}/history")
  List<ComponentView> history(@Parameter(example = "31010501037000042") @PathVariable String id) {
    List<Component> all = reader.history(number(id));
    if (all.isEmpty()) {
      throw Problem.notFound("component", id);
    }
    return all.stream().map(views::view).toList();
  }

  @Operation(summary = "The nearest things of some classes")
  @GetMapping("/nearest")
  List<ComponentView.Line> nearest(
      @Parameter(example = "31.2304") @RequestParam double lat,
      @Parameter(example = "121.4737") @RequestParam double lng,
      @RequestParam(defaultValue = "10") int k,
      @Parameter(description = "Metres") @RequestParam(defaultValue = "5000") double within,
      @Parameter(description = "Five digits each, none for all", example = "01013")
          @RequestParam(defaultValue = "")
          List<String> classes,
      @RequestParam(required = false) @Nullable Instant asof) {
    limit("k", k, MOST);
    if (!(within > 0 && within <= FARTHEST_M)) {
      throw Problem.badField(
          "within", within, "must be more than 0 and at most 100000 metres", null);
    }
    var from = point(lat, lng);
    return lines(reader.nearest(from, k, within, filter(classes, null, asof)));
  }

  /**
   * A question about an area.
   *
   * @param geometry GeoJSON, degrees
   * @param classes five digits each, none for all
   * @param states none for all but the removed
   * @param after {@code next} of the page before
   */
  record WithinQuery(
      @Nullable JsonNode geometry,
      @Nullable List<String> classes,
      @Nullable List<ComponentState> states,
      @Nullable Instant asof,
      @Nullable String after,
      @Nullable Integer limit) {}

  /**
   * Things of an area.
   *
   * @param next what to ask with for those that follow, null when these are the last
   */
  record LinePage(List<ComponentView.Line> items, @Nullable String next) {}

  @Operation(summary = "Things in an area, or met by it, borders included")
  @PostMapping("/within")
  LinePage within(@RequestBody WithinQuery query) {
    int limit = limit("limit", query.limit == null ? 100 : query.limit, MOST);
    ComponentPage page =
        reader.within(
            GeoJson.read(query.geometry),
            filter(query.classes, query.states, query.asof),
            query.after,
            limit);
    Map<Integer, ComponentClass> names = layers.names();
    return new LinePage(
        page.components().stream().map(c -> views.line(c, null, names)).toList(), page.next());
  }

  /**
   * A question about a way.
   *
   * @param geometry a line as GeoJSON
   * @param metres to both sides of it
   */
  record AlongQuery(
      @Nullable JsonNode geometry,
      @Nullable Double metres,
      @Nullable List<String> classes,
      @Nullable Instant asof,
      @Nullable Integer limit) {}

  @Operation(summary = "Things along a line, the nearest to it first")
  @PostMapping("/along")
  LinePage along(@RequestBody AlongQuery query) {
    Geometry line = GeoJson.read(query.geometry);
    if (!(line instanceof LineString)) {
      throw Problem.badField("geometry", line.getGeometryType(), "must be a LineString", null);
    }
    double metres = query.metres == null ? 20 : query.metres;
    if (!(metres >= 0 && metres <= WIDEST_M)) {
      throw Problem.badField("metres", metres, "must be between 0 and 5000", null);
    }
    int limit = limit("limit", query.limit == null ? 100 : query.limit, MOST);
    return new LinePage(
        lines(reader.along(line, metres, filter(query.classes, null, query.asof), limit)), null);
  }

  private List<ComponentView.Line> lines(List<Near> near) {
    Map<Integer, ComponentClass> names = layers.names();
    return near.stream().map(n -> views.line(n.component(), n.metres(), names)).toList();
  }

  private static int limit(String field, int value, int most) {
    if (value < 1 || value > most) {
      throw Problem.badField(field, value, "must be between 1 and " + most, "Maybe ask by pages.");
    }
    return value;
  }

  private static GeoPoint point(double lat, double lng) {
    if (!(lat >= -90 && lat <= 90)) {
      throw Problem.badField(
          "lat", lat, "must be between -90 and 90", "Maybe latitude and longitude are swapped.");
    }
    if (!(lng >= -180 && lng <= 180)) {
      throw Problem.badField("lng", lng, "must be between -180 and 180", null);
    }
    return new GeoPoint(lat, lng);
  }

  private static ComponentFilter filter(
      @Nullable List<String> classes,
      @Nullable List<ComponentState> states,
      @Nullable Instant asof) {
    int[] numbers =
        classes == null ? new int[0] : classes.stream().mapToInt(MapController::classNo).toArray();
    Set<ComponentState> wanted = states == null ? Set.of() : new HashSet<>(states);
    return new ComponentFilter(numbers, wanted, at(asof));
  }

  private static int classNo(String code) {
    if (!code.matches("\\d{5}")) {
      throw Problem.badField(
          "classes", code, "must be classes of five digits", "Maybe 01037, street lamps.");
    }
    return Integer.parseInt(code);
  }

  private static AsOf at(@Nullable Instant asof) {
    return asof == null ? AsOf.NOW : AsOf.valid(asof);
  }

  private static long number(String id) {
    return ComponentId.find(id)
        .map(ComponentId::number)
        .orElseThrow(() -> Problem.notFound("component", id));
  }
}
