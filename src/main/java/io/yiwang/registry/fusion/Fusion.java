package io.yiwang.registry.fusion;

import io.yiwang.registry.fusion.MatchRules.Match;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which statements are about the same person: a function of the set of statements and verdicts,
 * whatever the order in which they came.
 *
 * <p>Pairs that match are joined greedily, the surest first and equal ones in the order of the
 * sources' own keys; what people have decided comes before all. A join is left out if it would put
 * two citizen numbers, or a pair that was decided to be two, into one person; it then becomes a
 * doubt, like every pair that only may match.
 */
final class Fusion {

  /** A pair, the lesser identity first. */
  record Pair(Statement first, Statement second) {
    static Pair of(Statement a, Statement b) {
      return a.identity().compareTo(b.identity()) <= 0 ? new Pair(a, b) : new Pair(b, a);
    }

    String identity() {
      return first.identity() + '\n' + second.identity();
    }
  }

  /** A pair that may be one person. */
  record Doubt(Pair pair, Match match) {}

  /** The persons, each the statements about them, and what is doubtful among them. */
  record Result(List<List<Statement>> persons, List<Doubt> doubts) {}

  private static final Comparator<Edge> SUREST =
      Comparator.comparingDouble((Edge e) -> -e.rank()).thenComparing(e -> e.pair.identity());

  private record Edge(Pair pair, Match match, boolean decided) {
    double rank() {
      return decided ? 2 : match.confidence();
    }
  }

  private final MatchRules rules;
  private final Map<String, Boolean> verdicts;
  private final Map<String, List<Statement>> personOf = new HashMap<>();

  private Fusion(MatchRules rules, Map<String, Boolean> verdicts) {
    this.rules = rules;
    this.verdicts = verdicts;
  }

  /**
   * @param verdicts by {@link Pair#identity}: whether the two are the same
   */
  static Result of(List<Statement> statements, MatchRules rules, Map<String, Boolean> verdicts) {
    return new Fusion(rules, verdicts).run(statements);
  }

  private Result run(List<Statement> statements) {
    List<Statement> all =
        statements.stream().sorted(Comparator.comparing(Statement::identity)).toList();
    all.forEach(s -> personOf.put(s.identity(), List.of(s)));
    List<Edge> edges = edges(all);
    edges.stream().filter(e -> e.rank() >= rules.join()).forEach(this::join);
    List<Doubt> doubts = doubts(edges);
    Map<String, List<Statement>> persons = new TreeMap<>();
    personOf.values().forEach(p -> persons.put(p.getFirst().identity(), p));
    return new Result(List.copyOf(persons.values()), doubts);
  }

  private List<Edge> edges(List<Statement> all) {
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      for (int k = i + 1; k < all.size(); k++) {
        Pair pair = new Pair(all.get(i), all.get(k));
        Boolean same = verdicts.get(pair.identity());
        Match match = rules.match(pair.first, pair.second);
        if (same == null ? match.confidence() >= rules.review() : same) {
          edges.add(new Edge(pair, match, same != null));
        }
      }
    }
    edges.sort(SUREST);
    return edges;
  }

  private void join(Edge edge) {
    List<Statement> a = personOf(edge.pair.first);
    List<Statement> b = personOf(edge.pair.second);
    if (a == b || !edge.decided && contradict(a, b)) {
      return;
    }
    List<Statement> both = new ArrayList<>(a);
    both.addAll(b);
    both.sort(Comparator.comparing(Statement::identity));
    both.forEach(s -> personOf.put(s.identity(), both));
  }

  private boolean contradict(List<Statement> a, List<Statement> b) {
    Set<Statement.Sealed> numbers = new HashSet<>();
    for (List<Statement> side : List.of(a, b)) {
      side.stream().filter(s -> s.number() != null).forEach(s -> numbers.add(s.number()));
    }
    if (numbers.size() > 1) {
      return true;
    }
    return a.stream()
        .anyMatch(
            x ->
                b.stream()
                    .anyMatch(y -> Boolean.FALSE.equals(verdicts.get(Pair.of(x, y).identity()))));
  }

  /** The surest pair between each two persons. */
  private List<Doubt> doubts(List<Edge> edges) {
    Map<String, Doubt> doubts = new LinkedHashMap<>();
    for (Edge edge : edges) {
      List<Statement> a = personOf(edge.pair.first);
      List<Statement> b = personOf(edge.pair.second);
      if (a != b && !decidedApart(a, b)) {
        String between = Pair.of(a.getFirst(), b.getFirst()).identity();
        doubts.putIfAbsent(between, new Doubt(edge.pair, edge.match));
      }
    }
    return List.copyOf(doubts.values());
  }

  private boolean decidedApart(List<Statement> a, List<Statement> b) {
    return a.stream()
        .anyMatch(
            x ->
                b.stream()
                    .anyMatch(y -> Boolean.FALSE.equals(verdicts.get(Pair.of(x, y).identity()))));
  }

  private List<Statement> personOf(Statement statement) {
    return Objects.requireNonNull(personOf.get(statement.identity()));
  }
}
