package io.yiwang.citymap.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Traces, against a judge that adds pipes until none can be added; and the graph as it changes. */
class TraceOracleTest {
  private static final int TOWNS = 3_000;
  private static final int ALL = 1_000;

  private final Random random = new Random(11);

  @ParameterizedTest
  @EnumSource(Direction.class)
  void findsWhatCanBeReachedAndNothingElse(Direction direction) {
    for (int i = 0; i < TOWNS; i++) {
      Network network = Network.values()[random.nextInt(7)];
      Plumbing town = Plumbing.random(random, network);
      BitSet hidden = new BitSet();
      IntStream.range(1, town.lines.size())
          .filter(l -> random.nextInt(6) == 0)
          .forEach(hidden::set);
      IntPredicate shown = line -> !hidden.get(line);
      PipeGraph graph = town.graph();
      Trace.Found found =
          new Trace(graph, network, direction, ALL, p -> shown.test(line(graph, p)))
              .fromPipe(graph.pipes.find(Plumbing.PIPE));

      assertThat(lines(graph, found))
          .as("%s in %s", direction, town)
          .isEqualTo(judge(town, network, direction, shown));
      assertThat(new HashSet<>(found.pipes())).hasSameSizeAs(found.pipes());
      if (hidden.isEmpty()) {
        assertThat(found.beyondSight()).isZero();
      }
    }
  }

  @Test
  void aGraphThatChangedIsTheGraphBuiltAnew() {
    for (int i = 0; i < TOWNS; i++) {
      Plumbing town = Plumbing.random(random, Network.WATER);
      PipeGraph graph = new PipeGraph();
      for (int step = 0; step < 60; step++) {
        Plumbing.Line line = town.lines.get(random.nextInt(town.lines.size()));
        if (random.nextBoolean()) {
          graph.put(town.pipe(line));
        } else {
          graph.remove(Plumbing.PIPE + line.i());
        }
      }
      town.lines.forEach(line -> graph.put(town.pipe(line)));
      town.nodes.forEach(node -> Plumbing.know(graph, node));

      assertThat(graph.pipes.alive()).isEqualTo(town.lines.size());
      assertThat(downstream(graph)).isEqualTo(downstream(town.graph()));
    }
  }

  @Test
  void stopsAtTheLimitAndSaysSo() {
    Plumbing town = new Plumbing();
    for (int i = 0; i < 40; i++) {
      town.nodes(NodeRole.MANHOLE);
    }
    String chain =
        IntStream.range(0, 39).mapToObj(i -> i + ">" + (i + 1)).collect(Collectors.joining(" "));
    PipeGraph graph = town.lines(Network.SEWAGE, chain).graph();

    Trace.Found found =
        new Trace(graph, Network.SEWAGE, Direction.DOWN, 10, p -> true)
            .fromPipe(graph.pipes.find(Plumbing.PIPE));

    assertThat(lines(graph, found)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(found.truncated()).isTrue();
    assertThat(found.ends()).extracting(Trace.End::why).containsExactly(Trace.Why.LIMIT);
  }

  @Test
  void saysWhereItEndsAndWhy() {
    Plumbing town =
        new Plumbing()
            .nodes(NodeRole.SOURCE, NodeRole.JUNCTION, NodeRole.SERVICE)
            .node(NodeRole.VALVE, false, true)
            .nodes(NodeRole.SERVICE, NodeRole.JUNCTION)
            .lines(Network.WATER, "0>1 1>2 1>3 3>4 1>5");
    PipeGraph graph = town.graph();

    Trace.Found found =
        new Trace(graph, Network.WATER, Direction.DOWN, ALL, p -> true)
            .fromNode(graph.nodes.find(Plumbing.NODE));

    assertThat(lines(graph, found)).containsExactly(0, 1, 2, 4);
    assertThat(
            found.ends().stream()
                .map(e -> graph.nodes.id(e.node()) - Plumbing.NODE + " " + e.why()))
        .containsExactlyInAnyOrder("0 SOURCE", "2 SERVICE", "3 SHUT_VALVE", "5 DEAD_END");
  }

  private static Set<String> downstream(PipeGraph graph) {
    Set<String> all = new TreeSet<>();
    for (int p = 0; p < graph.pipes.size(); p++) {
      Trace.Found found =
          new Trace(graph, graph.pipes.network(p), Direction.DOWN, ALL, x -> true).fromPipe(p);
      all.add(line(graph, p) + " " + lines(graph, found));
    }
    return all;
  }

  private static Set<Integer> judge(
      Plumbing town, Network network, Direction direction, IntPredicate shown) {
    Set<Integer> met = new TreeSet<>(Set.of(0));
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Plumbing.Line a : town.lines) {
        for (Plumbing.Line b : town.lines) {
          if (met.contains(a.i())
              && b.network() == network
              && shown.test(b.i())
              && follows(town, network, direction, a, b)) {
            grew |= met.add(b.i());
          }
        }
      }
    }
    return met;
  }

  private static boolean follows(
      Plumbing town, Network network, Direction direction, Plumbing.Line a, Plumbing.Line b) {
    boolean down = passes(town, network, a.to()) && a.to() == b.from();
    boolean up = passes(town, network, a.from()) && a.from() == b.to();
    boolean side =
        (passes(town, network, a.to()) && a.to() == b.to())
            || (passes(town, network, a.from()) && a.from() == b.from());
    return switch (direction) {
      case DOWN -> down;
      case UP -> up;
      case BOTH -> down || up || side;
    };
  }

  private static boolean passes(Plumbing town, Network network, int node) {
    Plumbing.Node n = town.nodes.get(node);
    return network.regime() != Regime.PRESSURE || !(n.holds() && !n.open());
  }

  private static int line(PipeGraph graph, int pipe) {
    return (int) (graph.pipes.id(pipe) - Plumbing.PIPE);
  }

  private static Set<Integer> lines(PipeGraph graph, Trace.Found found) {
    return found.pipes().stream()
        .map(p -> line(graph, p))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
