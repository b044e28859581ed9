package io.yiwang.house;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a consumer could not understand: counted and kept for replay, so that it neither blocks nor
 * vanishes.
 */
@Component
public class DeadLetters {
  private static final int ERROR_LENGTH = 4000;
  private static final String INSERT =
      """
      insert into house.dead_letter (consumer, topic, partition, log_offset, key, value, error, at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final JdbcTemplate jdbc;
  private final JdbcClient client;
  private final Clock clock;

  DeadLetters(JdbcTemplate jdbc, JdbcClient client, Clock clock) {
    this.jdbc = jdbc;
    this.client = client;
    this.clock = clock;
  }

  /** One kept record, without its bytes. */
  public record DeadLetter(
      long id,
      String consumer,
      String topic,
      @Nullable Integer partition,
      @Nullable Long offset,
      String error,
      Instant at,
      @Nullable Instant replayedAt) {}

  /** Keeps a record in the caller's transaction. */
  public void keep(
      String consumer,
      String topic,
      @Nullable Integer partition,
      @Nullable Long offset,
      byte @Nullable [] key,
      byte[] value,
      Throwable error) {
    String text = error.toString();
    SystemDuty.run(
        () ->
            jdbc.update(
                INSERT,
                consumer,
                topic,
                partition,
                offset,
                key,
                value,
                text.substring(0, Math.min(text.length(), ERROR_LENGTH)),
                Timestamp.from(clock.instant())));
  }

  /** Newest first. */
  List<DeadLetter> list(int page, int size) {
    return client
        .sql(
            """
            select id, consumer, topic, partition, log_offset as "offset", error, at, replayed_at
            from house.dead_letter order by id desc limit ? offset ?
            """)
        .params(size, (long) page * size)
        .query(DataClassRowMapper.newInstance(DeadLetter.class))
        .list();
  }

  long count() {
    return client
        .sql("select count(*) from house.dead_letter where replayed_at is null")
        .query(Long.class)
        .single();
  }

  LogRecord record(long id) {
    return client
        .sql("select partition, log_offset, key, value, at from house.dead_letter where id = ?")
        .param(id)
        .query(
            (rs, i) -> {
              byte[] key = rs.getBytes(3);
              return new LogRecord(
                  rs.getInt(1),
                  rs.getLong(2),
                  key == null ? new byte[0] : key,
                  rs.getBytes(4),
                  rs.getTimestamp(5).toInstant());
            })
        .optional()
        .orElseThrow(() -> Problem.notFound("dead letter", id));
  }

  String consumer(long id) {
    return client
        .sql("select consumer from house.dead_letter where id = ?")
        .param(id)
        .query(String.class)
        .single();
  }

  void markReplayed(long id) {
    jdbc.update(
        "update house.dead_letter set replayed_at = ? where id = ?",
        Timestamp.from(clock.instant()),
        id);
  }
}
