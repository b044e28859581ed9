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
import static io.yiwang.cases.CaseAction.UNMERGE;
import static io.yiwang.cases.CaseAction.VERIFY;

import io.yiwang.access.Duty;
import io.yiwang.access.Person;
import io.yiwang.access.Units;
import io.yiwang.cases.CaseAction;
import io.yiwang.cases.lifecycle.Case;
import io.yiwang.house.Problem;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Which actions a person may take on a case, by duty, unit and region; what its state allows comes
 * on top.
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
          VERIFY, FILE, DECLINE, DISPATCH, RETURN, CLOSE, CANCEL, REOPEN, MERGE, UNMERGE, COMMENT);
  private static final Set<CaseAction> CHECK =
      EnumSet.of(BEGIN_CHECK, CHECK_PASS, CHECK_FAIL, COMMENT);
  private static final Set<CaseAction> OFFICER =
      EnumSet.complementOf(EnumSet.of(ACCEPT, ARRIVE, FINISH, CANNOT, CONFIRM, REJECT));

  private final Units units;

  Rights(Units units) {
    this.units = units;
  }

  public boolean may(Person person, Case subject, CaseAction action) {
    return actions(person, subject).contains(action);
  }

  public Set<CaseAction> actions(Person person, Case subject) {
    Set<CaseAction> actions = EnumSet.noneOf(CaseAction.class);
    boolean here = person.covers(subject.matter().place().regionPath());
    boolean sameUnit = worksFor(person, subject);
    Long worker = subject.standing().workerId();
    if (officer(person) && here) {
      actions.addAll(OFFICER);
    }
    if (person.has(Duty.ACCEPTOR) && here) {
      actions.addAll(CENTRE);
    }
    if (person.has(Duty.DISPATCHER) && sameUnit) {
      actions.addAll(UNIT_DESK);
    }
    if (person.has(Duty.GRID_WORKER) && (sameUnit || here)) {
      actions.add(COMMENT);
      if (sameUnit) {
        actions.add(TAKE_OVER);
      }
    }
    if (person.has(Duty.CHECKER) && here) {
      actions.addAll(CHECK);
    }
    if (worker != null && worker == person.id()) {
      actions.addAll(ASSIGNED_WORKER);
      actions.removeAll(EnumSet.of(BEGIN_CHECK, CHECK_PASS, CHECK_FAIL));
    }
    return actions;
  }

  /** Officers grant extensions and suspensions; a wish of anybody else waits for one of them. */
  public boolean approves(Person person, Case subject) {
    return officer(person) && person.covers(subject.matter().place().regionPath());
  }

  void require(Person person, Case subject, CaseAction action) {
    if (!may(person, subject, action)) {
      throw Problem.forbidden(
          person.login() + " may not " + action + " case " + subject.number() + ".");
    }
  }

  /**
   * Everybody who works for the city reads cases; residents see their own reports by tracking code.
   */
  public static void requireReading(Person person) {
    if (person.duties().equals(Set.of(Duty.RESIDENT)) || person.duties().isEmpty()) {
      throw Problem.forbidden("Residents follow their reports by tracking code.");
    }
  }

  private static boolean officer(Person person) {
    return person.has(Duty.ADMIN)
        || person.has(Duty.CITY_OFFICER)
        || person.has(Duty.DISTRICT_OFFICER)
        || person.has(Duty.STREET_OFFICER);
  }

  /** The unit of the case or the one above it. */
  private boolean worksFor(Person person, Case subject) {
    String unit = subject.standing().unitCode();
    if (unit == null) {
      return false;
    }
    return unit.equals(person.unitCode())
        || units.find(unit).filter(u -> person.unitCode().equals(u.parentCode())).isPresent();
  }
}
