package io.yiwang.access.audit;

import io.yiwang.access.Actor;
import io.yiwang.access.ApiKeys;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditEntry;
import io.yiwang.access.AuditOutcome;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.Look;
import io.yiwang.access.People;
import io.yiwang.house.DataFolder;
import io.yiwang.house.SystemDuty;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The audit trail of this instance: writes through {@link TrailWriter}, reads with SQL. */
@Component
class ChainedTrail implements AuditTrail, DisposableBean {
  private final TrailWriter writer;
  private final JdbcClient jdbc;
  private final People people;
  private final ApiKeys keys;
  private final Clock clock;

  ChainedTrail(
      DataSource database,
      JdbcClient jdbc,
      DataFolder folder,
      People people,
      ApiKeys keys,
      Clock clock) {
    this.writer = new TrailWriter(database::getConnection, new Checkpoints(folder), clock);
    this.jdbc = jdbc;
    this.people = people;
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public void append(AuditEntry entry) {
    writer.append(List.of(entry));
  }

  @Override
  public void appendAll(List<AuditEntry> entries) {
    writer.append(entries);
  }

  @Override
  public AuditEntry entry(AuditAction action, String dataClass) {
    Actor actor =
        keys.findCurrent()
            .map(Actor::of)
            .or(() -> people.findCurrent().map(Actor::of))
            .orElseGet(Actor::anybody);
    return new AuditEntry(
        clock.instant(),
        actor,
        action,
        dataClass,
        List.of(),
        "",
        "",
        "",
        0,
        remote(),
        AuditOutcome.ALLOWED);
  }

  private static String remote() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
        ? request.getRequest().getRemoteAddr()
        : "";
  }

  @Override
  public List<Look> looksAt(List<String> subjects, long but, long before, int limit) {
    return SystemDuty.call(
        () ->
            jdbc.sql(
                    """
                    select seq, at, action, data_class, duty, unit, purpose, reference
                    from access.audit_entry
                    where objects && ?::text[] and seq < ? and outcome = 'ALLOWED'
                      and not (actor_kind = 'PERSON' and actor_id = ?)
                    order by seq desc limit ?
                    """)
                .params(
                    subjects.toArray(new String[0]),
                    before,
                    Long.toString(but),
                    Math.clamp(limit, 1, 10_000))
                .query(
                    (rs, i) ->
                        new Look(
                            rs.getLong(1),
                            rs.getTimestamp(2).toInstant(),
                            AuditAction.valueOf(rs.getString(3)),
                            rs.getString(4),
                            rs.getString(5),
                            rs.getString(6),
                            rs.getString(7),
                            rs.getString(8)))
                .list());
  }

  @Override
  public void destroy() throws IOException {
    writer.close();
  }
}
