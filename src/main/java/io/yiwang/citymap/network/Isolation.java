package io.yiwang.citymap.network;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Searches from a burst outward in every direction until valves that hold stand in every way: what
 * lies between is the isolated part. A valve that is broken, lost or abandoned cannot be relied on
 * and is passed by. A valve that has the isolated part on all its sides need not be shut.
 */
final class Isolation {
  final BitSet pipes = new BitSet();
  final BitSet nodes = new BitSet();
  final IntList toShut = new IntList();
  final IntList shutAlready = new IntList();
  final IntList passedBy = new IntList();
  final IntList sources = new IntList();
  final BitSet hidden = new BitSet();

  private final PipeGraph graph;
  private final Network network;
  private final IntPredicate seen;
  private final IntList holding = new IntList();
  private final IntList waiting = new IntList();

  Isolation(PipeGraph graph, Network network, IntPredicate seen) {
    this.graph = graph;
    this.network = network;
    this.seen = seen;
  }

  Isolation of(int burst) {
    pipes.set(burst);
    reach(graph.pipes.from(burst));
    reach(graph.pipes.to(burst));
    while (!waiting.isEmpty()) {
      expand(waiting.removeLast());
    }
    holding.stream().filter(this::onTheEdge).forEach(this::shut);
    return this;
  }

  private void reach(int node) {
    if (nodes.get(node)) {
      return;
    }
    nodes.set(node);
    if (graph.nodes.canShut(node)) {
      holding.add(node);
      return;
    }
    if (graph.nodes.is(node, NodeRole.VALVE)) {
      passedBy.add(node);
    } else if (graph.nodes.is(node, NodeRole.SOURCE)) {
      sources.add(node);
    }
    waiting.add(node);
  }

  private void expand(int node) {
    graph.ends(
        node,
        network,
        end -> {
          int pipe = end >> 1;
          if (!seen.test(pipe)) {
            hidden.set(pipe);
          } else if (!pipes.get(pipe)) {
            pipes.set(pipe);
            reach(graph.across(end));
          }
        });
  }

  private boolean onTheEdge(int valve) {
    for (int e = graph.nodes.firstEnd(valve); e != Numbering.NONE; e = graph.pipes.nextEnd(e)) {
      if (graph.pipes.in(e >> 1, network) && !pipes.get(e >> 1)) {
        return true;
      }
    }
    return false;
  }

  private void shut(int valve) {
    (graph.nodes.open(valve) ? toShut : shutAlready).add(valve);
  }
}
