package io.yiwang.citymap.components;

import io.yiwang.citymap.Component;
import io.yiwang.citymap.components.Questions.Question;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what is on the map, as whoever asks: row security takes out what they may not see.
 *
 * <p>Space without extensions: an area becomes ranges of the S2 curve ({@link Ranges}); points are
 * found by their leaf, lines and areas by the cells that cover them; JTS decides.
 */
@Service
public class ComponentReader {
  private static final double HALF_ROUND_THE_EARTH_M = 20_037_508;
  private static final int FETCH = 2_000;

  /** Of points details are read only where they say whether a valve is open. */
  private static final String POINT_COLUMNS =
      "c.id, c.lat_e7, c.lng_e7, c.class_no, c.state, c.name,"
          + " case when jsonb_exists(c.details, 'open') then c.details end";

  private static final String SHAPE_COLUMNS =
      "c.id, c.lat_e7, c.lng_e7, c.class_no, c.state, c.name, c.details, c.height, c.shape";

  private final JdbcTemplate jdbc;
  private final JsonMapper json;
  private final Reach reach = new Reach();

  ComponentReader(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** As it is today, also when it has been removed. */
  public Optional<Component> find(long id) {
    return find(id, AsOf.NOW);
  }

  /** As it was at a moment, also when it had been removed. */
  public Optional<Component> find(long id, AsOf asOf) {
    return list("from %s c where c.id = ?".formatted(Rows.relation(asOf)), id).stream().findFirst();
  }

  /** Those of the identifiers that are there, by identifier. */
  public Map<Long, Component> findAll(Collection<Long> ids) {
    Map<Long, Component> found = new HashMap<>();
    list(
            "from %s c where c.id = any(?)".formatted(Rows.relation(AsOf.NOW)),
            (Object) ids.toArray(Long[]::new))
        .forEach(c -> found.put(c.id(), c));
    return found;
  }

  /** All that we believe or believed of a thing, what is valid and known latest first. */
  public List<Component> history(long id) {
    List<Component> all =
        new ArrayList<>(list("from %s c where c.id = ?".formatted(Rows.relation(AsOf.NOW)), id));
    all.addAll(list("from citymap.component_past c where c.id = ?", id));
    all.sort(
        Comparator.comparing(Component::knownFrom).thenComparing(Component::validFrom).reversed());
    return all;
  }

  /**
   * The nearest things of the kinds wanted, the nearest first, distances on the sphere; of lines
   * and areas to their nearest point, 0 inside an area.
   *
   * @param k at most so many
   * @param withinMetres none that is farther
   */
  public List<Near> nearest(GeoPoint from, int k, double withinMetres, ComponentFilter filter) {
    double most = Math.min(withinMetres, HALF_ROUND_THE_EARTH_M);
    double radius = Math.min(reach.guess(from, filter.classes(), k), most);
    while (true) {
      Closest near = closest(from, radius, k, filter);
      if (near.isFull()) {
        reach.learn(from, filter.classes(), k, near.list().getLast().metres());
      }
      if (near.isFull() || radius >= most) {
        return near.list();
      }
      radius = Math.min(Reach.next(radius, k, near.size()), most);
    }
  }

  private Closest closest(GeoPoint from, double radius, int k, ComponentFilter filter) {
    var closest = new Closest(k, radius);
    Question question = new Questions(Ranges.around(from, radius), filter).nearest(from, k);
    jdbc.query(
        question.select("c.*")::on,
        (ResultSet rs) -> {
          Component shape = rs.getBytes("shape") == null ? null : Rows.read(rs, json);
          double metres =
              shape == null
                  ? from.distanceMetres(GeoPoint.ofE7(rs.getInt("lat_e7"), rs.getInt("lng_e7")))
                  : distance(from, shape);
          if (closest.admits(metres)) {
            closest.add(new Near(shape == null ? Rows.read(rs, json) : shape, metres));
          }
        });
    return closest;
  }

  /**
   * Things that lie in an area or meet it, borders included: points along the S2 curve first, then
   * shapes by identifier.
   *
   * @param area longitude and latitude in degrees; across the antimeridian longitudes go on past
   *     180
   * @param cursor {@link ComponentPage#next} of the page before, null for the first
   */
  public ComponentPage within(
      Geometry area, ComponentFilter filter, @Nullable String cursor, int limit) {
    Ranges ranges = Ranges.of(area);
    Cursor at = Cursor.of(cursor);
    var inside = new Inside(area);
    List<Component> found = new ArrayList<>();
    if (!at.amongShapes()) {
      pointsAfter(at, ranges, filter, inside, limit + 1, found);
    }
    if (found.size() <= limit) {
      long after = at.amongShapes() ? at.id() : Long.MIN_VALUE;
      shapes(ranges, filter).stream()
          .filter(c -> c.id() > after && inside.meets(c))
          .sorted(Comparator.comparingLong(Component::id))
          .limit(limit + 1L - found.size())
          .forEach(found::add);
    }
    if (found.size() <= limit) {
      return new ComponentPage(found, null);
    }
    return new ComponentPage(found.subList(0, limit), Cursor.after(found.get(limit - 1)));
  }

  /** How many things lie in an area or meet it. */
  public long count(Geometry area, ComponentFilter filter) {
    Ranges ranges = Ranges.of(area);
    var inside = new Inside(area);
    long[] count = new long[1];
    scanPoints(
        ranges,
        filter,
        row -> {
          if (inside.covers(row.lngE7 / 1e7, row.latE7 / 1e7)) {
            count[0]++;
          }
        });
    return count[0] + shapes(ranges, filter).stream().filter(inside::meets).count();
  }

  /** Things within some metres of a line, the nearest first. */
  public List<Near> along(Geometry line, double metres, ComponentFilter filter, int limit) {
    Envelope box = line.getEnvelopeInternal();
    var middle = new GeoPoint(box.centre().y, Ranges.wrapped(box.centre().x));
    double degrees = Math.toDegrees(metres * 1.001 / GeoPoint.EARTH_RADIUS_M);
    box.expandBy(
        degrees / Math.cos(Math.toRadians(Math.min(89, Math.abs(box.centre().y) + degrees))),
        degrees);
    var plane = new Metric(middle);
    Geometry way = plane.transform(line);
    Ranges ranges = Ranges.of(line.getFactory().toGeometry(box));
    return list(new Questions(ranges, filter).all()).stream()
        .map(c -> new Near(c, way.distance(plane.transform(shapeOf(c, line)))))
        .filter(n -> n.metres() <= metres)
        .sorted(Comparator.comparingDouble(Near::metres).thenComparing(n -> n.component().id()))
        .limit(limit)
        .toList();
  }

  /**
   * Raw rows of things whose leaf or cover meets the ranges, in no order; a superset.
   *
   * @param classes which of the classes that the filter lets through are wanted
   */
  public void scan(
      Ranges ranges, ComponentFilter filter, IntPredicate classes, Consumer<ComponentRow> each) {
    scanPoints(
        ranges,
        filter,
        row -> {
          if (classes.test(row.classNo)) {
            each.accept(row);
          }
        });
    var questions = new Questions(ranges, filter);
    Long[] covered = covered(questions, classes);
    if (covered.length > 0) {
      stream(SHAPE_COLUMNS, questions.shapes(covered), each);
    }
  }

  private void scanPoints(Ranges ranges, ComponentFilter filter, Consumer<ComponentRow> each) {
    stream(POINT_COLUMNS, new Questions(ranges, filter).points(), each);
  }

  private static double distance(GeoPoint from, Component c) {
    Geometry shape = c.shape();
    if (shape == null) {
      return c.point().distanceMetres(from);
    }
    var plane = new Metric(from);
    return plane
        .transform(shape)
        .distance(shape.getFactory().createPoint(plane.of(from.lng(), from.lat())));
  }

  private static Geometry shapeOf(Component c, Geometry like) {
    Geometry shape = c.shape();
    return shape != null
        ? shape
        : like.getFactory().createPoint(new Coordinate(c.point().lng(), c.point().lat()));
  }

  private List<Component> shapes(Ranges ranges, ComponentFilter filter) {
    return list(new Questions(ranges, filter).shapes());
  }

  private void pointsAfter(
      Cursor at,
      Ranges ranges,
      ComponentFilter filter,
      Inside inside,
      int limit,
      List<Component> found) {
    var questions = new Questions(ranges, filter);
    for (int i = 0; i < ranges.low().length && found.size() < limit; i++) {
      if (ranges.high()[i] < at.s2()) {
        continue;
      }
      long s2 = Math.max(at.s2(), ranges.low()[i] - 1);
      long id = s2 == at.s2() ? at.id() : Long.MAX_VALUE;
      while (found.size() < limit) {
        int ask = Math.max(64, 2 * (limit - found.size()));
        List<Component> some = list(questions.pointsAfter(i, s2, id, ask));
        some.stream().filter(inside::meets).limit(limit - (long) found.size()).forEach(found::add);
        if (some.size() < ask) {
          break;
        }
        s2 = some.getLast().point().s2Leaf();
        id = some.getLast().id();
      }
    }
  }

  /** Identifiers of those whose cover meets the ranges and whose class is wanted. */
  private Long[] covered(Questions questions, IntPredicate classes) {
    List<Long> covered = new ArrayList<>();
    jdbc.query(
        questions.covered()::on,
        (ResultSet rs) -> {
          long id = rs.getLong(1);
          if (classes.test(ComponentId.classOf(id))) {
            covered.add(id);
          }
        });
    return covered.toArray(Long[]::new);
  }

  private List<Component> list(String from, Object... values) {
    return list(Question.of(from, values));
  }

  private List<Component> list(Question question) {
    return jdbc.query(question.select("c.*")::on, (rs, i) -> Rows.read(rs, json));
  }

  private void stream(String columns, Question question, Consumer<ComponentRow> each) {
    var row = new ComponentRow();
    jdbc.query(
        connection -> {
          PreparedStatement statement = question.select(columns).on(connection);
          statement.setFetchSize(FETCH);
          return statement;
        },
        (ResultSet rs) -> {
          row.read(rs, columns.equals(SHAPE_COLUMNS));
          each.accept(row);
        });
  }
}
