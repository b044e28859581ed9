package io.yiwang.access.policy;

import io.yiwang.access.policy.PolicyVersion.Kind;
import io.yiwang.access.policy.PolicyVersion.VersionStep;
import io.yiwang.house.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All versions of the policy there ever were, and what happened to them; only ever added to. */
@Component
class PolicyVersions {
  private static final long LOCK = 0x59_49_50_4F_4CL;
  private static final String SELECT =
      """
      select id, note, based_on, taken_from, author_id, author_name, at, wanted_from
      from access.policy_version
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  PolicyVersions(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A text that becomes a version. */
  record NewText(
      String yaml,
      String note,
      @Nullable Integer basedOn,
      @Nullable Integer takenFrom,
      @Nullable Instant from) {}

  /** Until the transaction ends nobody else changes how any version stands. */
  void lock() {
    jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query((rs, i) -> i).list();
  }

  /**
   * @param author null when it is shipped with the program
   */
  int add(NewText text, @Nullable Long author, String authorName) {
    return jdbc.sql(
            """
            insert into access.policy_version
              (id, yaml, note, based_on, taken_from, author_id, author_name, at, wanted_from)
            select coalesce(max(id), 0) + 1, :yaml, :note, cast(:base as int), cast(:taken as int),
              cast(:author as bigint), :name, :at, cast(:from as timestamptz)
            from access.policy_version returning id
            """)
        .param("yaml", text.yaml())
        .param("note", text.note())
        .param("base", text.basedOn())
        .param("taken", text.takenFrom())
        .param("author", author)
        .param("name", authorName)
        .param("at", Timestamp.from(clock.instant()))
        .param("from", text.from() == null ? null : Timestamp.from(text.from()))
        .query(Integer.class)
        .single();
  }

  void step(int version, Kind kind, @Nullable Long person, String name, String reason) {
    jdbc.sql(
            """
            insert into access.policy_step (version, step, at, person_id, person_name, reason)
            values (:version, :step, :at, cast(:person as bigint), :name, :reason)
            """)
        .param("version", version)
        .param("step", kind.name())
        .param("at", Timestamp.from(clock.instant()))
        .param("person", person)
        .param("name", name)
        .param("reason", reason)
        .update();
  }

  /** The version the platform decides by; none before the first start. */
  Optional<Integer> findInForce() {
    return jdbc.sql(
            "select version from access.policy_step where step = 'IN_FORCE' order by id desc limit"
                + " 1")
        .query(Integer.class)
        .optional();
  }

  int inForce() {
    return findInForce().orElseThrow(() -> Problem.notFound("policy in force", 1));
  }

  String yaml(int id) {
    return jdbc.sql("select yaml from access.policy_version where id = ?")
        .param(id)
        .query(String.class)
        .optional()
        .orElseThrow(() -> Problem.notFound("version", id));
  }

  PolicyVersion get(int id) {
    return complete(
            jdbc.sql(SELECT + "where id = ?").param(id).query(PolicyVersions::version).list())
        .stream()
        .findFirst()
        .orElseThrow(() -> Problem.notFound("version", id));
  }

  /** Newest first. */
  List<PolicyVersion> list(int below, int limit) {
    return complete(
        jdbc.sql(SELECT + "where id < ? order by id desc limit ?")
            .params(below, limit)
            .query(PolicyVersions::version)
            .list());
  }

  /** Those that wait: proposed, or approved for a day to come. */
  List<PolicyVersion> waiting() {
    return complete(
            jdbc.sql(
                    SELECT
                        + """
                        where (select step from access.policy_step s where s.version = policy_version.id
                          order by s.id desc limit 1) in ('PROPOSED', 'APPROVED')
                        order by id desc
                        """)
                .query(PolicyVersions::version)
                .list())
        .stream()
        .filter(PolicyVersion::waits)
        .toList();
  }

  /** Whether this text has been decided about before, or waits for it. */
  boolean knows(String yaml) {
    return jdbc.sql(
            """
            select exists (select from access.policy_version v where v.yaml = ? and not exists (
              select from access.policy_step s where s.version = v.id and s.step = 'WITHDRAWN'))
            """)
        .param(yaml)
        .query(Boolean.class)
        .single();
  }

  private List<PolicyVersion> complete(List<PolicyVersion> bare) {
    Map<Integer, List<VersionStep>> steps = steps(bare.stream().map(PolicyVersion::id).toList());
    int inForce = findInForce().orElse(0);
    return bare.stream().map(v -> with(v, steps.getOrDefault(v.id(), List.of()), inForce)).toList();
  }

  private static PolicyVersion with(PolicyVersion v, List<VersionStep> steps, int inForce) {
    VersionState state =
        switch (steps.getLast().kind()) {
          case PROPOSED -> VersionState.PROPOSED;
          case APPROVED -> VersionState.PLANNED;
          case REFUSED -> VersionState.REFUSED;
          case WITHDRAWN -> VersionState.WITHDRAWN;
          case IN_FORCE -> v.id() == inForce ? VersionState.IN_FORCE : VersionState.PAST;
        };
    return new PolicyVersion(
        v.id(),
        state,
        v.note(),
        v.basedOn(),
        v.takenFrom(),
        v.authorId(),
        v.authorName(),
        v.at(),
        v.from(),
        steps);
  }

  private Map<Integer, List<VersionStep>> steps(Collection<Integer> versions) {
    Map<Integer, List<VersionStep>> steps = new LinkedHashMap<>();
    jdbc.sql(
            """
            select version, step, at, person_id, person_name, reason from access.policy_step
            where version = any(?) order by id
            """)
        .param(versions.toArray(new Integer[0]))
        .query(
            rs -> {
              steps
                  .computeIfAbsent(rs.getInt(1), v -> new ArrayList<>())
                  .add(
                      new VersionStep(
                          Kind.valueOf(rs.getString(2)),
                          rs.getTimestamp(3).toInstant(),
                          rs.getObject(4, Long.class),
                          rs.getString(5),
                          rs.getString(6)));
            });
    return steps;
  }

  /** Without its steps, and so without its state. */
  private static PolicyVersion version(ResultSet rs, int row) throws SQLException {
    Timestamp from = rs.getTimestamp(8);
    return new PolicyVersion(
        rs.getInt(1),
        VersionState.PROPOSED,
        rs.getString(2),
        rs.getObject(3, Integer.class),
        rs.getObject(4, Integer.class),
        rs.getObject(5, Long.class),
        rs.getString(6),
        rs.getTimestamp(7).toInstant(),
        from == null ? null : from.toInstant(),
        List.of());
  }
}
