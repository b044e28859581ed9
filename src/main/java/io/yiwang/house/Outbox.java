package io.yiwang.house;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one ordered list of what happened, written in the transaction in which it happened.
 *
 * <p>Readers keep a cursor on {@code id}, so ids must become visible in order. Events are therefore
 * collected during the transaction and inserted just before its commit under one advisory lock,
 * which is held for that insert and the commit only: whoever draws a higher id commits later. The
 * price is that transactions with events commit one after another, about a thousand a second here;
 * each may carry many events.
 */
@Component
public class Outbox {
  private static final long LOCK = 0x59_49_57_41_4E_47L;

  private final JdbcTemplate jdbc;
  private final JsonMapper json;
  private final Clock clock;
  private final Signal committed = new Signal();

  Outbox(JdbcTemplate jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Adds an event to the caller's transaction.
   *
   * @param payload any value Jackson can write
   * @throws IllegalStateException outside a transaction: such an event could be lost
   */
  public void append(String topic, String key, String type, Object payload) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      throw new IllegalStateException("Event " + type + " needs a transaction to be part of.");
    }
    batch().rows.add(new Row(topic, key, type, json.writeValueAsString(payload), clock.instant()));
  }

  /** Grows whenever a transaction with events has been committed by this process. */
  Signal committed() {
    return committed;
  }

  private Batch batch() {
    for (TransactionSynchronization known :
        TransactionSynchronizationManager.getSynchronizations()) {
      if (known instanceof Batch batch && batch.owner() == this) {
        return batch;
      }
    }
    Batch batch = new Batch();
    TransactionSynchronizationManager.registerSynchronization(batch);
    return batch;
  }

  private record Row(String topic, String key, String type, String payload, Instant at) {}

  private final class Batch implements TransactionSynchronization {
    final List<Row> rows = new ArrayList<>();

    Outbox owner() {
      return Outbox.this;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      jdbc.query("select pg_advisory_xact_lock(?)", rs -> {}, LOCK);
      jdbc.batchUpdate(
          "insert into house.outbox (topic, key, type, payload, at) values (?, ?, ?, ?, ?)",
          rows,
          rows.size(),
          (ps, row) -> {
            ps.setString(1, row.topic());
            ps.setString(2, row.key());
            ps.setString(3, row.type());
            ps.setString(4, row.payload());
            ps.setTimestamp(5, Timestamp.from(row.at()));
          });
    }

    @Override
    public void afterCommit() {
      committed.raise();
    }
  }

  /** Events of a topic after a position, oldest first. */
  List<OutboxEvent> after(String topic, long position, int limit) {
    return jdbc.query(
        """
        select id, topic, key, type, payload, at from house.outbox
        where topic = ? and id > ? order by id limit ?
        """,
        (rs, i) ->
            new OutboxEvent(
                rs.getLong(1),
                rs.getString(2),
                rs.getString(3),
                rs.getString(4),
                json.readTree(rs.getString(5)),
                rs.getTimestamp(6).toInstant()),
        topic,
        position,
        limit);
  }

  /** Position of the newest committed event, 0 when there is none. */
  long head() {
    return orZero(jdbc.queryForObject("select max(id) from house.outbox", Long.class));
  }

  /** Position before the oldest event that is still kept. */
  long tail() {
    return orZero(jdbc.queryForObject("select min(id) - 1 from house.outbox", Long.class));
  }

  private static long orZero(@Nullable Long value) {
    return value == null ? 0 : value;
  }
}
