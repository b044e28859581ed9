package io.yiwang.dispatch;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Who gave which case back. */
@Component
class Refusals {
  private final JdbcTemplate template;

  Refusals(JdbcTemplate template) {
    this.template = template;
  }

  /** One giving back, identified by case and version so that a redelivered event counts once. */
  record Refusal(
      long caseId, int version, @Nullable String unitCode, @Nullable Long workerId, Instant at) {}

  /** Everybody who gave one case back. */
  record Passed(Set<String> units, Set<Long> workers) {
    static final Passed NOBODY = new Passed(Set.of(), Set.of());
  }

  void addAll(List<Refusal> refusals) {
    template.batchUpdate(
        "insert into dispatch.refusal values (?, ?, ?, ?, ?) on conflict do nothing",
        refusals,
        500,
        (ps, r) -> {
          ps.setLong(1, r.caseId());
          ps.setInt(2, r.version());
          ps.setString(3, r.unitCode());
          ps.setObject(4, r.workerId(), Types.BIGINT);
          ps.setTimestamp(5, Timestamp.from(r.at()));
        });
  }

  Map<Long, Passed> of(Collection<Long> caseIds) {
    Map<Long, Passed> passed = new HashMap<>();
    template.query(
        "select case_id, unit_code, worker_id from dispatch.refusal where case_id = any(?)",
        ps -> ps.setArray(1, ps.getConnection().createArrayOf("bigint", caseIds.toArray())),
        rs -> {
          Passed one =
              passed.computeIfAbsent(
                  rs.getLong(1), id -> new Passed(new HashSet<>(), new HashSet<>()));
          String unit = rs.getString(2);
          Long worker = rs.getObject(3, Long.class);
          if (unit != null) {
            one.units().add(unit);
          }
          if (worker != null) {
            one.workers().add(worker);
          }
        });
    return passed;
  }
}
