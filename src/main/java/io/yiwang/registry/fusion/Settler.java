package io.yiwang.registry.fusion;

import io.yiwang.citymap.City;
import io.yiwang.house.Problem;
import io.yiwang.registry.Scope;
import io.yiwang.registry.people.Persons;
import io.yiwang.registry.people.Residences;
import io.yiwang.registry.people.Tallies;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps statements and brings the persons they are about up to date: the one way by which a person
 * changes. One settlement at a time, since two could meet in the same person.
 */
@Component
public class Settler {
  private static final long LOCK = 0x7265676973747279L; // "registry"

  private final JdbcClient jdbc;
  private final Statements statements;
  private final Verdicts verdicts;
  private final Doubts doubts;
  private final FusionRules rules;
  private final Persons persons;
  private final Residences residences;
  private final Tallies tallies;
  private final City city;

  Settler(
      JdbcClient jdbc,
      Statements statements,
      Verdicts verdicts,
      Doubts doubts,
      FusionRules rules,
      Persons persons,
      Residences residences,
      Tallies tallies,
      City city) {
    this.jdbc = jdbc;
    this.statements = statements;
    this.verdicts = verdicts;
    this.doubts = doubts;
    this.rules = rules;
    this.persons = persons;
    this.residences = residences;
    this.tallies = tallies;
    this.city = city;
  }

  /** What became of a statement. */
  public enum Outcome {
    /** Somebody new. */
    ADDED,
    /** Somebody known. */
    JOINED,
    /** Somebody new who may be somebody known; waits for review. */
    DOUBTFUL,
    /** The source sent it before; nothing changed. */
    REPEATED
  }

  /** A statement's outcome and the person it is about now; 0 when it was repeated. */
  public record Settled(Outcome outcome, long personId) {}

  /** Keeps statements, one after another, in one transaction. */
  @Transactional
  public List<Settled> accept(List<Statement> said) {
    lock();
    Touched touched = new Touched();
    List<Settled> outcomes = new ArrayList<>();
    for (Statement s : said) {
      long personId = persons.newIds(1).getFirst();
      outcomes.add(
          statements
              .add(s, personId)
              .map(added -> settled(added, touched))
              .orElse(new Settled(Outcome.REPEATED, 0)));
    }
    tallies.count(touched.quarters);
    return outcomes;
  }

  private Settled settled(Statement added, Touched touched) {
    boolean doubtful = settle(List.of(added), touched);
    long person = statements.personOf(added.id());
    boolean alone = statements.ofPersons(List.of(person)).size() == 1;
    return new Settled(
        alone ? (doubtful ? Outcome.DOUBTFUL : Outcome.ADDED) : Outcome.JOINED, person);
  }

  /** Whom the statements are about now. */
  List<Long> persons(Scope scope, long first, long second) {
    return List.of(
        statements.personOf(statement(scope, first).id()),
        statements.personOf(statement(scope, second).id()));
  }

  /** Decides that two statements are about the same person, or are not. */
  @Transactional
  public long decide(Scope scope, long first, long second, boolean same, String reason, String by) {
    lock();
    Statement a = statement(scope, first);
    Statement b = statement(scope, second);
    if (a.id() == b.id()) {
      throw Problem.badField("second", second, "must be another statement.", null);
    }
    long id = verdicts.add(a, b, same, reason, by);
    settleAndCount(List.of(a, b));
    return id;
  }

  /** Decides that two persons are the same: joins their oldest statements. */
  @Transactional
  public long merge(Scope scope, long person, long other, String reason, String by) {
    lock();
    persons.get(scope, person);
    persons.get(scope, other);
    return decide(scope, oldest(person).id(), oldest(other).id(), true, reason, by);
  }

  /** Keeps statements that are known to be about a person, whatever they tell. */
  @Transactional
  public void add(long personId, List<Statement> said, String reason, String by) {
    lock();
    Statement oldest = oldest(personId);
    List<Statement> seeds = new ArrayList<>(List.of(oldest));
    for (Statement s : said) {
      statements
          .add(s, persons.newIds(1).getFirst())
          .ifPresent(
              added -> {
                verdicts.add(oldest, added, true, reason, by);
                seeds.add(added);
              });
    }
    settleAndCount(seeds);
  }

  /** Takes a decision back; everybody becomes who they were without it. */
  @Transactional
  public void undo(Scope scope, long verdictId, String by) {
    lock();
    Verdicts.Ruling verdict = verdicts.get(scope, verdictId);
    if (!verdicts.undo(verdictId, by)) {
      throw Problem.conflict(
          "undone-already", "Decision " + verdictId + " was undone before.", null);
    }
    settleAndCount(
        List.of(
            statement(scope, verdict.firstStatement()),
            statement(scope, verdict.secondStatement())));
  }

  /** The statements about a person; one of a bulk load gets its first one here. */
  @Transactional
  public List<Statement> about(long personId) {
    statements.speakFor(personId);
    return statements.ofPersons(List.of(personId));
  }

  private Statement oldest(long personId) {
    return about(personId).getFirst();
  }

  private Statement statement(Scope scope, long id) {
    Statement found = statements.find(id).orElseThrow(() -> Problem.notFound("statement", id));
    if (!scope.covers(found.regionPath())) {
      throw Problem.notFound("statement", id);
    }
    return found;
  }

  private void settleAndCount(List<Statement> seeds) {
    Touched touched = new Touched();
    settle(seeds, touched);
    tallies.count(touched.quarters);
  }

  private static final class Touched {
    final Set<Long> quarters = new TreeSet<>();
  }

  /** Everything that may be one with the seeds, and what may only be, around it. */
  private record Neighbourhood(Map<Long, Statement> within, Map<Long, Statement> around) {}

  private boolean settle(List<Statement> seeds, Touched touched) {
    MatchRules matching = rules.matching();
    Neighbourhood n = neighbourhood(seeds, matching);
    Map<Long, Statement> all = new LinkedHashMap<>(n.around);
    all.putAll(n.within);
    Fusion.Result result =
        Fusion.of(List.copyOf(all.values()), matching, verdicts.among(all.values()));
    write(result, n.within, touched);
    List<Fusion.Doubt> ours =
        result.doubts().stream()
            .filter(
                d ->
                    n.within.containsKey(d.pair().first().id())
                        || n.within.containsKey(d.pair().second().id()))
            .toList();
    doubts.replace(n.within.values(), ours);
    Set<Long> seedIds = new HashSet<>(seeds.stream().map(Statement::id).toList());
    return ours.stream()
        .anyMatch(
            d ->
                seedIds.contains(d.pair().first().id())
                    || seedIds.contains(d.pair().second().id()));
  }

  private Neighbourhood neighbourhood(List<Statement> seeds, MatchRules matching) {
    Map<Long, Statement> within = new LinkedHashMap<>();
    Map<Long, Statement> maybe = new LinkedHashMap<>();
    Deque<Statement> open = new ArrayDeque<>(seeds);
    while (!open.isEmpty()) {
      Statement s = open.poll();
      if (within.putIfAbsent(s.id(), s) != null) {
        continue;
      }
      open.addAll(statements.ofPersons(List.of(statements.personOf(s.id()))));
      for (long tied : verdicts.tiedTo(List.of(s.id()))) {
        statements.find(tied).ifPresent(open::add);
      }
      for (Statement other : statements.alike(s)) {
        double confidence = matching.match(s, other).confidence();
        if (other.id() != s.id() && confidence >= matching.join()) {
          open.add(other);
        } else if (confidence >= matching.review()) {
          maybe.put(other.id(), other);
        }
      }
    }
    maybe.keySet().removeAll(within.keySet());
    Map<Long, Statement> around = new HashMap<>();
    if (!maybe.isEmpty()) {
      Set<Long> ids = new TreeSet<>();
      maybe.keySet().forEach(id -> ids.add(statements.personOf(id)));
      statements.ofPersons(ids).forEach(s -> around.put(s.id(), s));
    }
    return new Neighbourhood(within, around);
  }

  private void write(Fusion.Result result, Map<Long, Statement> within, Touched touched) {
    Trusts trusts = rules.trusts();
    Set<Long> affected = new TreeSet<>();
    within.values().forEach(s -> affected.add(s.ownPerson()));
    affected.forEach(id -> touched.quarters.addAll(residences.quartersOf(id)));
    for (List<Statement> person : result.persons()) {
      if (person.stream().noneMatch(s -> within.containsKey(s.id()))) {
        continue;
      }
      long id = person.stream().mapToLong(Statement::ownPerson).min().orElseThrow();
      statements.assign(person, id);
      absorb(person, id);
      Beliefs beliefs = Beliefs.of(person, trusts);
      persons.put(id, belief(beliefs, person));
      touched.quarters.addAll(
          residences.rewrite(
              id,
              Stays.of(person, beliefs.doorId(), city.zone()),
              beliefs.household(),
              beliefs.relation()));
    }
  }

  private void absorb(Collection<Statement> person, long into) {
    List<Long> others =
        person.stream().map(Statement::ownPerson).filter(own -> own != into).distinct().toList();
    persons.absorb(others, into);
    others.forEach(residences::clear);
  }

  private static Persons.Belief belief(Beliefs b, List<Statement> person) {
    Statement latest = person.getFirst();
    for (Statement s : person) {
      if (s.at().isAfter(latest.at())) {
        latest = s;
      }
    }
    Statement.Sealed number = b.number();
    Statement.Sealed phone = b.phone();
    return new Persons.Belief(
        b.name(),
        b.sex(),
        b.birth(),
        number == null ? null : number.index(),
        number == null ? null : number.bytes(),
        phone == null ? null : phone.index(),
        phone == null ? null : phone.bytes(),
        b.groups(),
        Objects.requireNonNull(latest).kind(),
        latest.regionPath(),
        null);
  }

  /** Until the end of the transaction nobody else settles. */
  void lock() {
    jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query(rs -> {});
  }
}
