package io.yiwang.vision.review;

import io.yiwang.house.SystemDuty;
import io.yiwang.vision.Abilities;
import io.yiwang.vision.Ability;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which version of an ability works and which runs beside it. The first version ever seen of an
 * ability works at once; a newer one waits until somebody chooses it.
 */
@Component
public class Roles {
  /** Another instance may have changed it. */
  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  private final JdbcClient jdbc;
  private final Abilities abilities;
  private final Clock clock;
  private volatile @Nullable Snapshot snapshot;

  Roles(JdbcClient jdbc, Abilities abilities, Clock clock) {
    this.jdbc = jdbc;
    this.abilities = abilities;
    this.clock = clock;
  }

  /** What a version is for. */
  enum Role {
    ACTIVE,
    SHADOW,
    RETIRED
  }

  private record Snapshot(Instant at, Map<String, Map<String, Role>> roles) {}

  /** The version that works; empty when there is no such ability. */
  public Optional<String> active(String ability) {
    Optional<String> chosen = holder(ability, Role.ACTIVE);
    return chosen.isPresent() ? chosen : first(ability);
  }

  /** The version whose results are only compared. */
  public Optional<String> shadow(String ability) {
    return holder(ability, Role.SHADOW);
  }

  Optional<String> holder(String ability, Role role) {
    return of(ability).entrySet().stream()
        .filter(e -> e.getValue() == role)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The roles of all versions of an ability that ever had one. */
  Map<String, Role> of(String ability) {
    Snapshot known = snapshot;
    if (known == null || clock.instant().isAfter(known.at.plus(REMEMBERED))) {
      try {
        known = SystemDuty.call(this::read);
        snapshot = known;
      } catch (DataAccessException e) {
        if (known == null) {
          throw e;
        } // else what was known holds until it can be read again
      }
    }
    return known.roles.getOrDefault(ability, Map.of());
  }

  private Snapshot read() {
    Map<String, Map<String, Role>> roles = new HashMap<>();
    jdbc.sql("select ability, version, role from vision.role")
        .query(
            rs -> {
              roles
                  .computeIfAbsent(rs.getString(1), ability -> new TreeMap<>())
                  .put(rs.getString(2), Role.valueOf(rs.getString(3)));
            });
    return new Snapshot(clock.instant(), roles);
  }

  private Optional<String> first(String ability) {
    Optional<String> newest =
        abilities.newest(ability).map(Ability::manifest).map(m -> m.version());
    newest.ifPresent(
        version -> {
          SystemDuty.run(
              () ->
                  jdbc.sql(
                          """
                          insert into vision.role (ability, version, role, since) values (?, ?, 'ACTIVE', ?)
                          on conflict do nothing
                          """)
                      .params(ability, version, java.sql.Timestamp.from(clock.instant()))
                      .update());
          forget();
        });
    return newest.isEmpty() ? newest : holder(ability, Role.ACTIVE);
  }

  void forget() {
    snapshot = null;
  }
}
