package io.yiwang.vision.review;

import io.yiwang.house.Problem;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.vision.Box;
import io.yiwang.vision.review.Candidate.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The candidates in their table, to be read by whoever asks. */
@Component
class CandidateStore {
  private static final String SELECT = "select c.* from vision.candidate c where ";

  /** Rows of a long answer that are in memory at a time. */
  private static final int FETCHED = 500;

  private final JdbcClient jdbc;

  CandidateStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Which are asked for; null and empty are all. */
  record Filter(
      @Nullable Status status,
      @Nullable Band band,
      @Nullable String camera,
      @Nullable String ability,
      @Nullable String classCode,
      @Nullable Instant from,
      @Nullable Instant to) {}

  /** Some of them and how many there are. */
  record Listed(List<Candidate> items, long total) {}

  private record Condition(String sql, Map<String, Object> values) {}

  /** Open ones that people decide come before samples, the oldest first; decided the newest. */
  Listed list(Filter filter, long offset, int size) {
    Condition condition = condition(filter);
    String order =
        filter.status == Status.OPEN
            ? "c.band <> 'BETWEEN', c.seen_at, c.id"
            : "coalesce(c.decided_at, c.seen_at) desc, c.id desc";
    List<Candidate> items =
        jdbc.sql(SELECT + condition.sql + " order by " + order + " limit :size offset :offset")
            .params(condition.values)
            .param("size", size)
            .param("offset", offset)
            .query(CandidateStore::read)
            .list();
    return new Listed(items, count(filter));
  }

  long count(Filter filter) {
    Condition condition = condition(filter);
    return jdbc.sql("select count(*) from vision.candidate c where " + condition.sql)
        .params(condition.values)
        .query(Long.class)
        .single();
  }

  /** Those with a verdict and a picture, in order of pictures. */
  void eachLabelled(Filter filter, Consumer<Candidate> take) {
    Condition condition = condition(filter);
    try (Stream<Candidate> rows =
        jdbc
            .sql(SELECT + condition.sql + LABELLED + " order by c.photo, c.id")
            .withFetchSize(FETCHED)
            .params(condition.values)
            .query(CandidateStore::read)
            .stream()) {
      rows.forEach(take);
    }
  }

  /** How many {@link #eachLabelled} gives, and on how many pictures. */
  Labelled labelled(Filter filter) {
    Condition condition = condition(filter);
    return jdbc.sql(
            "select count(*), count(distinct c.photo) from vision.candidate c where "
                + condition.sql
                + LABELLED)
        .params(condition.values)
        .query((rs, i) -> new Labelled(rs.getLong(1), rs.getLong(2)))
        .single();
  }

  /** Things somebody has decided about and the pictures they are on. */
  record Labelled(long things, long pictures) {}

  private static final String LABELLED =
      " and c.photo is not null and c.status in ('CONFIRMED', 'CORRECTED', 'REJECTED')";

  private static Condition condition(Filter f) {
    List<String> all = new ArrayList<>(List.of("true"));
    Map<String, Object> values = new HashMap<>();
    equal("status", f.status, all, values);
    equal("band", f.band, all, values);
    equal("camera", f.camera, all, values);
    equal("ability", f.ability, all, values);
    equal("class_code", f.classCode, all, values);
    if (f.from != null) {
      all.add("c.seen_at >= :from");
      values.put("from", Timestamp.from(f.from));
    }
    if (f.to != null) {
      all.add("c.seen_at < :to");
      values.put("to", Timestamp.from(f.to));
    }
    return new Condition(String.join(" and ", all), values);
  }

  private static void equal(
      String column, @Nullable Object value, List<String> all, Map<String, Object> values) {
    if (value != null && !value.toString().isBlank()) {
      all.add("c." + column + " = :" + column);
      values.put(column, value.toString());
    }
  }

  /** How many wait, how many were decided since, and how many of those by this person. */
  Counts counts(Instant since, long me) {
    return jdbc.sql(
            """
            select count(*) filter (where status = 'OPEN' and band = 'BETWEEN'),
              count(*) filter (where status = 'OPEN' and band <> 'BETWEEN'),
              count(*) filter (where decided_at >= :since),
              count(*) filter (where decided_at >= :since and decided_by = :me)
            from vision.candidate where status = 'OPEN' or decided_at >= :since
            """)
        .param("since", Timestamp.from(since))
        .param("me", me)
        .query((rs, i) -> new Counts(rs.getLong(1), rs.getLong(2), rs.getLong(3), rs.getLong(4)))
        .single();
  }

  /** How much there is to do and was done. */
  record Counts(long open, long samples, long decided, long mine) {}

  Optional<Candidate> find(long id) {
    return jdbc.sql(SELECT + "c.id = ?").param(id).query(CandidateStore::read).optional();
  }

  Candidate get(long id) {
    return find(id).orElseThrow(() -> Problem.notFound("candidate", id));
  }

  /** Verdicts whose time to be taken back is over. */
  List<Candidate> due(Instant now, int limit) {
    return jdbc.sql(SELECT + "c.send_at <= ? and c.sent_at is null order by c.send_at limit ?")
        .params(Timestamp.from(now), limit)
        .query(CandidateStore::read)
        .list();
  }

  private static Candidate read(ResultSet rs, int row) throws SQLException {
    Double[] box = (Double[]) rs.getArray("box").getArray();
    return new Candidate(
        rs.getLong("id"),
        rs.getString("camera"),
        rs.getString("ability"),
        rs.getString("version"),
        rs.getString("class_code"),
        rs.getDouble("confidence"),
        new Box(box[0], box[1], box[2], box[3]),
        rs.getInt("width"),
        rs.getInt("height"),
        rs.getString("photo"),
        rs.getString("track"),
        Objects.requireNonNull(instant(rs, "seen_at")),
        GeoPoint.ofE7(rs.getInt("lat_e7"), rs.getInt("lng_e7")),
        rs.getString("region_path"),
        Band.valueOf(rs.getString("band")),
        Status.valueOf(rs.getString("status")),
        rs.getString("said_class"),
        rs.getObject("decided_by", Long.class),
        rs.getString("decider"),
        instant(rs, "decided_at"),
        instant(rs, "send_at"),
        instant(rs, "sent_at"),
        rs.getString("refusal"),
        instant(rs, "gone_at"),
        rs.getString("shadow_version"),
        rs.getObject("shadow_confidence", Double.class));
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
