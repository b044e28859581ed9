package io.yiwang.citymap.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a burst takes with it, against a judge that looks at every pair of nodes, on thousands of
 * random networks with cycles, parallel pipes, several sources and parts that do not hang together.
 */
class BurstOracleTest {
  private static final int TOWNS = 4_000;

  private final Random random = new Random(4);

  @ParameterizedTest
  @EnumSource(
      value = Network.class,
      names = {"WATER", "GAS", "POWER"})
  void underPressure(Network network) {
    for (int i = 0; i < TOWNS; i++) {
      Plumbing town = Plumbing.random(random, network);
      Judge judge = new Judge(town, network, line -> true);
      Burst burst = burst(town.graph(), 0, p -> true);

      Set<Integer> isolated = judge.isolated();
      Set<Integer> shut = judge.toShut(isolated, true);
      assertThat(ids(burst.isolated(), town)).as("isolated of %s", town).isEqualTo(isolated);
      assertThat(nodes(burst.toShut(), town)).as("to shut in %s", town).isEqualTo(shut);
      assertThat(nodes(burst.shutAlready(), town)).isEqualTo(judge.toShut(isolated, false));
      assertThat(nodes(burst.passedBy(), town)).isEqualTo(judge.passedBy(isolated));
      assertThat(nodes(burst.feeding(), town)).isEqualTo(judge.feeding(isolated, shut));
      assertThat(users(burst, Burst.Why.ISOLATED, town)).isEqualTo(judge.usersOf(isolated));
      assertThat(users(burst, Burst.Why.NO_SOURCE, town))
          .as("without a source in %s", town)
          .isEqualTo(judge.usersWithout(isolated, shut));
      assertThat(burst.beyondSight()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Network.class,
      names = {"RAIN", "SEWAGE"})
  void byGravity(Network network) {
    for (int i = 0; i < TOWNS; i++) {
      Plumbing town = Plumbing.random(random, network);
      Judge judge = new Judge(town, network, line -> true);
      Burst burst = burst(town.graph(), 0, p -> true);

      assertThat(users(burst, Burst.Why.CANNOT_DRAIN, town))
          .as("cannot drain in %s", town)
          .isEqualTo(judge.usersAboveWithoutOutlet());
      assertThat(burst.toShut()).isEmpty();
      assertThat(ids(burst.isolated(), town)).containsExactly(0);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Network.class, names = "TELECOM")
  void ofACable(Network network) {
    for (int i = 0; i < TOWNS; i++) {
      Plumbing town = Plumbing.random(random, network);
      Judge judge = new Judge(town, network, line -> true);
      Burst burst = burst(town.graph(), 0, p -> true);

      assertThat(users(burst, Burst.Why.NO_SOURCE, town))
          .as("without a source in %s", town)
          .isEqualTo(judge.usersWithout(Set.of(0), Set.of()));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Network.class,
      names = {"GAS", "SEWAGE", "TELECOM"})
  void whoeverMayNotSeeAPipeIsToldNothingOfIt(Network network) {
    for (int i = 0; i < TOWNS; i++) {
      Plumbing town = Plumbing.random(random, network);
      BitSet hidden = new BitSet();
      IntStream.range(1, town.lines.size())
          .filter(l -> random.nextInt(4) == 0)
          .forEach(hidden::set);
      Judge judge = new Judge(town, network, line -> !hidden.get(line));
      PipeGraph graph = town.graph();
      Burst burst = burst(graph, 0, p -> !hidden.get((int) (graph.pipes.id(p) - Plumbing.PIPE)));

      assertThat(ids(burst.isolated(), town)).noneMatch(hidden::get);
      assertThat(ids(burst.affected(), town)).noneMatch(hidden::get);
      if (network.regime() == Regime.PRESSURE) {
        Set<Integer> isolated = judge.isolated();
        assertThat(ids(burst.isolated(), town)).isEqualTo(isolated);
        assertThat(users(burst, Burst.Why.ISOLATED, town)).isEqualTo(judge.usersOf(isolated));
      }
      if (burst.beyondSight() == 0) {
        assertThat(burst).as("told the whole of %s", town).isEqualTo(burst(graph, 0, p -> true));
      }
    }
  }

  private static Burst burst(PipeGraph graph, int line, IntPredicate seen) {
    return Burst.of(graph, graph.pipes.find(Plumbing.PIPE + line), seen);
  }

  private static Set<Integer> ids(BitSet pipes, Plumbing town) {
    PipeGraph graph = town.graph();
    return pipes.stream()
        .mapToObj(p -> (int) (graph.pipes.id(p) - Plumbing.PIPE))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Integer> nodes(List<Integer> nodes, Plumbing town) {
    PipeGraph graph = town.graph();
    return nodes.stream()
        .map(n -> (int) (graph.nodes.id(n) - Plumbing.NODE))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Integer> users(Burst burst, Burst.Why why, Plumbing town) {
    return nodes(
        burst.users().stream().filter(u -> u.why() == why).map(Burst.User::node).toList(), town);
  }

  /** Line 0 bursts. */
  private record Judge(Plumbing town, Network network, IntPredicate shown) {

    boolean counts(int line) {
      return town.lines.get(line).network() == network && shown.test(line);
    }

    /** Lines joined to line 0 by nodes that do not hold. */
    Set<Integer> isolated() {
      int n = town.lines.size();
      boolean[][] joined = new boolean[n][n];
      for (int a = 0; a < n; a++) {
        for (int b = 0; b < n; b++) {
          joined[a][b] = a == b || (counts(a) && counts(b) && meet(a, b));
        }
      }
      for (int via = 0; via < n; via++) {
        for (int a = 0; a < n; a++) {
          for (int b = 0; b < n; b++) {
            joined[a][b] |= joined[a][via] && joined[via][b];
          }
        }
      }
      return IntStream.range(0, n)
          .filter(l -> joined[0][l])
          .boxed()
          .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean meet(int a, int b) {
      var one = town.lines.get(a);
      var other = town.lines.get(b);
      return IntStream.of(one.from(), one.to())
          .filter(n -> n == other.from() || n == other.to())
          .anyMatch(n -> !town.nodes.get(n).holds());
    }

    private Set<Integer> nodesOf(Set<Integer> lines) {
      Set<Integer> nodes = new TreeSet<>();
      for (int line : lines) {
        nodes.add(town.lines.get(line).from());
        nodes.add(town.lines.get(line).to());
      }
      return nodes;
    }

    Set<Integer> toShut(Set<Integer> isolated, boolean open) {
      Set<Integer> outside =
          nodesOf(
              town.lines.stream()
                  .filter(l -> l.network() == network && !isolated.contains(l.i()))
                  .map(Plumbing.Line::i)
                  .collect(Collectors.toSet()));
      return nodesOf(isolated).stream()
          .filter(n -> town.nodes.get(n).holds() && outside.contains(n))
          .filter(n -> town.nodes.get(n).open() == open)
          .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<Integer> passedBy(Set<Integer> isolated) {
      return nodesOf(isolated).stream()
          .filter(n -> town.nodes.get(n).role() == NodeRole.VALVE && !town.nodes.get(n).inOrder())
          .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean[][] after(Set<Integer> isolated, Set<Integer> shut) {
      boolean valves = network.regime() == Regime.PRESSURE;
      return town.reach(
          l -> counts(l) && !isolated.contains(l),
          n -> !shut.contains(n) && !(valves && town.nodes.get(n).closed()),
          false);
    }

    private boolean fed(boolean[][] reach, int node, Set<Integer> stopped) {
      return IntStream.range(0, reach.length)
          .filter(s -> town.nodes.get(s).role() == NodeRole.SOURCE && !stopped.contains(s))
          .anyMatch(s -> reach[node][s]);
    }

    private Set<Integer> stopped(Set<Integer> isolated) {
      return network.regime() == Regime.PRESSURE ? nodesOf(isolated) : Set.of();
    }

    Set<Integer> feeding(Set<Integer> isolated, Set<Integer> shut) {
      boolean[][] after = after(isolated, shut);
      return shut.stream()
          .filter(
              v ->
                  town.lines.stream()
                      .filter(l -> counts(l.i()) && !isolated.contains(l.i()))
                      .filter(l -> l.from() == v || l.to() == v)
                      .map(l -> l.from() == v ? l.to() : l.from())
                      .filter(n -> !shut.contains(n) && !town.nodes.get(n).closed())
                      .anyMatch(n -> fed(after, n, stopped(isolated))))
          .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<Integer> usersOf(Set<Integer> isolated) {
      return nodesOf(isolated).stream()
          .filter(n -> town.nodes.get(n).role() == NodeRole.SERVICE)
          .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Outside the isolated part: had a way to a source, has none any more. */
    Set<Integer> usersWithout(Set<Integer> isolated, Set<Integer> shut) {
      boolean[][] before = after(Set.of(), Set.of());
      boolean[][] after = after(isolated, shut);
      Set<Integer> inside = stopped(isolated);
      return IntStream.range(0, town.nodes.size())
          .filter(n -> town.nodes.get(n).role() == NodeRole.SERVICE && !inside.contains(n))
          .filter(n -> fed(before, n, Set.of()) && !fed(after, n, inside))
          .boxed()
          .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<Integer> usersAboveWithoutOutlet() {
      boolean[][] reach = town.reach(l -> l != 0 && counts(l), n -> true, true);
      int broken = town.lines.getFirst().from();
      return IntStream.range(0, town.nodes.size())
          .filter(n -> town.nodes.get(n).role() == NodeRole.SERVICE && reach[n][broken])
          .filter(n -> IntStream.range(0, reach.length).noneMatch(o -> outlet(o) && reach[n][o]))
          .boxed()
          .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean outlet(int node) {
      return town.nodes.get(node).role() == NodeRole.OUTFALL
          || town.lines.stream().noneMatch(l -> l.network() == network && l.from() == node);
    }
  }
}
