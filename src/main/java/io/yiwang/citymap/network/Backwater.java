package io.yiwang.citymap.network;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * What backs up when a pipe that runs by gravity no longer lets anything through: everything above
 * it that has no other way down to an outfall, or to an end where no pipe leads on.
 */
final class Backwater {
  final BitSet nodes;
  final BitSet pipes = new BitSet();
  final BitSet hidden = new BitSet();

  private final PipeGraph graph;
  private final Network network;
  private final int broken;
  private final IntPredicate seen;

  Backwater(PipeGraph graph, Network network, int broken, IntPredicate seen) {
    this.graph = graph;
    this.network = network;
    this.broken = broken;
    this.seen = seen;
    BitSet start = new BitSet();
    start.set(graph.pipes.from(broken));
    BitSet above = spread(start, false, n -> true);
    BitSet reachable = spread(above, true, n -> true);
    BitSet outlets = new BitSet();
    reachable.stream().filter(this::isOutlet).forEach(outlets::set);
    BitSet draining = spread(outlets, false, reachable::get);
    above.andNot(draining);
    nodes = above;
    nodes.stream().forEach(this::fill);
  }

  /** Everything that can be reached from some nodes, themselves included, along or against flow. */
  private BitSet spread(BitSet from, boolean along, IntPredicate within) {
    BitSet met = (BitSet) from.clone();
    IntList waiting = new IntList();
    from.stream().forEach(waiting::add);
    while (!waiting.isEmpty()) {
      graph.ends(
          waiting.removeLast(),
          network,
          end -> {
            if (PipeGraph.leadsAway(end) == along && passable(end >> 1)) {
              int other = graph.across(end);
              if (!met.get(other) && within.test(other)) {
                met.set(other);
                waiting.add(other);
              }
            }
          });
    }
    return met;
  }

  private boolean passable(int pipe) {
    if (pipe == broken) {
      return false;
    }
    if (!seen.test(pipe)) {
      hidden.set(pipe);
      return false;
    }
    return true;
  }

  /** An end whose further way the asker may not see is taken for an outlet. */
  private boolean isOutlet(int node) {
    if (graph.nodes.is(node, NodeRole.OUTFALL)) {
      return true;
    }
    boolean leadsOn = false;
    for (int e = graph.nodes.firstEnd(node); e != Numbering.NONE; e = graph.pipes.nextEnd(e)) {
      if (PipeGraph.leadsAway(e) && graph.pipes.in(e >> 1, network)) {
        if (!seen.test(e >> 1)) {
          return true;
        }
        leadsOn = true;
      }
    }
    return !leadsOn;
  }

  private void fill(int node) {
    graph.ends(
        node,
        network,
        end -> {
          if (!PipeGraph.leadsAway(end) && passable(end >> 1)) {
            pipes.set(end >> 1);
          }
        });
  }
}
