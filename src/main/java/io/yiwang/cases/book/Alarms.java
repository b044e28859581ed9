package io.yiwang.cases.book;

import io.yiwang.cases.CaseActor;
import io.yiwang.cases.lifecycle.Lifecycle;
import io.yiwang.cases.lifecycle.Move;
import io.yiwang.house.Rounds;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Raises what time alone brings. The rows say what is due, so nothing is lost when the process dies
 * and nothing is raised early; several instances share the work because each skips the rows another
 * has locked.
 */
@Component
class Alarms implements SmartLifecycle {
  private static final int BATCH = 200;
  private static final Duration PAUSE = Duration.ofMillis(1000);
  private static final Duration POSTPONED = Duration.ofHours(1);
  private static final Logger log = LoggerFactory.getLogger(Alarms.class);

  private final CaseStore store;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Rounds rounds = new Rounds("case-alarms", PAUSE, this::raiseAll);

  Alarms(CaseStore store, JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.store = store;
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Override
  public void start() {
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

  private void raiseAll() {
    while (rounds.isRunning() && raise(store.now()) == BATCH) {
      // more are due
    }
  }

  /** Raises one batch of what is due by now and says how many cases it was. */
  int raise(Instant now) {
    Integer raised =
        transaction.execute(
            status -> {
              List<Long> due =
                  jdbc.query(
                      """
                      select id from cases.case_file where next_alarm_at <= ?
                      order by next_alarm_at limit ? for update skip locked
                      """,
                      (rs, row) -> rs.getLong(1),
                      Timestamp.from(now),
                      BATCH);
              Lifecycle life = store.lifecycle();
              List<Change> changes = new ArrayList<>();
              for (Entry entry : store.lockAll(due).values()) {
                try {
                  Move move = life.tick(entry.subject(), now);
                  changes.add(Change.of(entry, move, CaseActor.SYSTEM));
                } catch (RuntimeException e) {
                  postpone(entry.id(), now, e);
                }
              }
              store.write(changes);
              return due.size();
            });
    return raised == null ? 0 : raised;
  }

  /** A case that is broken must not silence the others. */
  private void postpone(long id, Instant now, RuntimeException why) {
    log.error("The alarms of case {} cannot be told; they are tried again later", id, why);
    jdbc.update(
        "update cases.case_file set next_alarm_at = ? where id = ?",
        Timestamp.from(now.plus(POSTPONED)),
        id);
  }
}
