package io.yiwang.vision.review;

import io.yiwang.access.Person;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.vision.review.Roles.Role;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gives versions their roles: by figures, with a reason, and a way back. */
@Component
class Promotions {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final JsonMapper json;
  private final Roles roles;
  private final FigureStore figures;
  private final ReviewSettings settings;
  private final Clock clock;

  Promotions(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      JsonMapper json,
      Roles roles,
      FigureStore figures,
      ReviewSettings settings,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.json = json;
    this.roles = roles;
    this.figures = figures;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A change of roles.
   *
   * @param instead the version that had the role before
   * @param figures the comparison it was decided by
   */
  record RoleAct(
      String version,
      Role role,
      @Nullable String instead,
      Instant at,
      String by,
      String reason,
      @Nullable JsonNode figures) {}

  /** The newest first. */
  List<RoleAct> history(String ability) {
    return jdbc.sql("select * from vision.role_act where ability = ? order by id desc limit 200")
        .param(ability)
        .query(
            (rs, i) -> {
              String figures = rs.getString("figures");
              return new RoleAct(
                  rs.getString("version"),
                  Role.valueOf(rs.getString("role")),
                  rs.getString("instead"),
                  rs.getTimestamp("at").toInstant(),
                  rs.getString("by_name"),
                  rs.getString("reason"),
                  figures == null ? null : json.readTree(figures));
            })
        .list();
  }

  /** The version in the shadow against the one at work; empty when none is in the shadow. */
  Optional<ShadowComparison> comparison(String ability) {
    Optional<String> active = roles.active(ability);
    Optional<String> shadow = roles.shadow(ability);
    return active.flatMap(
        a ->
            shadow.map(
                s -> ShadowComparison.of(a, s, figures.beside(ability, a, s), settings.enough())));
  }

  /**
   * @param despite promote although the figures do not say so
   * @throws Problem 409 {@code figures-insufficient} with the figures when they do not
   */
  void give(String ability, String version, Role role, String reason, boolean despite, Person by) {
    String active = roles.active(ability).orElse("");
    if (version.equals(active)) {
      throw Problem.badField("version", version, "works already.", "Maybe promote another one.");
    }
    ShadowComparison compared =
        role == Role.ACTIVE ? SystemDuty.call(() -> comparison(ability)).orElse(null) : null;
    if (role == Role.ACTIVE && !despite && !isProven(ability, version, compared)) {
      throw insufficient(version, compared);
    }
    SystemDuty.run(
        () ->
            transaction.executeWithoutResult(
                status -> write(ability, version, role, reason, compared, by)));
    roles.forget();
  }

  private boolean isProven(String ability, String version, @Nullable ShadowComparison compared) {
    boolean compares =
        compared != null
            && compared.shadow().equals(version)
            && compared.advice() == ShadowComparison.Advice.PROMOTE;
    return compares || hasWorked(ability, version);
  }

  /** Going back to what worked before needs no figures. */
  private boolean hasWorked(String ability, String version) {
    return jdbc.sql(
            """
            select count(*) > 0 from vision.role_act
            where ability = ? and (version = ? and role = 'ACTIVE' or instead = ? and role = 'ACTIVE')
            """)
        .params(ability, version, version)
        .query(Boolean.class)
        .single();
  }

  private static Problem insufficient(String version, @Nullable ShadowComparison compared) {
    Problem problem =
        Problem.conflict(
            "figures-insufficient",
            "The figures do not say that version " + version + " is better.",
            "Maybe let it run in the shadow until enough was reviewed, or say why despite them.");
    return compared == null ? problem : problem.with("comparison", compared);
  }

  private void write(
      String ability,
      String version,
      Role role,
      String reason,
      @Nullable ShadowComparison compared,
      Person by) {
    Timestamp now = Timestamp.from(clock.instant());
    String instead =
        role == Role.RETIRED
            ? null
            : jdbc.sql(
                    """
                    update vision.role set role = 'RETIRED', since = ?
                    where ability = ? and role = ? and version <> ? returning version
                    """)
                .params(now, ability, role.name(), version)
                .query(String.class)
                .optional()
                .orElse(null);
    jdbc.sql(
            """
            insert into vision.role (ability, version, role, since) values (?, ?, ?, ?)
            on conflict (ability, version) do update set role = excluded.role, since = excluded.since
            """)
        .params(ability, version, role.name(), now)
        .update();
    jdbc.sql(
            """
            insert into vision.role_act (ability, version, role, instead, at, by_name, reason, figures)
            values (:ability, :version, :role, :instead, :now, :by, :reason, :figures)
            """)
        .param("ability", ability)
        .param("version", version)
        .param("role", role.name())
        .param("instead", instead)
        .param("now", now)
        .param("by", by.name())
        .param("reason", reason)
        .param("figures", compared == null ? null : json.writeValueAsString(compared))
        .update();
  }
}
