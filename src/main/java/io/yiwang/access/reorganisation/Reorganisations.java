package io.yiwang.access.reorganisation;

import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.Person;
import io.yiwang.access.reorganisation.Plan.Subject;
import io.yiwang.access.reorganisation.Reorganisation.State;
import io.yiwang.house.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Divides, unites, renames and moves regions and units. A change and all that follows it are one
 * transaction; a look ahead is the same change, counted and rolled back.
 */
@Component
public class Reorganisations {
  private final ReorganisationStore store;
  private final Map<Subject, Structure> structures;
  private final List<Follower> followers;
  private final Following following;
  private final Sweeping sweeping;
  private final AuditTrail audit;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final CityDay day;
  private final boolean secondPerson;

  Reorganisations(
      ReorganisationStore store,
      List<Structure> structures,
      List<Follower> followers,
      Following following,
      Sweeping sweeping,
      AuditTrail audit,
      TransactionTemplate transaction,
      Clock clock,
      CityDay day,
      @Value("${yiwang.access.reorganisation.second-person:true}") boolean secondPerson) {
    this.store = store;
    this.structures =
        structures.stream().collect(Collectors.toMap(Structure::subject, Function.identity()));
    this.followers = followers;
    this.following = following;
    this.sweeping = sweeping;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
    this.day = day;
    this.secondPerson = secondPerson;
  }

  public Reorganisation get(long id) {
    return store.get(id);
  }

  /** What would follow, by what people call it. */
  public Map<String, Long> preview(Plan plan) {
    plan.check();
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              status.setRollbackOnly();
              long trial = store.add(plan, "-", day.today(), nobody(), now());
              return counted(structure(plan).apply(plan, trial, day.today()));
            }));
  }

  /** Asks for it; whoever may decide alone has decided. */
  public Reorganisation ask(Plan plan, String reason, @Nullable LocalDate given, Person by) {
    LocalDate on = given == null ? day.today() : given;
    if (reason.isBlank()) {
      throw Problem.badField("reason", reason, "must be given.", null);
    }
    if (on.isBefore(day.today())) {
      throw Problem.badField("on", on, "must not lie in the past.", null);
    }
    preview(plan);
    long id =
        Objects.requireNonNull(
            transaction.execute(
                status -> {
                  long added = store.add(plan, reason, on, by, now());
                  record(added);
                  return added;
                }));
    return secondPerson ? store.get(id) : approve(id, by);
  }

  public Reorganisation approve(long id, Person by) {
    transaction.executeWithoutResult(
        status -> {
          Reorganisation asked = store.lock(id);
          require(asked, State.ASKED);
          if (secondPerson && asked.askedBy() == by.id()) {
            throw Problem.forbidden("Somebody else must approve what you have asked for.");
          }
          store.decided(id, State.APPROVED, by, now());
          record(id);
        });
    if (!store.get(id).effectiveOn().isAfter(day.today())) {
      apply(id);
    }
    return store.get(id);
  }

  public Reorganisation withdraw(long id, Person by) {
    transaction.executeWithoutResult(
        status -> {
          Reorganisation asked = store.lock(id);
          if (asked.state() != State.APPROVED) {
            require(asked, State.ASKED);
          }
          store.decided(id, State.WITHDRAWN, by, now());
          record(id);
        });
    return store.get(id);
  }

  /** Carries out what is due; what cannot be any more is marked and holds up nothing else. */
  void applyDue() {
    for (var due = store.firstDue(day.today());
        due.isPresent();
        due = store.firstDue(day.today())) {
      try {
        apply(due.get());
      } catch (Problem impossible) {
        store.failed(due.get(), impossible.getMessage());
      }
    }
  }

  private void apply(long id) {
    Succession done =
        transaction.execute(
            status -> {
              Reorganisation r = store.lock(id);
              if (r.state() != State.APPROVED) {
                return null;
              }
              LocalDate from = r.effectiveOn().isAfter(day.today()) ? r.effectiveOn() : day.today();
              Succession s = structure(r.plan()).apply(r.plan(), id, from);
              Map<String, Long> effects = counted(s);
              Instant now = now();
              followers.forEach(f -> f.follow(s, id, now));
              following.follow(s, id);
              followers.forEach(f -> f.sweep(s));
              store.applied(id, effects, now);
              record(id);
              return s;
            });
    if (done != null) {
      sweeping.begin(done);
    }
  }

  /** Undoes the last one, as long as nobody has built upon it. */
  public Reorganisation undo(long id, Person by) {
    Succession back =
        Objects.requireNonNull(
            transaction.execute(
                status -> {
                  Reorganisation r = store.lock(id);
                  require(r, State.APPLIED);
                  refuseUndo(r);
                  Succession s = structure(r.plan()).undo(r.plan(), id, day.today());
                  following.tell(s);
                  refuseAdded(r, s);
                  Instant now = now();
                  followers.forEach(f -> f.unfollow(s, id, now));
                  following.giveBack(id);
                  following.follow(s, 0);
                  followers.forEach(f -> f.sweep(s));
                  store.undone(id, by, now);
                  record(id);
                  return s;
                }));
    sweeping.begin(back);
    return store.get(id);
  }

  private static void refuseUndo(Reorganisation r) {
    if (!r.mayUndo()) {
      throw Problem.conflict(
          "reorganisation-built-upon",
          "There has been another reorganisation since.",
          "Maybe undo that one first.");
    }
  }

  private void refuseAdded(Reorganisation r, Succession s) {
    Set<String> codes = new HashSet<>(s.codes().keySet());
    Instant since = Objects.requireNonNull(r.appliedAt());
    long added = followers.stream().mapToLong(f -> f.added(codes, s, since)).sum();
    if (added > 0) {
      throw Problem.conflict(
          "reorganisation-built-upon",
          "Since then " + added + " duties, units or responsibilities were given to " + codes + ".",
          "Maybe end them first.");
    }
  }

  private Map<String, Long> counted(Succession s) {
    following.tell(s);
    Map<String, Long> counts = new LinkedHashMap<>();
    followers.forEach(f -> f.count(s).forEach((what, n) -> counts.merge(what, n, Long::sum)));
    return counts;
  }

  private Structure structure(Plan plan) {
    return Objects.requireNonNull(structures.get(plan.subject()));
  }

  private static void require(Reorganisation r, State state) {
    if (r.state() != state) {
      throw Problem.conflict(
          "reorganisation-decided",
          "Reorganisation " + r.id() + " is " + r.state() + " already.",
          null);
    }
  }

  private void record(long id) {
    audit.append(audit.entry(AuditAction.PERMISSION, "organisation").about("reorganisation:" + id));
  }

  /** As fine as a timestamp of the database. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static Person nobody() {
    return new Person(0, "-", "-", "-", Set.of(), "", "", "");
  }
}
