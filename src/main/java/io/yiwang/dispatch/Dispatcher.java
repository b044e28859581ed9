package io.yiwang.dispatch;

import io.yiwang.access.Unit;
import io.yiwang.cases.CaseEvent;
import io.yiwang.cases.CaseState;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.Cases;
import io.yiwang.cases.Dispatch;
import io.yiwang.dispatch.Refusals.Passed;
import io.yiwang.dispatch.Refusals.Refusal;
import io.yiwang.dispatch.UnitChoice.Ground;
import io.yiwang.house.OutboxConsumer;
import io.yiwang.house.OutboxEvent;
import io.yiwang.kernel.GeoPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends every filed case to the unit that must mend it and to the worker who is best placed, and
 * says why.
 *
 * <p>Works through the events of cases in order, a batch a transaction: a filed, re-opened or
 * returned case is dispatched; a case whose worker could not, or that a person sent to a unit
 * without a name, is assigned. A unit that returned a case and a worker who could not do it are not
 * chosen for it again; when nobody is left the case waits, until somebody who can comes on duty or
 * a dispatcher decides. An event that arrives twice finds the case moved on and changes nothing.
 */
@Component
class Dispatcher implements OutboxConsumer {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
  private static final Set<String> CALL_FOR_UNIT =
      Set.of("CaseFiled", "CaseReopened", "CaseReturned", "CheckFailed", "CaseUnmerged");
  private static final Set<CaseState> WITHOUT_UNIT =
      Set.of(CaseState.PENDING_DISPATCH, CaseState.RETURNED);

  private final Cases cases;
  private final Responsibilities responsibilities;
  private final DutyBoard board;
  private final Refusals refusals;
  private final Owners owners;
  private final JsonMapper json;

  Dispatcher(
      Cases cases,
      Responsibilities responsibilities,
      DutyBoard board,
      Refusals refusals,
      Owners owners,
      JsonMapper json) {
    this.cases = cases;
    this.responsibilities = responsibilities;
    this.board = board;
    this.refusals = refusals;
    this.owners = owners;
    this.json = json;
  }

  @Override
  public String name() {
    return "dispatch";
  }

  @Override
  public String topic() {
    return CaseEvent.TOPIC;
  }

  @Override
  public void accept(List<OutboxEvent> events) {
    Map<Long, Wanted> wanted = new LinkedHashMap<>();
    List<Refusal> refused = new ArrayList<>();
    for (OutboxEvent event : events) {
      if (Wanted.concerns(event.type())) {
        CaseEvent told = json.treeToValue(event.payload(), CaseEvent.class);
        refusal(told).ifPresent(refused::add);
        wanted.merge(told.subject().id(), Wanted.of(told), Wanted::then);
      }
    }
    if (!refused.isEmpty()) {
      refusals.addAll(refused);
    }
    wanted.values().removeIf(w -> w.call() == Wanted.Call.NOTHING);
    if (!wanted.isEmpty()) {
      choose(wanted);
    }
  }

  /** What a batch of events asks of us for one case: the call, and the case as last told. */
  record Wanted(Call call, CaseSummary subject) {
    enum Call {
      UNIT_AND_WORKER,
      WORKER,
      NOTHING
    }

    /** Only such events can call for a choice; growth, alarms and the like cannot. */
    static boolean concerns(String type) {
      return CALL_FOR_UNIT.contains(type)
          || switch (type) {
            case "CaseDispatched",
                "WorkerRefused",
                "CaseAssigned",
                "CaseTakenOver",
                "CaseCancelled",
                "CaseForceClosed",
                "CaseMerged",
                "CheckAsked" ->
                true;
            default -> false;
          };
    }

    static Wanted of(CaseEvent event) {
      CaseSummary subject = event.subject();
      if (CALL_FOR_UNIT.contains(event.type()) && WITHOUT_UNIT.contains(subject.state())) {
        return new Wanted(Call.UNIT_AND_WORKER, subject);
      }
      boolean byPerson = event.actor() != null && event.actor().isPerson();
      boolean nameless = subject.state() == CaseState.DISPATCHED && subject.workerId() == null;
      boolean calls =
          event.type().equals("WorkerRefused")
              || (event.type().equals("CaseDispatched") && byPerson);
      return new Wanted(nameless && calls ? Call.WORKER : Call.NOTHING, subject);
    }

    Wanted then(Wanted later) {
      return later;
    }
  }

  private static Optional<Refusal> refusal(CaseEvent event) {
    CaseSummary subject = event.subject();
    if (event.type().equals("CaseReturned") && subject.unitCode() != null) {
      return Optional.of(
          new Refusal(subject.id(), subject.version(), subject.unitCode(), null, event.at()));
    }
    if (event.type().equals("WorkerRefused") && event.actor() != null) {
      return Optional.of(
          new Refusal(subject.id(), subject.version(), null, event.actor().id(), event.at()));
    }
    return Optional.empty();
  }

  /** Looks again for a worker for cases that found none. */
  void findWorkers(List<CaseSummary> unmanned) {
    Map<Long, Wanted> wanted = new LinkedHashMap<>();
    unmanned.forEach(c -> wanted.put(c.id(), new Wanted(Wanted.Call.WORKER, c)));
    if (!wanted.isEmpty()) {
      choose(wanted);
    }
  }

  private void choose(Map<Long, Wanted> wanted) {
    board.loads(cases.loads());
    Map<Long, Passed> passed = refusals.of(wanted.keySet());
    Map<Long, Owner> owner = owners.of(wanted.values().stream().map(Wanted::subject).toList());
    List<Dispatch.Order> dispatches = new ArrayList<>();
    List<Dispatch.Order> assignments = new ArrayList<>();
    for (Wanted one : wanted.values()) {
      long id = one.subject().id();
      Passed by = passed.getOrDefault(id, Passed.NOBODY);
      if (one.call() == Wanted.Call.UNIT_AND_WORKER) {
        unitAndWorker(one.subject(), by, owner.get(id)).ifPresent(dispatches::add);
      } else {
        worker(one.subject(), by, owner.get(id)).ifPresent(assignments::add);
      }
    }
    carryOut(dispatches, assignments);
  }

  private void carryOut(List<Dispatch.Order> dispatches, List<Dispatch.Order> assignments) {
    List<Dispatch.Outcome> outcomes = new ArrayList<>();
    if (!dispatches.isEmpty()) {
      outcomes.addAll(cases.dispatchAll(dispatches));
    }
    if (!assignments.isEmpty()) {
      outcomes.addAll(cases.assignAll(assignments));
    }
    outcomes.stream()
        .filter(o -> !o.done())
        .forEach(o -> log.debug("Case {} had moved on: {}", o.caseId(), o.problem()));
  }

  private Optional<Dispatch.Order> unitAndWorker(
      CaseSummary subject, Passed passed, @Nullable Owner owner) {
    Optional<Explanation.ForUnit> unit =
        responsible(subject, passed, owner)
            .or(
                () ->
                    board
                        .units()
                        .answeringFor(subject.regionPath(), passed.units())
                        .map(u -> Explanation.without(Explanation.NO_RULE, u, passed.units())));
    return unit.map(u -> order(subject, passed, u));
  }

  /**
   * A row of the matrix that names the owner of the component; else the owner itself; else the row
   * that is most specific.
   */
  private Optional<Explanation.ForUnit> responsible(
      CaseSummary subject, Passed passed, @Nullable Owner owner) {
    Optional<UnitChoice> rule =
        responsibilities
            .matrix()
            .find(
                subject.classCode(),
                subject.regionPath(),
                owner == null ? null : owner.unitCode(),
                passed.units());
    boolean named = rule.filter(r -> r.ground() == Ground.OWNER).isPresent();
    Optional<Unit> itself =
        Optional.ofNullable(named ? null : owner)
            .filter(o -> !passed.units().contains(o.unitCode()))
            .flatMap(o -> board.units().find(o.unitCode()));
    return itself
        .map(unit -> Explanation.ofOwner(unit, rule, passed.units(), board.units()))
        .or(() -> rule.map(r -> Explanation.of(r, passed.units(), board.units())))
        .map(unit -> unit.about(owner));
  }

  /** Another worker of the unit that has the case; nothing to say while there is none. */
  private Optional<Dispatch.Order> worker(
      CaseSummary subject, Passed passed, @Nullable Owner owner) {
    String code = subject.unitCode();
    if (code == null) {
      return Optional.empty();
    }
    return responsible(subject, passed, owner)
        .filter(u -> u.unitCode().equals(code))
        .or(
            () ->
                board
                    .units()
                    .find(code)
                    .map(u -> Explanation.without(Explanation.GIVEN, u, passed.units())))
        .map(u -> order(subject, passed, u))
        .filter(order -> order.choice().workerId() != null);
  }

  private Dispatch.Order order(CaseSummary subject, Passed passed, Explanation.ForUnit unit) {
    var matter =
        new Matter(
            subject.id(),
            new GeoPoint(subject.lat(), subject.lng()),
            subject.regionPath(),
            passed.workers());
    WorkerChoice choice = board.choose(matter, unit.unitCode());
    OnDutyWorker chosen = choice.chosen();
    var explanation = new Explanation(unit, Explanation.of(choice));
    return new Dispatch.Order(
        subject.id(),
        new Dispatch(
            unit.unitCode(), chosen == null ? null : chosen.id(), json.valueToTree(explanation)));
  }
}
