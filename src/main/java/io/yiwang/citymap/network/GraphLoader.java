package io.yiwang.citymap.network;

import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentState;
import io.yiwang.kernel.ComponentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import tools.jackson.databind.JsonNode;

/**
 * Makes the graph from the components of the map: first all pipes, then the nodes they name.
 *
 * <p>A pipe that is lost, abandoned or removed carries nothing and is left out. A pipe that does
 * not name its nodes is joined to those that end at the very same place.
 */
final class GraphLoader {
  private static final int FETCH = 5_000;
  private static final int NODES_AT_ONCE = 20_000;
  private static final int HALF_TURN_E7 = 1_800_000_000;
  private static final int QUARTER_TURN_E7 = 900_000_000;

  private final JdbcTemplate jdbc;
  private final WKBReader wkb = new WKBReader();

  /** Reads inside the caller's transaction, as the platform. */
  GraphLoader(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  PipeGraph load() {
    PipeGraph graph = new PipeGraph();
    jdbc.query(
        connection -> {
          var statement =
              connection.prepareStatement(
                  """
                  select id, class_no, details ->> 'from', details ->> 'to', details ->> 'diameter',
                    region_path, shape
                  from citymap.component
                  where class_no = any(?) and state in (0, 1) and shape is not null
                  """);
          Object[] classes = Arrays.stream(Network.PIPE_CLASSES).boxed().toArray();
          statement.setArray(1, connection.createArrayOf("int4", classes));
          statement.setFetchSize(FETCH);
          return statement;
        },
        (RowCallbackHandler) rs -> put(graph, rs));
    long[] ids =
        IntStream.range(0, graph.nodes.size())
            .mapToLong(graph.nodes::id)
            .filter(id -> id > 0)
            .sorted()
            .toArray();
    for (int at = 0; at < ids.length; at += NODES_AT_ONCE) {
      know(graph, Arrays.copyOfRange(ids, at, Math.min(ids.length, at + NODES_AT_ONCE)));
    }
    return graph;
  }

  private void put(PipeGraph graph, ResultSet rs) throws SQLException {
    Network network = Network.ofPipeClass(rs.getInt(2)).orElseThrow();
    PipeLine line = line(shape(rs.getBytes(7)));
    if (line != null) {
      graph.put(
          new PipeGraph.Pipe(
              rs.getLong(1),
              network,
              node(rs.getString(3), line.firstLatE7(), line.firstLngE7()),
              node(rs.getString(4), line.lastLatE7(), line.lastLngE7()),
              whole(rs.getString(5)),
              rs.getString(6),
              line));
    }
  }

  private void know(PipeGraph graph, long[] ids) {
    jdbc.query(
        """
        select id, lat_e7, lng_e7, state, details ->> 'role', details ->> 'open',
          details ->> 'households'
        from citymap.component where id = any(?) and state <> 4
        """,
        (RowCallbackHandler)
            rs ->
                graph.nodes.know(
                    graph.nodes.find(rs.getLong(1)),
                    new Nodes.Facts(
                        rs.getInt(2),
                        rs.getInt(3),
                        role(rs.getString(5)),
                        !"false".equals(rs.getString(6)),
                        rs.getInt(4) == ComponentState.INTACT.number(),
                        whole(rs.getString(7)))),
        (Object) Arrays.stream(ids).boxed().toArray(Long[]::new));
  }

  /** Makes the graph say of some components what the map says of them now. */
  static void follow(PipeGraph graph, Collection<Long> ids, Collection<Component> now) {
    ids.forEach(id -> forget(graph, id));
    for (Component c : now) {
      Optional<Network> network = Network.ofPipeClass(c.classNo());
      if (network.isPresent()) {
        toPipe(c, network.get()).ifPresent(graph::put);
      }
    }
    for (Component c : now) {
      int node = graph.nodes.find(c.id());
      if (node != Numbering.NONE && c.state() != ComponentState.REMOVED) {
        graph.nodes.know(node, facts(c));
      }
    }
  }

  /** Nodes that pipes among these components name. */
  static Set<Long> nodesOf(Collection<Component> components) {
    Set<Long> nodes = new HashSet<>();
    for (Component c : components) {
      if (Network.ofPipeClass(c.classNo()).isPresent()) {
        named(detail(c, "from")).ifPresent(nodes::add);
        named(detail(c, "to")).ifPresent(nodes::add);
      }
    }
    return nodes;
  }

  private static void forget(PipeGraph graph, long id) {
    graph.remove(id);
    int node = graph.nodes.find(id);
    if (node != Numbering.NONE) {
      graph.nodes.forget(node);
    }
  }

  private static Optional<PipeGraph.Pipe> toPipe(Component c, Network network) {
    boolean carries = c.state() == ComponentState.INTACT || c.state() == ComponentState.DAMAGED;
    PipeLine line = carries ? line(c.shape()) : null;
    return line == null
        ? Optional.empty()
        : Optional.of(
            new PipeGraph.Pipe(
                c.id(),
                network,
                node(detail(c, "from"), line.firstLatE7(), line.firstLngE7()),
                node(detail(c, "to"), line.lastLatE7(), line.lastLngE7()),
                whole(detail(c, "diameter")),
                c.regionPath(),
                line));
  }

  private static Nodes.Facts facts(Component c) {
    return new Nodes.Facts(
        c.point().latE7(),
        c.point().lngE7(),
        role(detail(c, "role")),
        !"false".equals(detail(c, "open")),
        c.state() == ComponentState.INTACT,
        whole(detail(c, "households")));
  }

  private static @Nullable String detail(Component c, String name) {
    JsonNode details = c.details();
    JsonNode value = details == null ? null : details.get(name);
    return value == null || value.isNull() ? null : value.asString();
  }

  private static NodeRole role(@Nullable String name) {
    return name == null ? NodeRole.JUNCTION : NodeRole.named(name);
  }

  private static int whole(@Nullable String number) {
    try {
      return number == null ? 0 : (int) Math.clamp(Double.parseDouble(number), 0, 1e9);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** The node named, or one that stands for the place; such ones are negative. */
  private static long node(@Nullable String named, int latE7, int lngE7) {
    Optional<Long> component = named(named);
    if (component.isPresent()) {
      return component.get();
    }
    long lat = latE7 + (long) QUARTER_TURN_E7;
    long lng = lngE7 + (long) HALF_TURN_E7;
    return -1 - (lat << 32 | lng);
  }

  private static Optional<Long> named(@Nullable String id) {
    return Optional.ofNullable(id).flatMap(ComponentId::find).map(ComponentId::number);
  }

  private @Nullable Geometry shape(byte[] bytes) {
    try {
      return wkb.read(bytes);
    } catch (ParseException e) {
      return null;
    }
  }

  /** The course of a line; of one in several parts the parts in a row. */
  private static @Nullable PipeLine line(@Nullable Geometry shape) {
    Coordinate[] course = shape == null ? new Coordinate[0] : shape.getCoordinates();
    return course.length < 2 ? null : PipeLine.of(course);
  }
}
