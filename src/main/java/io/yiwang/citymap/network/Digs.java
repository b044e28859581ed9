package io.yiwang.citymap.network;

import io.swagger.v3.oas.annotations.media.Schema;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentClass;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.components.ComponentFilter;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.GeoJson;
import io.yiwang.citymap.components.Layers;
import io.yiwang.citymap.components.Metric;
import io.yiwang.citymap.components.Near;
import io.yiwang.house.Problem;
import io.yiwang.kernel.GeoPoint;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.databind.JsonNode;

/**
 * What lies under a place before anyone digs there. Asked of the map itself, as the asker: pipes
 * that carry nothing any more are told too, for they still lie there.
 */
@org.springframework.stereotype.Component
class Digs {
  private static final double USUAL_CLEARANCE = 1;
  private static final double USUAL_REACH = 2;
  private static final double MOST_METRES = 50;
  private static final double LONGEST_KM = 5;
  private static final int MOST = 1_000;
  private static final int[] NODE_CLASSES =
      IntStream.concat(IntStream.rangeClosed(1001, 1023), IntStream.rangeClosed(1988, 1992))
          .toArray();

  private final ComponentReader components;
  private final LifelineSight sight;
  private final Layers layers;

  Digs(ComponentReader components, LifelineSight sight, Layers layers) {
    this.components = components;
    this.sight = sight;
    this.layers = layers;
  }

  /**
   * Where one digs.
   *
   * @param geometry GeoJSON of a line or an area
   * @param metres clearance to be kept on all sides; 1 when not given
   * @param digDepth how deep, in metres
   */
  @Schema(name = "DigQuery")
  record Request(@Nullable JsonNode geometry, @Nullable Double metres, @Nullable Double digDepth) {}

  /**
   * What was found.
   *
   * @param minClearance the least of the clearances known
   * @param notShown networks the asker may not see here: their operators must be asked
   */
  @Schema(name = "DigAnswer")
  record Answer(
      List<Crossing> crossings,
      @Nullable Double minClearance,
      List<Network> notShown,
      boolean truncated) {}

  /** What lies under a point. */
  @Schema(name = "UnderAnswer")
  record Under(List<Crossing> pipes, List<Part> nodes, List<Network> notShown) {}

  /**
   * A pipe that comes near.
   *
   * @param depth cover above it there, in metres
   * @param distance metres sideways from the dig, 0 when it lies under it
   * @param clearance metres between the bottom of the dig and the pipe; null when a depth is
   *     unknown
   * @param conflict whether the clearance wanted is not kept, or nobody knows
   */
  @Schema(name = "PipeCrossing")
  record Crossing(
      String id,
      int classNo,
      @Nullable String classZh,
      @Nullable String classEn,
      Network network,
      @Nullable String name,
      ComponentState state,
      @Nullable Integer diameter,
      @Nullable String material,
      @Nullable String laid,
      @Nullable Double depth,
      double distance,
      double lng,
      double lat,
      @Nullable Double clearance,
      boolean conflict,
      boolean guarded) {}

  /** A valve, manhole or node nearby. */
  @Schema(name = "NetworkPart")
  record Part(
      String id,
      int classNo,
      @Nullable String classZh,
      @Nullable String classEn,
      @Nullable String role,
      @Nullable String name,
      double lng,
      double lat,
      double distance) {}

  Answer crossing(Request request) {
    Geometry dig = GeoJson.read(request.geometry());
    if (!(dig instanceof LineString || dig instanceof Polygon)) {
      throw Problem.badField(
          "geometry", dig.getGeometryType(), "must be a LineString or Polygon.", null);
    }
    double metres = metres(request.metres(), USUAL_CLEARANCE);
    Double digDepth = request.digDepth();
    if (digDepth != null && !(digDepth >= 0 && digDepth <= 500)) {
      throw Problem.badField("digDepth", digDepth, "must be between 0 and 500 m.", null);
    }
    Coordinate middle = dig.getEnvelopeInternal().centre();
    var plane = new Metric(new GeoPoint(middle.y, middle.x));
    Geometry flat = plane.transform(dig);
    if (flat.getLength() > LONGEST_KM * 1000) {
      throw Problem.badField(
          "geometry", null, "must not be longer than 5 km.", "Maybe ask about it in parts.");
    }
    var wish = new Wish(metres, digDepth, layers.names());
    List<Near> near = near(dig, metres, MOST + 1);
    List<Crossing> crossings =
        near.stream()
            .limit(MOST)
            .flatMap(n -> crossings(n.component(), plane, flat, wish))
            .sorted(SHALLOWEST_FIRST)
            .toList();
    Double least =
        crossings.stream()
            .map(Crossing::clearance)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    List<GeoPoint> corners =
        Arrays.stream(dig.getCoordinates()).map(c -> new GeoPoint(c.y, c.x)).toList();
    return new Answer(crossings, least, sight.notShown(corners), near.size() > MOST);
  }

  Under under(@Nullable Double lng, @Nullable Double lat, @Nullable Double reach) {
    GeoPoint point = Places.point(lng, lat);
    if (point == null) {
      throw Problem.badField("lng", null, "and lat must say where.", null);
    }
    double metres = metres(reach, USUAL_REACH);
    var wish = new Wish(metres, null, layers.names());
    var plane = new Metric(point);
    Geometry here = new GeometryFactory().createPoint(plane.of(point.lng(), point.lat()));
    List<Crossing> pipes =
        components
            .nearest(point, MOST, metres, ComponentFilter.ofClasses(Network.PIPE_CLASSES))
            .stream()
            .flatMap(n -> crossings(n.component(), plane, here, wish))
            .sorted(SHALLOWEST_FIRST)
            .toList();
    List<Part> nodes =
        components.nearest(point, MOST, metres, ComponentFilter.ofClasses(NODE_CLASSES)).stream()
            .map(n -> part(n, wish.names().get(n.component().classNo())))
            .toList();
    return new Under(pipes, nodes, sight.notShown(List.of(point)));
  }

  private static final Comparator<Crossing> SHALLOWEST_FIRST =
      Comparator.comparing(
              Crossing::depth, Comparator.nullsFirst(Comparator.<Double>naturalOrder()))
          .thenComparing(Crossing::distance)
          .thenComparing(Crossing::id);

  /** What is asked of a dig: the clearance to keep, and how deep it goes. */
  private record Wish(
      double metres, @Nullable Double digDepth, Map<Integer, ComponentClass> names) {

    @Nullable Double clearance(LaidPipe.Meeting meeting) {
      if (digDepth == null || meeting.depth() == null) {
        return null;
      }
      return Math.hypot(meeting.distance(), Math.max(0, meeting.depth() - digDepth));
    }
  }

  private List<Near> near(Geometry dig, double metres, int most) {
    return components.along(dig, metres, ComponentFilter.ofClasses(Network.PIPE_CLASSES), most);
  }

  private Stream<Crossing> crossings(Component pipe, Metric plane, Geometry dig, Wish wish) {
    Network network = Network.ofPipeClass(pipe.classNo()).orElseThrow();
    ComponentClass type = wish.names().get(pipe.classNo());
    return LaidPipe.of(pipe, plane).meet(dig).stream()
        .map(
            m -> {
              Double clearance = wish.clearance(m);
              GeoPoint at = plane.back(m.at());
              return new Crossing(
                  pipe.idText(),
                  pipe.classNo(),
                  type == null ? null : type.nameZh(),
                  type == null ? null : type.nameEn(),
                  network,
                  pipe.name(),
                  pipe.state(),
                  whole(pipe, "diameter"),
                  text(pipe, "material"),
                  text(pipe, "laid"),
                  rounded(m.depth()),
                  Math.round(m.distance() * 100) / 100.0,
                  at.lng(),
                  at.lat(),
                  rounded(clearance),
                  clearance == null || clearance < wish.metres(),
                  sight.isGuarded(network));
            });
  }

  private static Part part(Near near, @Nullable ComponentClass type) {
    Component c = near.component();
    return new Part(
        c.idText(),
        c.classNo(),
        type == null ? null : type.nameZh(),
        type == null ? null : type.nameEn(),
        text(c, "role"),
        c.name(),
        c.point().lng(),
        c.point().lat(),
        Math.round(near.metres() * 100) / 100.0);
  }

  private static double metres(@Nullable Double given, double usual) {
    if (given == null) {
      return usual;
    }
    if (!(given >= 0 && given <= MOST_METRES)) {
      throw Problem.badField("metres", given, "must be between 0 and 50.", null);
    }
    return given;
  }

  private static @Nullable Double rounded(@Nullable Double metres) {
    return metres == null ? null : Math.round(metres * 100) / 100.0;
  }

  private static @Nullable String text(Component c, String name) {
    JsonNode value = c.details() == null ? null : c.details().get(name);
    return value == null || value.isNull() ? null : value.asString();
  }

  private static @Nullable Integer whole(Component c, String name) {
    JsonNode value = c.details() == null ? null : c.details().get(name);
    return value == null || !value.isNumber() ? null : value.asInt();
  }
}
