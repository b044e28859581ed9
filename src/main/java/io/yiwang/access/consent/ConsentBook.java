package io.yiwang.access.consent;

import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditEntry;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.ConsentEvent;
import io.yiwang.access.Consents;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Consents as rows: the present one of each subject and purpose, and every change. */
@Component
class ConsentBook implements Consents {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ConsentPurposes purposes;
  private final AuditTrail audit;
  private final Clock clock;

  ConsentBook(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      ConsentPurposes purposes,
      AuditTrail audit,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.purposes = purposes;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public boolean holds(String subject, String purpose) {
    return SystemDuty.call(
        () ->
            jdbc.sql("select given from access.consent where subject = ? and purpose = ?")
                .params(subject, purpose)
                .query(Boolean.class)
                .optional()
                .orElse(false));
  }

  @Override
  public Set<String> holding(List<String> subjects, String purpose) {
    return SystemDuty.call(
        () ->
            new HashSet<>(
                jdbc.sql(
                        "select subject from access.consent where subject = any(?) and purpose = ?"
                            + " and given")
                    .params(subjects.toArray(new String[0]), purpose)
                    .query(String.class)
                    .list()));
  }

  /** The row is shared until the act is done; a withdrawal, which changes it, waits. */
  @Override
  public boolean whileHeld(String subject, String purpose, Runnable act) {
    return SystemDuty.call(
        () ->
            Boolean.TRUE.equals(
                transaction.execute(status -> actWhileHeld(subject, purpose, act))));
  }

  private boolean actWhileHeld(String subject, String purpose, Runnable act) {
    boolean held =
        jdbc.sql(
                "select given from access.consent where subject = ? and purpose = ? for" + " share")
            .params(subject, purpose)
            .query(Boolean.class)
            .optional()
            .orElse(false);
    if (held) {
      act.run();
    }
    return held;
  }

  @Override
  public void give(String subject, String purpose, String channel) {
    change(subject, purpose, channel, true);
  }

  @Override
  public void withdraw(String subject, String purpose, String channel) {
    change(subject, purpose, channel, false);
  }

  @Override
  public List<ConsentEvent> history(String subject) {
    return SystemDuty.call(
        () ->
            jdbc.sql(
                    """
                    select subject, purpose, given, at, channel, actor from access.consent_event
                    where subject = ? order by id
                    """)
                .param(subject)
                .query(
                    (rs, i) ->
                        new ConsentEvent(
                            rs.getString(1),
                            rs.getString(2),
                            rs.getBoolean(3),
                            rs.getTimestamp(4).toInstant(),
                            rs.getString(5),
                            rs.getString(6)))
                .list());
  }

  /** How many consents hold, by purpose. */
  List<Standing> standing() {
    return SystemDuty.call(
        () ->
            jdbc.sql(
                    """
                    select purpose, count(*) filter (where given), count(*) filter (where not given),
                      max(since) from access.consent group by purpose
                    """)
                .query(
                    (rs, i) ->
                        new Standing(
                            rs.getString(1),
                            rs.getLong(2),
                            rs.getLong(3),
                            rs.getTimestamp(4).toInstant()))
                .list());
  }

  /** Figures of one purpose. */
  record Standing(String purpose, long given, long withdrawn, Instant changedAt) {}

  private void change(String subject, String purpose, String channel, boolean given) {
    if (!AuditEntry.mayName(subject)) {
      throw Problem.badField(
          "subject",
          subject,
          "must be kind:id, e.g. person:17.",
          "Maybe the kind is missing, or the id is a citizen or phone number.");
    }
    purposes.require(purpose);
    SystemDuty.run(
        () ->
            transaction.executeWithoutResult(
                status -> {
                  if (move(subject, purpose, given)) {
                    record(subject, purpose, channel.toLowerCase(Locale.ROOT), given);
                  }
                }));
  }

  /** False when it stood so already. */
  private boolean move(String subject, String purpose, boolean given) {
    return jdbc.sql(
                """
                insert into access.consent as c (subject, purpose, given, since)
                select :subject, :purpose, :given, :now
                where :given or exists (
                  select from access.consent where subject = :subject and purpose = :purpose)
                on conflict (subject, purpose) do update
                  set given = excluded.given, since = excluded.since
                  where c.given <> excluded.given
                """)
            .param("subject", subject)
            .param("purpose", purpose)
            .param("given", given)
            .param("now", now())
            .update()
        > 0;
  }

  private void record(String subject, String purpose, String channel, boolean given) {
    AuditEntry entry =
        audit
            .entry(given ? AuditAction.CONSENT_GIVEN : AuditAction.CONSENT_WITHDRAWN, "consent")
            .about(subject)
            .forPurpose(purpose, "");
    String actor = entry.actor().kind().name().toLowerCase(Locale.ROOT) + ":" + entry.actor().id();
    jdbc.sql(
            """
            insert into access.consent_event (subject, purpose, given, at, channel, actor)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(subject, purpose, given, now(), channel, actor)
        .update();
    audit.append(entry);
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
