package io.yiwang.cases.book;

import static io.yiwang.cases.CaseAction.ACCEPT;
import static io.yiwang.cases.CaseAction.ARRIVE;
import static io.yiwang.cases.CaseAction.ASSIGN;
import static io.yiwang.cases.CaseAction.BEGIN_CHECK;
import static io.yiwang.cases.CaseAction.CANCEL;
import static io.yiwang.cases.CaseAction.CANNOT;
import static io.yiwang.cases.CaseAction.CHECK_FAIL;
import static io.yiwang.cases.CaseAction.CHECK_PASS;
import static io.yiwang.cases.CaseAction.CLOSE;
import static io.yiwang.cases.CaseAction.COMMENT;
import static io.yiwang.cases.CaseAction.CONFIRM;
import static io.yiwang.cases.CaseAction.DECLINE;
import static io.yiwang.cases.CaseAction.DISPATCH;
import static io.yiwang.cases.CaseAction.EXTEND;
import static io.yiwang.cases.CaseAction.FEEDBACK;
import static io.yiwang.cases.CaseAction.FILE;
import static io.yiwang.cases.CaseAction.FINISH;
import static io.yiwang.cases.CaseAction.MERGE;
import static io.yiwang.cases.CaseAction.REJECT;
import static io.yiwang.cases.CaseAction.REOPEN;
import static io.yiwang.cases.CaseAction.RESUME;
import static io.yiwang.cases.CaseAction.RETURN;
import static io.yiwang.cases.CaseAction.REVOKE_ASSIGN;
import static io.yiwang.cases.CaseAction.SUSPEND;
import static io.yiwang.cases.CaseAction.TAKE_OVER;
import static io.yiwang.cases.CaseAction.UNDO_CLOSE;
import static io.yiwang.cases.CaseAction.UNMERGE;
import static io.yiwang.cases.CaseAction.VERIFY;

import io.yiwang.access.Action;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Mandate;
import io.yiwang.access.Person;
import io.yiwang.access.Subject;
import io.yiwang.access.Subjects;
import io.yiwang.cases.CaseAction;
import io.yiwang.cases.lifecycle.Case;
import io.yiwang.house.Problem;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Which actions a person may take on a case: the policy says which cases each duty may change, this
 * table says how; what the state of the case allows comes on top.
 */
@Component
public class Rights {
  private static final Set<CaseAction> ASSIGNED_WORKER =
      EnumSet.of(ACCEPT, ARRIVE, FINISH, CANNOT, EXTEND, SUSPEND, COMMENT);
  private static final Set<CaseAction> UNIT_DESK =
      EnumSet.of(
          ASSIGN, REVOKE_ASSIGN, RETURN, TAKE_OVER, FEEDBACK, EXTEND, SUSPEND, RESUME, COMMENT);
  private static final Set<CaseAction> CENTRE =
      EnumSet.of(
          VERIFY,
          FILE,
          DECLINE,
          DISPATCH,
          RETURN,
          CLOSE,
          UNDO_CLOSE,
          CANCEL,
          REOPEN,
          MERGE,
          UNMERGE,
          COMMENT);
  private static final Set<CaseAction> CHECK =
      EnumSet.of(BEGIN_CHECK, CHECK_PASS, CHECK_FAIL, UNDO_CLOSE, COMMENT);
  private static final Set<CaseAction> CREW = EnumSet.of(TAKE_OVER, COMMENT);

  /** Nobody checks their own work. */
  private static final Set<CaseAction> CHECK_ONLY = EnumSet.of(BEGIN_CHECK, CHECK_PASS, CHECK_FAIL);

  private static final Set<CaseAction> OFFICER =
      EnumSet.complementOf(EnumSet.of(ACCEPT, ARRIVE, FINISH, CANNOT, CONFIRM, REJECT));

  private final Subjects subjects;
  private final Decisions decisions;

  Rights(Subjects subjects, Decisions decisions) {
    this.subjects = subjects;
    this.decisions = decisions;
  }

  public Set<CaseAction> actions(Person person, Case subject) {
    Set<CaseAction> actions = EnumSet.noneOf(CaseAction.class);
    for (Mandate mandate : changing(person, subject)) {
      actions.addAll(of(mandate, subject));
    }
    Long worker = subject.standing().workerId();
    if (worker != null && worker == person.id()) {
      actions.addAll(ASSIGNED_WORKER);
      actions.removeAll(CHECK_ONLY);
    }
    return actions;
  }

  private static Set<CaseAction> of(Mandate mandate, Case subject) {
    return switch (mandate.duty()) {
      case ADMIN, CITY_OFFICER, DISTRICT_OFFICER, STREET_OFFICER -> OFFICER;
      case ACCEPTOR -> CENTRE;
      case DISPATCHER -> UNIT_DESK;
      case GRID_WORKER -> sameUnit(mandate, subject) ? CREW : EnumSet.of(COMMENT);
      case CHECKER -> CHECK;
      case CITY_LEADER, COMMITTEE, AUDITOR, RESIDENT -> Set.of();
    };
  }

  /** Officers grant extensions and suspensions; a wish of anybody else waits for one of them. */
  public boolean approves(Person person, Case subject) {
    return changing(person, subject).stream().anyMatch(mandate -> of(mandate, subject) == OFFICER);
  }

  /** The mandates by which the policy lets the person change this case. */
  private List<Mandate> changing(Person person, Case subject) {
    Item item =
        new Item(
            CaseSight.CLASS,
            subject.matter().place().regionPath(),
            subject.standing().unitCode(),
            subject.standing().workerId());
    return subjects.of(person).mandates().stream()
        .filter(
            mandate ->
                decisions
                    .decide(new Subject(person.id(), List.of(mandate)), null, Action.CHANGE, item)
                    .allowed())
        .toList();
  }

  private static boolean sameUnit(Mandate mandate, Case subject) {
    String unit = subject.standing().unitCode();
    return unit != null && mandate.units().contains(unit);
  }

  void require(Person person, Case subject, CaseAction action) {
    if (!actions(person, subject).contains(action)) {
      throw Problem.forbidden(
          person.login() + " may not " + action + " case " + subject.number() + ".");
    }
  }
}
