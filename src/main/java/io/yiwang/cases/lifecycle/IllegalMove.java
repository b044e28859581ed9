package io.yiwang.cases.lifecycle;

import io.yiwang.cases.CaseAction;
import io.yiwang.cases.CaseState;
import org.jspecify.annotations.Nullable;

/** An action that the present state of the case, or one of its rules, does not allow. */
public final class IllegalMove extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String rule;
  private final CaseState state;
  private final @Nullable String advice;

  IllegalMove(Case subject, CaseAction action, String rule, @Nullable String advice) {
    super(text(subject, action, rule));
    this.rule = text(subject, action, rule);
    this.state = subject.state();
    this.advice = advice;
  }

  private static String text(Case subject, CaseAction action, String rule) {
    return action + " of case " + subject.number() + " in state " + subject.state() + " " + rule;
  }

  /** The whole sentence, state included. */
  public String rule() {
    return rule;
  }

  public CaseState state() {
    return state;
  }

  public @Nullable String advice() {
    return advice;
  }
}
