package io.yiwang.access.audit;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds entries of the trail, newest first. */
@Component
class AuditSearch {
  private static final int FETCH = 1_000;
  private static final RowMapper<AuditRow> ROW =
      (rs, i) ->
          new AuditRow(
              rs.getLong(1),
              rs.getTimestamp(2).toInstant(),
              rs.getString(3),
              rs.getString(4),
              rs.getString(5),
              rs.getString(6),
              rs.getString(7),
              rs.getString(8),
              rs.getString(9),
              rs.getString(10),
              List.of((String[]) rs.getArray(11).getArray()),
              rs.getString(12),
              rs.getString(13),
              rs.getString(14),
              rs.getLong(15),
              rs.getString(16),
              rs.getString(17));

  private final JdbcClient jdbc;

  AuditSearch(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An entry as it is shown. */
  record AuditRow(
      long seq,
      Instant at,
      String actorKind,
      String actorId,
      String actorName,
      String duty,
      String unit,
      String actorRegion,
      String action,
      String dataClass,
      List<String> objects,
      String objectRegion,
      String purpose,
      String reference,
      long count,
      String remote,
      String outcome) {}

  List<AuditRow> page(AuditFilter filter, String ownRegion, int limit) {
    AuditFilter.Where where = filter.within(ownRegion);
    return jdbc.sql(sql(where) + " limit " + limit).params(where.parameters()).query(ROW).list();
  }

  /** Hands out at most {@code limit} entries one after another, without holding them in memory. */
  @Transactional(readOnly = true)
  public void each(AuditFilter filter, String ownRegion, int limit, Consumer<AuditRow> row) {
    AuditFilter.Where where = filter.within(ownRegion);
    try (Stream<AuditRow> rows =
        jdbc
            .sql(sql(where) + " limit " + limit)
            .withFetchSize(FETCH)
            .params(where.parameters())
            .query(ROW)
            .stream()) {
      rows.forEach(row);
    }
  }

  /** How many there are, counted up to {@code most}. */
  long count(AuditFilter filter, String ownRegion, int most) {
    AuditFilter.Where where = filter.within(ownRegion);
    return jdbc.sql("select count(*) from (" + sql(where) + " limit " + most + ") found")
        .params(where.parameters())
        .query(Long.class)
        .single();
  }

  private static String sql(AuditFilter.Where where) {
    return "select "
        + CanonicalEntry.COLUMNS
        + " from access.audit_entry where "
        + where.sql()
        + " order by seq desc";
  }
}
