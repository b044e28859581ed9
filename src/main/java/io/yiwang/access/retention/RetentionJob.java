package io.yiwang.access.retention;

import io.yiwang.access.Actor;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditEntry;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.Retained;
import io.yiwang.access.RetentionAct;
import io.yiwang.house.SystemDuty;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Once a night releases what is over: page by page, each page one transaction that leaves out what
 * a legal hold names, lets the module act, and checks that nothing is left. The entry in the audit
 * trail, naming every object, is the proof; without it the page is rolled back.
 */
@Component
class RetentionJob {
  private static final int PAGE = AuditEntry.MOST_OBJECTS;
  private static final Logger log = LoggerFactory.getLogger(RetentionJob.class);

  private final Map<String, Retained> retained;
  private final RetentionRules rules;
  private final LegalHolds holds;
  private final AuditTrail audit;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  RetentionJob(
      List<Retained> retained,
      RetentionRules rules,
      LegalHolds holds,
      AuditTrail audit,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Clock clock) {
    this.retained =
        retained.stream().collect(Collectors.toMap(Retained::dataClass, Function.identity()));
    this.rules = rules;
    this.holds = holds;
    this.audit = audit;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
    requireRules();
  }

  private void requireRules() {
    List<String> lacking = new ArrayList<>(retained.keySet());
    rules.shippedClasses().forEach(lacking::remove);
    if (!lacking.isEmpty()) {
      throw new IllegalStateException(
          lacking + " must have a rule in access/retention.yaml. Maybe it is misspelt.");
    }
  }

  /** What one run did for a class. */
  record RetentionRun(
      String dataClass, Instant at, Instant before, RetentionAct act, long released, long held) {}

  /** Whether some module keeps data of the class. */
  boolean keeps(String dataClass) {
    return retained.containsKey(dataClass);
  }

  @Scheduled(cron = "${yiwang.retention.at:0 30 2 * * *}")
  void run() {
    SystemDuty.run(this::runAll);
  }

  private void runAll() {
    for (RetentionRule rule : rules.list()) {
      if (keeps(rule.dataClass())) {
        try {
          RetentionRun run = run(rule);
          log.info("Retention: {}", run);
        } catch (RuntimeException e) {
          log.error("Retention of {} stopped; it goes on with the next run", rule.dataClass(), e);
        }
      }
    }
  }

  RetentionRun run(RetentionRule rule) {
    Retained data = retained.get(rule.dataClass());
    if (data == null) {
      throw new IllegalStateException("No module keeps " + rule.dataClass() + ".");
    }
    Instant before = rule.before(clock.instant());
    long released = 0;
    long held = 0;
    List<String> page = data.due(before, "", PAGE);
    while (!page.isEmpty()) {
      int gone = release(data, rule, page);
      released += gone;
      held += page.size() - gone;
      page = data.due(before, page.getLast(), PAGE);
    }
    return keep(
        new RetentionRun(rule.dataClass(), clock.instant(), before, rule.act(), released, held));
  }

  private int release(Retained data, RetentionRule rule, List<String> page) {
    Integer gone =
        transaction.execute(
            status -> {
              Set<String> held = holds.heldOf(page);
              List<String> free = page.stream().filter(o -> !held.contains(o)).toList();
              if (!free.isEmpty()) {
                data.release(rule.act(), free);
                prove(data, rule, free);
              }
              return free.size();
            });
    return gone == null ? 0 : gone;
  }

  private void prove(Retained data, RetentionRule rule, List<String> released) {
    long left = data.left(released);
    if (left > 0) {
      throw new IllegalStateException(
          "%d of %d %s are still there after their release."
              .formatted(left, released.size(), rule.dataClass()));
    }
    AuditAction action =
        rule.act() == RetentionAct.ERASE ? AuditAction.ERASE : AuditAction.PSEUDONYMISE;
    audit.append(
        audit
            .entry(action, rule.dataClass())
            .by(Actor.system("retention"))
            .about(released)
            .forPurpose("retention " + rule.keep(), ""));
  }

  private RetentionRun keep(RetentionRun run) {
    jdbc.sql(
            """
            insert into access.retention_run
              (data_class, at, before, act, released, held)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            run.dataClass(),
            Timestamp.from(run.at()),
            Timestamp.from(run.before()),
            run.act().name(),
            run.released(),
            run.held())
        .update();
    return run;
  }

  /** The newest run of each class. */
  List<RetentionRun> newestRuns() {
    return jdbc.sql(
            """
            select distinct on (data_class) data_class, at, before, act, released, held
            from access.retention_run order by data_class, id desc
            """)
        .query(
            (rs, i) ->
                new RetentionRun(
                    rs.getString(1),
                    rs.getTimestamp(2).toInstant(),
                    rs.getTimestamp(3).toInstant(),
                    RetentionAct.valueOf(rs.getString(4)),
                    rs.getLong(5),
                    rs.getLong(6)))
        .list();
  }
}
