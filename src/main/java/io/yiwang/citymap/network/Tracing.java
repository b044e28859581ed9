package io.yiwang.citymap.network;

import io.swagger.v3.oas.annotations.media.Schema;
import io.yiwang.house.Problem;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what lies up- and downstream of a place. */
@Component
class Tracing {
  private static final int USUAL_LIMIT = 5_000;
  private static final int MOST = 20_000;
  private static final int MOST_ENDS = 500;
  private static final double E7 = 1e7;

  private final PipeNetworks networks;
  private final Places places;
  private final LifelineSight sight;

  Tracing(PipeNetworks networks, Places places, LifelineSight sight) {
    this.networks = networks;
    this.places = places;
    this.sight = sight;
  }

  /**
   * From where, and which way.
   *
   * @param limit most pipes; 5,000 when not given
   */
  @Schema(name = "TraceQuery")
  record Request(
      @Schema(description = "A pipe or a node, 17 digits") @Nullable String id,
      @Nullable Double lng,
      @Nullable Double lat,
      @Nullable Network network,
      @Nullable Direction direction,
      @Nullable Integer limit) {}

  /**
   * What was found.
   *
   * @param ends where the way ends; the first 500 of {@code endsInAll}
   * @param truncated whether there is more than the limit
   * @param beyondSight pipes the asker may not see, at which the way was lost
   */
  @Schema(name = "TraceAnswer")
  record Answer(
      Network network,
      Regime regime,
      Direction direction,
      int pipes,
      int nodes,
      double metres,
      int services,
      long households,
      List<End> ends,
      int endsInAll,
      boolean truncated,
      int beyondSight,
      Drawing features) {}

  /** Where the way ends, and why. */
  @Schema(name = "TraceEnd")
  record End(@Nullable String id, NodeRole role, Trace.Why why, double lng, double lat) {}

  Answer trace(Request request) {
    Direction direction = request.direction() == null ? Direction.DOWN : request.direction();
    int limit = request.limit() == null ? USUAL_LIMIT : request.limit();
    if (limit < 1 || limit > MOST) {
      throw Problem.badField("limit", limit, "must be between 1 and " + MOST + ".", null);
    }
    Places.Found place =
        places.find(
            new NetworkPlace(request.id(), request.lng(), request.lat(), request.network()));
    return networks.ask(graph -> trace(graph, place.id(), request.network(), direction, limit));
  }

  private Answer trace(
      PipeGraph graph, long id, @Nullable Network wanted, Direction direction, int limit) {
    IntPredicate seen = sight.of(graph);
    int pipe = Places.pipe(graph, id, wanted, seen);
    Network network = graph.pipes.network(pipe);
    Trace trace = new Trace(graph, network, direction, limit, seen);
    Trace.Found found =
        graph.pipes.find(id) == pipe ? trace.fromPipe(pipe) : trace.fromNode(graph.nodes.find(id));
    return answer(graph, network, direction, found);
  }

  private static Answer answer(
      PipeGraph graph, Network network, Direction direction, Trace.Found found) {
    Drawing.Pen pen = new Drawing.Pen(graph);
    double metres = 0;
    for (int pipe : found.pipes()) {
      metres += graph.pipes.metres(pipe);
      pen.pipe(pipe, null);
    }
    int services = 0;
    long households = 0;
    BitSet drawn = new BitSet();
    for (Trace.End end : found.ends()) {
      if (!drawn.get(end.node())) {
        drawn.set(end.node());
        pen.node(end.node(), null, end.why().name());
      }
    }
    for (int node : found.nodes()) {
      NodeRole role = graph.nodes.role(node);
      if (role == NodeRole.SERVICE) {
        services++;
        households += graph.nodes.households(node);
      } else if ((role == NodeRole.VALVE || role == NodeRole.PUMP) && !drawn.get(node)) {
        pen.node(node, null, null);
      }
    }
    return new Answer(
        network,
        network.regime(),
        direction,
        found.pipes().size(),
        found.nodes().size(),
        Math.round(metres * 10) / 10.0,
        services,
        households,
        found.ends().stream().limit(MOST_ENDS).map(e -> end(graph, e)).toList(),
        found.ends().size(),
        found.truncated(),
        found.beyondSight(),
        pen.drawing());
  }

  private static End end(PipeGraph graph, Trace.End end) {
    int node = end.node();
    return new End(
        Drawing.idOf(graph, node),
        graph.nodes.role(node),
        end.why(),
        graph.nodes.lngE7(node) / E7,
        graph.nodes.latE7(node) / E7);
  }
}
