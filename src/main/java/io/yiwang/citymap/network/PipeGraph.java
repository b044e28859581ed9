package io.yiwang.citymap.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All networks of the city as one graph: pipes lead from node to node in the direction of their
 * design flow. Kept in primitive columns, about 100 bytes for a pipe with its node, and changed in
 * place as components change.
 *
 * <p>Not safe for threads by itself; {@link PipeNetworks} lets many read or one write.
 */
final class PipeGraph {
  final Nodes nodes = new Nodes();
  final Pipes pipes = new Pipes();
  private final List<String> regions = new ArrayList<>();
  private final Map<String, Integer> regionNumbers = new HashMap<>();

  /** What is known of a pipe; its ends by the identifiers of their nodes. */
  record Pipe(
      long id,
      Network network,
      long fromId,
      long toId,
      int diameter,
      @Nullable String regionPath,
      PipeLine line) {}

  /** Adds a pipe or puts it in place of the one of the same identifier. */
  void put(Pipe pipe) {
    remove(pipe.id());
    PipeLine line = pipe.line();
    int from = nodes.meet(pipe.fromId(), line.firstLatE7(), line.firstLngE7());
    int to = nodes.meet(pipe.toId(), line.lastLatE7(), line.lastLngE7());
    int number =
        pipes.add(
            pipe.id(),
            from,
            to,
            new Pipes.Facts(
                pipe.network(),
                line.metres(),
                pipe.diameter(),
                region(pipe.regionPath()),
                line.bends()));
    chain(2 * number, from);
    chain(2 * number + 1, to);
  }

  void remove(long pipeId) {
    int pipe = pipes.find(pipeId);
    if (pipe != Numbering.NONE) {
      unchain(2 * pipe);
      unchain(2 * pipe + 1);
      pipes.remove(pipe);
    }
  }

  private void chain(int end, int node) {
    pipes.nextEnd(end, nodes.firstEnd(node));
    nodes.firstEnd(node, end);
  }

  private void unchain(int end) {
    int node = pipes.nodeAt(end);
    int before = Numbering.NONE;
    for (int e = nodes.firstEnd(node); e != end; e = pipes.nextEnd(e)) {
      before = e;
    }
    if (before == Numbering.NONE) {
      nodes.firstEnd(node, pipes.nextEnd(end));
    } else {
      pipes.nextEnd(before, pipes.nextEnd(end));
    }
  }

  private int region(@Nullable String path) {
    if (path == null) {
      return Pipes.OPEN_TO_ALL;
    }
    return regionNumbers.computeIfAbsent(
        path,
        p -> {
          regions.add(p);
          return regions.size() - 1;
        });
  }

  /** Where a pipe lies; null when everybody may see it. */
  @Nullable String regionPath(int pipe) {
    int region = pipes.region(pipe);
    return region == Pipes.OPEN_TO_ALL ? null : regions.get(region);
  }

  int regions() {
    return regions.size();
  }

  /** The ends of pipes of one network at a node. */
  void ends(int node, Network network, IntConsumer end) {
    for (int e = nodes.firstEnd(node); e != Numbering.NONE; e = pipes.nextEnd(e)) {
      if (pipes.in(e >> 1, network)) {
        end.accept(e);
      }
    }
  }

  /** The node at the other end of the same pipe. */
  int across(int end) {
    return pipes.nodeAt(end ^ 1);
  }

  /** Whether the pipe of this end leads away from the node the end is at. */
  static boolean leadsAway(int end) {
    return (end & 1) == 0;
  }

  long bytes() {
    return nodes.bytes() + pipes.bytes() + 120L * regions.size();
  }
}
