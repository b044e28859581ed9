package io.yiwang.cases.book;

import io.yiwang.cases.CaseAction;
import io.yiwang.cases.CaseActor;
import io.yiwang.cases.CaseState;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.Cases;
import io.yiwang.cases.Dispatch;
import io.yiwang.cases.lifecycle.Command;
import io.yiwang.cases.lifecycle.IllegalMove;
import io.yiwang.cases.lifecycle.Lifecycle;
import io.yiwang.cases.lifecycle.Move;
import io.yiwang.house.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** {@link Cases} on PostgreSQL. */
@Component
class CaseBook implements Cases, MergedCases {
  private static final int MOST_TASKS = 500;

  private final CaseStore store;
  private final Summaries summaries;
  private final Names names;
  private final JdbcTemplate jdbc;

  CaseBook(CaseStore store, Summaries summaries, Names names, JdbcTemplate jdbc) {
    this.store = store;
    this.summaries = summaries;
    this.names = names;
    this.jdbc = jdbc;
  }

  @Override
  public Optional<CaseSummary> find(long id) {
    return list(List.of(id)).stream().findFirst();
  }

  @Override
  public Optional<CaseSummary> findByNumber(String number) {
    return jdbc
        .query("select * from cases.case_file where number = ?", summaries::read, number)
        .stream()
        .findFirst();
  }

  @Override
  public List<CaseSummary> list(Collection<Long> ids) {
    return jdbc.query(
        "select * from cases.case_file where id = any(?)",
        summaries::read,
        (Object) ids.toArray(Long[]::new));
  }

  @Override
  public List<CaseSummary> into(long survivor) {
    return jdbc.query(
        """
        with recursive gone as (
          select id from cases.case_file where merged_into = ?
          union
          select f.id from cases.case_file f join gone g on f.merged_into = g.id)
        select * from cases.case_file where id in (select id from gone) order by id
        """,
        summaries::read,
        survivor);
  }

  @Override
  public List<CaseSummary> listTasks(long workerId) {
    return jdbc.query(
        """
        select * from cases.case_file
        where worker_id = ? and stage < 5 and state in ('PENDING_HANDLE', 'HANDLING', 'SUSPENDED')
        order by due_at nulls last, id limit ?
        """,
        summaries::read,
        workerId,
        MOST_TASKS);
  }

  @Override
  public List<CaseSummary> listUnmanned(int most) {
    return jdbc.query(
        """
        select * from cases.case_file f
        where stage < 5 and worker_id is null and state = 'DISPATCHED'
          and (select h.action from cases.history h
               where h.case_id = f.id and h.action in ('DISPATCH', 'CANNOT', 'REVOKE_ASSIGN')
               order by h.seq desc limit 1) <> 'REVOKE_ASSIGN'
        order by random() limit ?
        """,
        summaries::read,
        most);
  }

  @Override
  public Map<Long, Integer> loads() {
    Map<Long, Integer> loads = new HashMap<>();
    jdbc.query(
        """
        select worker_id, count(*) from cases.case_file
        where stage < 5 and worker_id is not null and state in ('PENDING_HANDLE', 'HANDLING')
        group by worker_id
        """,
        (RowCallbackHandler) rs -> loads.put(rs.getLong(1), rs.getInt(2)));
    return loads;
  }

  @Override
  @Transactional
  public CaseSummary dispatch(long caseId, Dispatch choice) {
    return one(caseId, choice, CaseAction.DISPATCH);
  }

  @Override
  @Transactional
  public CaseSummary assign(long caseId, Dispatch choice) {
    return one(caseId, choice, CaseAction.ASSIGN);
  }

  @Override
  @Transactional
  public List<Dispatch.Outcome> dispatchAll(List<Dispatch.Order> orders) {
    return all(orders, CaseAction.DISPATCH, Set.of(CaseState.PENDING_DISPATCH, CaseState.RETURNED));
  }

  @Override
  @Transactional
  public List<Dispatch.Outcome> assignAll(List<Dispatch.Order> orders) {
    return all(orders, CaseAction.ASSIGN, Set.of(CaseState.DISPATCHED));
  }

  @Override
  @Transactional
  public CaseSummary revokeAssignment(long caseId, String reason) {
    Entry entry = store.lock(caseId);
    Command command = Command.of(CaseAction.REVOKE_ASSIGN, CaseActor.SYSTEM).because(reason);
    return write(entry, command, null);
  }

  private CaseSummary one(long caseId, Dispatch choice, CaseAction action) {
    Entry entry = store.lock(caseId);
    return write(entry, command(action, choice), choice.explanation().toString());
  }

  private CaseSummary write(Entry entry, Command command, @Nullable String explanation) {
    try {
      Move move = store.lifecycle().act(entry.subject(), command, store.now());
      store.write(List.of(new Change(entry, move, command.by(), explanation)));
      return store.summary(move.after());
    } catch (IllegalMove e) {
      throw Problem.conflict("illegal-transition", e.rule(), e.advice()).with("state", e.state());
    }
  }

  private List<Dispatch.Outcome> all(
      List<Dispatch.Order> orders, CaseAction action, Set<CaseState> from) {
    Map<Long, Entry> entries = store.lockAll(orders.stream().map(Dispatch.Order::caseId).toList());
    Lifecycle life = store.lifecycle();
    List<Change> changes = new ArrayList<>();
    List<Dispatch.Outcome> outcomes = new ArrayList<>();
    Set<Long> done = new HashSet<>();
    for (Dispatch.Order order : orders) {
      Entry entry = entries.get(order.caseId());
      String problem = refusal(entry, from, done);
      if (problem == null && entry != null) {
        try {
          Command command = command(action, order.choice());
          Move move = life.act(entry.subject(), command, store.now());
          String why = order.choice().explanation().toString();
          changes.add(new Change(entry, move, command.by(), why));
          done.add(order.caseId());
        } catch (IllegalMove | Problem e) {
          problem = e.getMessage();
        }
      }
      outcomes.add(new Dispatch.Outcome(order.caseId(), problem == null, problem));
    }
    store.write(changes);
    return outcomes;
  }

  private static @Nullable String refusal(
      @Nullable Entry entry, Set<CaseState> from, Set<Long> done) {
    if (entry == null) {
      return "There is no such case.";
    }
    CaseState state = entry.subject().state();
    if (!from.contains(state)) {
      return "Case " + entry.subject().number() + " has moved on: " + state + ".";
    }
    return done.contains(entry.id()) ? "The batch names the case twice." : null;
  }

  private Command command(CaseAction action, Dispatch choice) {
    return Command.of(action, CaseActor.SYSTEM)
        .to(choice.unitCode(), choice.workerId() == null ? null : names.worker(choice.workerId()));
  }
}
