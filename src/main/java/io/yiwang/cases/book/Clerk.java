package io.yiwang.cases.book;

import io.yiwang.access.Action;
import io.yiwang.access.Person;
import io.yiwang.access.Units;
import io.yiwang.cases.CaseAction;
import io.yiwang.cases.CaseActor;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.lifecycle.Case;
import io.yiwang.cases.lifecycle.Command;
import io.yiwang.cases.lifecycle.Condition;
import io.yiwang.cases.lifecycle.IllegalMove;
import io.yiwang.cases.lifecycle.Moves;
import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.FilingCondition;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does what a person wants with a case: once per key, on the version it was decided on, within the
 * person's rights.
 */
@Component
public class Clerk {
  private final CaseStore store;
  private final Merging merging;
  private final Rights rights;
  private final Names names;
  private final Units units;
  private final Catalogue catalogue;
  private final JdbcTemplate jdbc;
  private final CaseSight sight;
  private final TransactionTemplate transaction;

  Clerk(
      CaseStore store,
      Merging merging,
      Rights rights,
      Names names,
      Units units,
      Catalogue catalogue,
      JdbcTemplate jdbc,
      CaseSight sight,
      TransactionTemplate transaction) {
    this.store = store;
    this.merging = merging;
    this.rights = rights;
    this.names = names;
    this.units = units;
    this.catalogue = catalogue;
    this.jdbc = jdbc;
    this.sight = sight;
    this.transaction = transaction;
  }

  /**
   * A case the person may not see is not there. What may be done with one that is, is decided here;
   * the platform then does it, as an act may well move the case out of the person's sight.
   */
  public CaseSummary act(long id, ActionRequest request, Person person) {
    requireVisible(id);
    if (request.into() != null) {
      requireVisible(request.into());
    }
    CaseSummary after =
        SystemDuty.call(() -> transaction.execute(status -> perform(id, request, person)));
    return Objects.requireNonNull(after);
  }

  /** Refuses with 404 when the present person may not see the case. */
  public CaseSummary requireVisible(long id) {
    return sight
        .shown(sight.subject(), store.summary(store.get(id).subject()))
        .orElseThrow(() -> Problem.notFound("case", id));
  }

  /** Refuses with 403 whoever sees the case but has no part in it. */
  public void requireChangeable(long id) {
    if (!sight.may(sight.subject(), Action.CHANGE, requireVisible(id))) {
      throw Problem.forbidden("Your duty does not include changing this case.");
    }
  }

  /** A key is the person's own: what somebody else sent is no answer to them. */
  private CaseSummary perform(long id, ActionRequest request, Person person) {
    Entry entry = lockWithOther(id, request).get(id);
    if (entry == null) {
      throw Problem.notFound("case", id);
    }
    String key = request.key() == null ? null : person.id() + " " + request.key();
    if (applied(id, key)) {
      return store.summary(entry.subject());
    }
    rights.require(person, entry.subject(), request.action());
    requireVersion(entry.subject(), request);
    CaseActor by = new CaseActor(person.id(), person.name());
    Command command = command(entry.subject(), request, by, person);
    return perform(entry, command, key);
  }

  /**
   * The reporter's own word; whether the observation is the reporter's is checked by the caller.
   */
  @Transactional
  public CaseSummary answer(
      long id,
      CaseAction action,
      @Nullable String note,
      List<String> photos,
      @Nullable String key) {
    Entry entry = store.lock(id);
    if (applied(id, key)) {
      return store.summary(entry.subject());
    }
    String reason = note == null || note.isBlank() ? "报案人不认可 not mended" : note;
    Command command =
        Command.of(action, new CaseActor(0, "报案人 reporter"))
            .because(action == CaseAction.REJECT ? reason : null)
            .with(note, photos);
    return perform(entry, command, key);
  }

  /** What a camera or sensor found when it looked again, in the caller's transaction. */
  public CaseSummary witnessed(Entry entry, Command command) {
    return perform(entry, command, null);
  }

  /** What people may do now with this case, in the order of the enum. */
  public Set<CaseAction> allowed(Case subject, Person person) {
    Set<CaseAction> allowed = new TreeSet<>(rights.actions(person, subject));
    allowed.removeIf(a -> store.lifecycle().refusal(subject, a, store.now()) != null);
    return allowed;
  }

  private CaseSummary perform(Entry entry, Command command, @Nullable String key) {
    try {
      List<Change> changes = changes(entry, command);
      store.write(changes);
      keepPhotos(entry.id(), command);
      Case after = changes.getLast().move().after();
      remember(after, command.action(), key);
      return store.summary(after);
    } catch (IllegalMove e) {
      throw Problem.conflict("illegal-transition", e.rule(), e.advice())
          .with("state", e.state())
          .with("case", store.summary(entry.subject()));
    }
  }

  private List<Change> changes(Entry entry, Command command) {
    Long other =
        switch (command.action()) {
          case MERGE -> command.into();
          case UNMERGE -> entry.subject().standing().mergedInto();
          default -> null;
        };
    if (other != null && other != entry.id()) {
      Entry second = store.lock(other);
      return command.action() == CaseAction.MERGE
          ? merging.merge(entry, second, command, true)
          : merging.unmerge(entry, second, command);
    }
    var move = store.lifecycle().act(entry.subject(), command, store.now());
    return List.of(Change.of(entry, move, command.by()));
  }

  private Map<Long, Entry> lockWithOther(long id, ActionRequest request) {
    Long other =
        switch (request.action()) {
          case MERGE -> request.into();
          case UNMERGE -> merging.survivorOf(id);
          default -> null;
        };
    return store.lockAll(other == null ? List.of(id) : List.of(id, other));
  }

  private void requireVersion(Case subject, ActionRequest request) {
    if (request.version() != null && request.version() != subject.version()) {
      throw Problem.conflict(
              "stale-case",
              "Case "
                  + subject.number()
                  + " has changed: version "
                  + subject.version()
                  + ", not "
                  + request.version()
                  + ".",
              "Maybe look at the present case and decide again.")
          .with("case", store.summary(subject));
    }
  }

  private Command command(Case subject, ActionRequest r, CaseActor by, Person person) {
    if (Moves.needsReason(r.action()) && (r.reason() == null || r.reason().isBlank())) {
      throw Problem.badField("reason", r.reason(), "must say why for " + r.action() + ".", null);
    }
    String unit = r.unit();
    if (r.action() == CaseAction.TAKE_OVER && unit == null) {
      unit = person.unitCode();
    }
    if (unit != null) {
      units.get(unit);
    }
    return Command.of(r.action(), by)
        .approving(rights.approves(person, subject))
        .because(r.reason())
        .with(r.note(), r.photos() == null ? List.of() : r.photos())
        .under(condition(subject, r.conditionId()))
        .to(unit, r.workerId() == null ? null : names.worker(r.workerId()))
        .until(r.until())
        .into(r.into());
  }

  private @Nullable Condition condition(Case subject, @Nullable Long id) {
    if (id == null) {
      return null;
    }
    return catalogue.conditions(subject.matter().classCode()).stream()
        .filter(c -> c.id() == id)
        .findFirst()
        .map(Clerk::condition)
        .orElseThrow(
            () ->
                Problem.badField(
                    "conditionId",
                    id,
                    "must be a filing condition of class " + subject.matter().classCode() + ".",
                    null));
  }

  static Condition condition(FilingCondition c) {
    return new Condition(c.id(), c.nameZh(), c.nameEn(), c.limit());
  }

  private boolean applied(long id, @Nullable String key) {
    return key != null
        && !jdbc.queryForList(
                "select 1 from cases.action_key where case_id = ? and key = ?",
                Integer.class,
                id,
                key)
            .isEmpty();
  }

  private void remember(Case after, CaseAction action, @Nullable String key) {
    if (key != null) {
      jdbc.update(
          "insert into cases.action_key (key, case_id, action, version, at) values (?, ?, ?, ?, ?)",
          key,
          after.id(),
          action.name(),
          after.version(),
          Timestamp.from(store.now()));
    }
  }

  private void keepPhotos(long id, Command c) {
    for (String photo : c.photos()) {
      addPhoto(id, photo, photoKind(c.action()), c.by());
    }
  }

  void addPhoto(long id, String photo, String kind, CaseActor by) {
    jdbc.update(
        """
        insert into cases.photo (case_id, photo, kind, at, by_id, by_name)
        values (?, ?, ?, ?, ?, ?) on conflict do nothing
        """,
        id,
        photo,
        kind,
        Timestamp.from(store.now()),
        by.id(),
        by.name());
  }

  private static String photoKind(CaseAction action) {
    return switch (action) {
      case FINISH, FEEDBACK -> "AFTER";
      case CHECK_PASS, CHECK_FAIL, CONFIRM, REJECT, CLOSE -> "CHECK";
      case ACCEPT, ARRIVE, CANNOT, SUSPEND, EXTEND, RETURN -> "BEFORE";
      default -> "REPORT";
    };
  }
}
