package io.yiwang.cases.book;

import io.yiwang.cases.CaseAction;
import io.yiwang.cases.CaseActor;
import io.yiwang.cases.CaseState;
import io.yiwang.cases.lifecycle.Case;
import io.yiwang.cases.lifecycle.Command;
import io.yiwang.cases.lifecycle.Lifecycle;
import io.yiwang.cases.lifecycle.Matter;
import io.yiwang.cases.lifecycle.Move;
import io.yiwang.house.Problem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Two cases of one matter become one, and are split again when that was wrong. */
@Component
public class Merging {

  /**
   * The survivor is the more advanced of two open cases, then the one reported earlier, then the
   * smaller id.
   */
  private static final Comparator<Case> BEST_FIRST =
      Comparator.<Case, Integer>comparing(c -> rank(c.state()))
          .reversed()
          .thenComparing(c -> c.matter().reportedAt())
          .thenComparing(Case::id);

  private final CaseStore store;
  private final JdbcTemplate jdbc;

  Merging(CaseStore store, JdbcTemplate jdbc) {
    this.store = store;
    this.jdbc = jdbc;
  }

  public static boolean firstSurvives(Case first, Case second) {
    return BEST_FIRST.compare(first, second) <= 0;
  }

  /**
   * The changes of both cases, the survivor's first.
   *
   * @param addReports whether the reports are of two incidents and add up; correlation counts its
   *     own
   */
  public List<Change> merge(Entry lost, Entry survivor, Command command, boolean addReports) {
    if (survivor.subject().state().terminal()) {
      throw Problem.conflict(
          "illegal-transition",
          "Case "
              + survivor.subject().number()
              + " has ended ("
              + survivor.subject().state()
              + ").",
          "Maybe choose an open case.");
    }
    Lifecycle life = store.lifecycle();
    Instant now = store.now();
    Move gone = life.act(lost.subject(), command.into(survivor.id()), now);
    Case kept = survivor.subject();
    if (addReports) {
      kept = withMore(kept, lost.subject().matter().growth().reports());
    }
    Move absorbed = life.link(kept, "ABSORB", lost.subject(), command.by(), now);
    addLink(survivor.id(), "MERGED", lost.id());
    return List.of(
        Change.of(survivor, absorbed, command.by()), Change.of(lost, gone, command.by()));
  }

  /** Splits a merged case off again; announcements will not merge the two any more. */
  List<Change> unmerge(Entry merged, @Nullable Entry survivor, Command command) {
    Lifecycle life = store.lifecycle();
    Instant now = store.now();
    Case split = withItsOwnIncident(merged.subject(), survivor);
    Move back = life.act(split, command, now);
    Change restored = Change.of(merged, back, command.by());
    if (survivor == null) {
      return List.of(restored);
    }
    keepApart(merged.id(), survivor.id());
    jdbc.update(
        "delete from cases.case_link where case_id = ? and other_id = ?",
        survivor.id(),
        merged.id());
    Case rest = survivor.subject();
    Matter.Growth growth = rest.matter().growth();
    if (growth.extraReports() > 0) {
      int own = merged.subject().matter().growth().reports();
      rest = withMore(rest, -Math.min(growth.extraReports(), own));
    }
    UUID former = formerIncident(rest, split.matter().incident());
    Move released =
        former == null
            ? life.link(rest, "RELEASE", split, command.by(), now)
            : life.giveBack(rest, former, split, command.by(), now);
    return List.of(Change.of(survivor, released, command.by()), restored);
  }

  /**
   * The case under an incident that leads to it: the one it went by may have become the survivor's,
   * and if that was its only one the survivor gives it back.
   */
  private Case withItsOwnIncident(Case c, @Nullable Entry survivor) {
    List<UUID> own =
        jdbc.query(
            "select incident_id from cases.incident_case where case_id = ? order by incident_id",
            (rs, row) -> rs.getObject(1, UUID.class),
            c.id());
    if (own.isEmpty() && survivor != null) {
      jdbc.update(
          "update cases.incident_case set case_id = ? where incident_id = ? and case_id = ?",
          c.id(),
          c.matter().incident(),
          survivor.id());
    }
    return own.isEmpty() || own.contains(c.matter().incident()) ? c : c.under(own.getFirst());
  }

  /** The incident the survivor went by before it took over this one. */
  private @Nullable UUID formerIncident(Case survivor, UUID taken) {
    if (!survivor.matter().incident().equals(taken)) {
      return null;
    }
    return jdbc
        .query(
            """
            select detail::jsonb ->> 'was' from cases.history
            where case_id = ? and action = 'ADOPT' and detail::jsonb ->> 'incident' = ?
            order by seq desc limit 1
            """,
            (rs, row) -> UUID.fromString(rs.getString(1)),
            survivor.id(),
            taken.toString())
        .stream()
        .findFirst()
        .orElse(null);
  }

  /** The one merged into, if that is still known; read without a lock to know what to lock. */
  @Nullable Long survivorOf(long id) {
    return jdbc
        .queryForList("select merged_into from cases.case_file where id = ?", Long.class, id)
        .stream()
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  public boolean keptApart(long a, long b) {
    return !jdbc.queryForList(
            "select 1 from cases.kept_apart where first_id = ? and second_id = ?",
            Integer.class,
            Math.min(a, b),
            Math.max(a, b))
        .isEmpty();
  }

  public void addLink(long of, String kind, long other) {
    jdbc.update(
        "insert into cases.case_link values (?, ?, ?) on conflict do nothing", of, kind, other);
  }

  private void keepApart(long a, long b) {
    jdbc.update(
        "insert into cases.kept_apart values (?, ?) on conflict do nothing",
        Math.min(a, b),
        Math.max(a, b));
  }

  private static Case withMore(Case c, int reports) {
    Matter.Growth g = c.matter().growth();
    Matter.Growth more =
        new Matter.Growth(
            g.reports() + reports,
            g.extraReports() + reports,
            g.evidence(),
            g.lastSeen(),
            g.clearedAt());
    return new Case(
        c.id(), c.number(), c.version(), c.matter().withGrowth(more), c.standing(), c.clocks());
  }

  private static int rank(CaseState state) {
    return state.terminal() ? -1 : state.ordinal();
  }

  /** A merging by rule, because correlation found both to be one matter. */
  public static Command byRule(String incident) {
    return Command.of(CaseAction.MERGE, CaseActor.SYSTEM)
        .because("the same matter as incident " + incident);
  }
}
