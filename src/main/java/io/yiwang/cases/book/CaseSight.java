package io.yiwang.cases.book;

import io.yiwang.access.Action;
import io.yiwang.access.Decision;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Reach;
import io.yiwang.access.Subject;
import io.yiwang.access.Subjects;
import io.yiwang.cases.CaseSummary;
import io.yiwang.house.Problem;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Cases as the present person may see them: by the policy, whatever the database showed. */
@Component
public class CaseSight {
  public static final String CLASS = "case";

  private final Subjects subjects;
  private final Decisions decisions;

  CaseSight(Subjects subjects, Decisions decisions) {
    this.subjects = subjects;
    this.decisions = decisions;
  }

  public static Item item(CaseSummary c) {
    return new Item(CLASS, c.regionPath(), c.unitCode(), c.workerId());
  }

  /** Refuses with 403 whoever has nothing to do with cases at all. */
  public Subject requireReader() {
    Subject subject = subjects.current();
    if (reach(subject).nothing()) {
      throw Problem.forbidden(
          "Your duty does not include cases. Reports are followed by tracking code.");
    }
    return subject;
  }

  public Subject subject() {
    return subjects.current();
  }

  public Reach reach(Subject subject) {
    return decisions.reach(subject, Action.READ, CLASS);
  }

  public Reach denied(Subject subject) {
    return decisions.denied(subject, Action.READ, CLASS);
  }

  /** Whether lists may be filtered, sorted or searched by this field. */
  public boolean mayAskBy(Subject subject, String field) {
    return decisions.mayAskBy(subject, CLASS, field);
  }

  public Decision reading(Subject subject, CaseSummary c) {
    return decisions.decide(subject, null, Action.READ, item(c));
  }

  public boolean may(Subject subject, Action action, CaseSummary c) {
    return decisions.decide(subject, null, action, item(c)).allowed();
  }

  /** The case with masked fields masked; none when it is not for these eyes. */
  public Optional<CaseSummary> shown(Subject subject, CaseSummary c) {
    return shown(c, reading(subject, c));
  }

  /** The case as it may leave in a file; none when it may not. */
  public Optional<CaseSummary> exported(Subject subject, CaseSummary c) {
    return shown(c, decisions.decide(subject, null, Action.EXPORT, item(c)));
  }

  private static Optional<CaseSummary> shown(CaseSummary c, Decision decision) {
    return decision.allowed() ? Optional.of(c.shown(decision)) : Optional.empty();
  }
}
