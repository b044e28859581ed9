package io.yiwang.citymap.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows a network from a pipe or a node, the nearest pipes first, until there is nothing more,
 * the limit is reached or the asker may see no further. A valve that is shut and holds ends the way
 * in a network under pressure; a broken one does not.
 */
final class Trace {
  /** Why it did not go on at a node. */
  enum Why {
    SOURCE,
    OUTFALL,
    SERVICE,
    DEAD_END,
    SHUT_VALVE,
    LIMIT,
    BEYOND_SIGHT
  }

  record End(int node, Why why) {}

  /** Pipes and nodes in the order they were reached. */
  record Found(
      List<Integer> pipes,
      List<Integer> nodes,
      List<End> ends,
      boolean truncated,
      int beyondSight) {}

  private final PipeGraph graph;
  private final Network network;
  private final Direction direction;
  private final int limit;
  private final IntPredicate seen;

  private final BitSet pipesMet = new BitSet();
  private final BitSet nodesMet = new BitSet();
  private final BitSet hidden = new BitSet();
  private final List<Integer> pipes = new ArrayList<>();
  private final List<Integer> nodes = new ArrayList<>();
  private final List<End> ends = new ArrayList<>();
  private final ArrayDeque<Integer> waiting = new ArrayDeque<>();
  private boolean truncated;

  /**
   * @param limit most pipes to find
   * @param seen which pipes the asker may see
   */
  Trace(PipeGraph graph, Network network, Direction direction, int limit, IntPredicate seen) {
    this.graph = graph;
    this.network = network;
    this.direction = direction;
    this.limit = limit;
    this.seen = seen;
  }

  /** From a pipe, itself included. The asker must be allowed to see it. */
  Found fromPipe(int pipe) {
    take(pipe);
    if (direction != Direction.UP) {
      reach(graph.pipes.to(pipe));
    }
    if (direction != Direction.DOWN) {
      reach(graph.pipes.from(pipe));
    }
    return follow();
  }

  /** From a node; a shut valve one starts at is passed. */
  Found fromNode(int node) {
    nodesMet.set(node);
    nodes.add(node);
    goOn(node);
    return follow();
  }

  private Found follow() {
    while (!waiting.isEmpty()) {
      int node = waiting.poll();
      if (network.regime() == Regime.PRESSURE && graph.nodes.shut(node)) {
        ends.add(new End(node, Why.SHUT_VALVE));
      } else {
        goOn(node);
      }
    }
    return new Found(pipes, nodes, ends, truncated, hidden.cardinality());
  }

  private void goOn(int node) {
    Why why = null;
    boolean way = false;
    int degree = 0;
    for (int e = graph.nodes.firstEnd(node); e != Numbering.NONE; e = graph.pipes.nextEnd(e)) {
      int pipe = e >> 1;
      if (!graph.pipes.in(pipe, network)) {
        continue;
      }
      degree++;
      if (!direction.follows(PipeGraph.leadsAway(e))) {
        continue;
      }
      way = true;
      if (pipesMet.get(pipe)) {
        continue;
      }
      if (!seen.test(pipe)) {
        hidden.set(pipe);
        why = Why.BEYOND_SIGHT;
      } else if (pipes.size() >= limit) {
        truncated = true;
        why = Why.LIMIT;
      } else {
        take(pipe);
        reach(graph.across(e));
      }
    }
    boolean last = direction == Direction.BOTH ? degree <= 1 : !way;
    endAt(node, why, last);
  }

  private void endAt(int node, @Nullable Why why, boolean last) {
    if (why != null) {
      ends.add(new End(node, why));
      return;
    }
    switch (graph.nodes.role(node)) {
      case SOURCE -> ends.add(new End(node, Why.SOURCE));
      case OUTFALL -> ends.add(new End(node, Why.OUTFALL));
      case SERVICE, VALVE, MANHOLE, JUNCTION, PUMP -> {
        if (last) {
          boolean service = graph.nodes.is(node, NodeRole.SERVICE);
          ends.add(new End(node, service ? Why.SERVICE : Why.DEAD_END));
        }
      }
    }
  }

  private void take(int pipe) {
    pipesMet.set(pipe);
    pipes.add(pipe);
  }

  private void reach(int node) {
    if (!nodesMet.get(node)) {
      nodesMet.set(node);
      nodes.add(node);
      waiting.add(node);
    }
  }
}
