package io.yiwang.citymap.network;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a burst takes with it, in numbers of the graph: what must be shut, what is isolated by that,
 * who is cut off.
 *
 * <ul>
 *   <li>Under pressure the {@link Isolation} is shut off; its users are cut off, and those outside
 *       it who had a way to a source and have none any more.
 *   <li>By gravity the {@link Backwater} backs up; its users cannot drain.
 *   <li>Of a cable whoever has no other way to a source is cut off.
 * </ul>
 *
 * @param feeding of the valves to shut those through which a source reaches the burst
 * @param isolated pipes between the valves, the burst itself included
 * @param affected pipes outside them without a way to a source, or backing up
 * @param beyondSight pipes the asker may not see, at which a search ended
 */
record Burst(
    int pipe,
    List<Integer> toShut,
    List<Integer> feeding,
    List<Integer> shutAlready,
    List<Integer> passedBy,
    List<Integer> sourcesToStop,
    BitSet isolated,
    BitSet affected,
    List<User> users,
    int beyondSight) {

  /** Why somebody is without service. */
  enum Why {
    ISOLATED,
    NO_SOURCE,
    CANNOT_DRAIN
  }

  record User(int node, Why why) {}

  /**
   * @param seen which pipes the asker may see, the burst one among them
   */
  static Burst of(PipeGraph graph, int pipe, IntPredicate seen) {
    Network network = graph.pipes.network(pipe);
    return switch (network.regime()) {
      case PRESSURE -> underPressure(graph, network, pipe, seen);
      case GRAVITY -> byGravity(graph, network, pipe, seen);
      case CABLE -> ofCable(graph, network, pipe, seen);
    };
  }

  private static Burst underPressure(
      PipeGraph graph, Network network, int pipe, IntPredicate seen) {
    Isolation shut = new Isolation(graph, network, seen).of(pipe);
    BitSet newlyShut = new BitSet();
    shut.toShut.stream().forEach(newlyShut::set);
    Supply supply =
        new Supply(
            graph,
            network,
            shut.pipes,
            node -> newlyShut.get(node) || graph.nodes.closed(node),
            source -> !shut.nodes.get(source),
            seen);
    List<Integer> feeding =
        shut.toShut.stream()
            .filter(valve -> feedsFromOutside(graph, network, shut, supply, valve))
            .boxed()
            .toList();
    Supply before =
        new Supply(graph, network, new BitSet(), graph.nodes::closed, source -> true, seen);
    BitSet lost = lost(supply, before);
    BitSet hidden = shut.hidden;
    hidden.or(supply.hidden);
    hidden.or(before.hidden);
    return new Burst(
        pipe,
        boxed(shut.toShut),
        feeding,
        boxed(shut.shutAlready),
        boxed(shut.passedBy),
        boxed(shut.sources),
        shut.pipes,
        pipesOf(graph, network, lost, shut.pipes, seen),
        Stream.concat(users(graph, shut.nodes, Why.ISOLATED), users(graph, lost, Why.NO_SOURCE))
            .toList(),
        hidden.cardinality());
  }

  /** Asks every side of the valve, so that all parts behind it are searched. */
  private static boolean feedsFromOutside(
      PipeGraph graph, Network network, Isolation shut, Supply supply, int valve) {
    boolean feeds = false;
    for (int e = graph.nodes.firstEnd(valve); e != Numbering.NONE; e = graph.pipes.nextEnd(e)) {
      if (graph.pipes.in(e >> 1, network) && !shut.pipes.get(e >> 1)) {
        feeds |= supply.feeds(graph.across(e));
      }
    }
    return feeds;
  }

  private static Burst byGravity(PipeGraph graph, Network network, int pipe, IntPredicate seen) {
    Backwater water = new Backwater(graph, network, pipe, seen);
    return new Burst(
        pipe,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        only(pipe),
        water.pipes,
        users(graph, water.nodes, Why.CANNOT_DRAIN).toList(),
        water.hidden.cardinality());
  }

  private static Burst ofCable(PipeGraph graph, Network network, int pipe, IntPredicate seen) {
    BitSet cut = only(pipe);
    Supply supply = new Supply(graph, network, cut, node -> false, source -> true, seen);
    supply.feeds(graph.pipes.from(pipe));
    supply.feeds(graph.pipes.to(pipe));
    Supply before = new Supply(graph, network, new BitSet(), node -> false, source -> true, seen);
    BitSet lost = lost(supply, before);
    BitSet hidden = supply.hidden;
    hidden.or(before.hidden);
    return new Burst(
        pipe,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        cut,
        pipesOf(graph, network, lost, cut, seen),
        users(graph, lost, Why.NO_SOURCE).toList(),
        hidden.cardinality());
  }

  private static BitSet lost(Supply after, Supply before) {
    BitSet lost = new BitSet();
    after.unfed().stream().filter(before::feeds).forEach(lost::set);
    return lost;
  }

  private static BitSet pipesOf(
      PipeGraph graph, Network network, BitSet nodes, BitSet but, IntPredicate seen) {
    BitSet pipes = new BitSet();
    nodes.stream()
        .forEach(
            node ->
                graph.ends(
                    node,
                    network,
                    end -> {
                      if (!but.get(end >> 1) && seen.test(end >> 1)) {
                        pipes.set(end >> 1);
                      }
                    }));
    return pipes;
  }

  private static Stream<User> users(PipeGraph graph, BitSet nodes, Why why) {
    return nodes.stream()
        .filter(node -> graph.nodes.is(node, NodeRole.SERVICE))
        .mapToObj(node -> new User(node, why));
  }

  private static List<Integer> boxed(IntList list) {
    return list.stream().boxed().collect(Collectors.toList());
  }

  private static BitSet only(int pipe) {
    BitSet set = new BitSet();
    set.set(pipe);
    return set;
  }
}
