package io.yiwang.cases.checks;

import io.yiwang.cases.book.CaseStore;
import io.yiwang.house.Phases;
import io.yiwang.house.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Asks sources to look, again and again until they answer, and gives up those that do not. The rows
 * say what is to be done, so a killed process forgets nothing; after a start everything is asked
 * once more.
 */
@Component
class LookPump implements SmartLifecycle {
  private static final Duration PAUSE = Duration.ofMillis(1000);
  private static final Logger log = LoggerFactory.getLogger(LookPump.class);

  private final CaseStore store;
  private final Eyes eyes;
  private final Looks looks;
  private final LookVerdicts verdicts;
  private boolean begun;
  private final Rounds rounds = new Rounds("second-looks", PAUSE, this::round);

  LookPump(CaseStore store, Eyes eyes, Looks looks, LookVerdicts verdicts) {
    this.store = store;
    this.eyes = eyes;
    this.looks = looks;
    this.verdicts = verdicts;
  }

  @Override
  public void start() {
    begun = false;
    rounds.start();
  }

  @Override
  public void stop() {
    rounds.stop();
  }

  @Override
  public boolean isRunning() {
    return rounds.isRunning();
  }

  @Override
  public int getPhase() {
    return Phases.TIMERS;
  }

  private void round() {
    if (!begun) {
      looks.askAllAgain(store.now());
      begun = true;
    }
    step(store.now());
  }

  private void step(Instant now) {
    looks.endOvertaken(now);
    List<Look> due = looks.takeDue(now);
    while (!due.isEmpty()) {
      due.forEach(look -> eyes.ask(look.request()));
      due = looks.takeDue(now);
    }
    for (Looks.Round late : looks.late(now)) {
      try {
        verdicts.giveUp(late, now);
      } catch (RuntimeException e) {
        log.error("The looks at case {} cannot be given up; tried again later", late.caseId(), e);
      }
    }
  }
}
