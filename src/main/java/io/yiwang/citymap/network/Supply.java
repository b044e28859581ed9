package io.yiwang.citymap.network;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Which parts of a network still have a way to a source when some pipes and nodes are taken out.
 *
 * <p>A part is searched from a node of it, against the flow first because sources lie there, and
 * only until a source is met; a part without any is searched to its end and remembered whole. No
 * node is visited twice, however many parts are asked for.
 */
final class Supply {

  private final PipeGraph graph;
  private final Network network;
  private final BitSet pipesOut;
  private final IntPredicate blocked;
  private final IntPredicate sourceRuns;
  private final IntPredicate seen;

  private final BitSet visited = new BitSet();
  private final BitSet fed = new BitSet();
  private final BitSet unfed = new BitSet();
  final BitSet hidden = new BitSet();

  /**
   * @param blocked nodes nothing passes
   * @param sourceRuns which sources go on
   */
  Supply(
      PipeGraph graph,
      Network network,
      BitSet pipesOut,
      IntPredicate blocked,
      IntPredicate sourceRuns,
      IntPredicate seen) {
    this.graph = graph;
    this.network = network;
    this.pipesOut = pipesOut;
    this.blocked = blocked;
    this.sourceRuns = sourceRuns;
    this.seen = seen;
  }

  /** Whether the part this node is in has a source; a blocked node is in none. */
  boolean feeds(int node) {
    if (blocked.test(node)) {
      return false;
    }
    if (!visited.get(node)) {
      search(node);
    }
    return fed.get(node);
  }

  /** Nodes of the parts asked for that have no source. */
  BitSet unfed() {
    return unfed;
  }

  private void search(int start) {
    IntList stack = new IntList();
    IntList part = new IntList();
    visited.set(start);
    stack.add(start);
    boolean found = false;
    while (!stack.isEmpty() && !found) {
      int node = stack.removeLast();
      part.add(node);
      found = isFed(node) || push(node, true, stack) || push(node, false, stack);
    }
    // Those still on the stack hang together with the part and share its fate.
    BitSet fate = found ? fed : unfed;
    part.stream().forEach(fate::set);
    stack.stream().forEach(fate::set);
  }

  private boolean isFed(int node) {
    return graph.nodes.is(node, NodeRole.SOURCE) && sourceRuns.test(node);
  }

  /** Pushes the neighbours one way; true when one is known to be fed, or cannot be looked at. */
  private boolean push(int node, boolean away, IntList stack) {
    for (int e = graph.nodes.firstEnd(node); e != Numbering.NONE; e = graph.pipes.nextEnd(e)) {
      int pipe = e >> 1;
      if (PipeGraph.leadsAway(e) != away || !graph.pipes.in(pipe, network) || pipesOut.get(pipe)) {
        continue;
      }
      if (!seen.test(pipe)) {
        hidden.set(pipe);
        return true;
      }
      int other = graph.across(e);
      if (fed.get(other)) {
        return true;
      }
      if (!visited.get(other) && !blocked.test(other)) {
        visited.set(other);
        stack.add(other);
      }
    }
    return false;
  }
}
