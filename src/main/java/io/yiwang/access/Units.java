package io.yiwang.access;

import io.yiwang.house.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The organisation units. Few and read often, so reads are remembered for the life of the process.
 */
@Component
public class Units {
  private static final RowMapper<Unit> UNIT = DataClassRowMapper.newInstance(Unit.class);

  private static final Duration BELIEVED = Duration.ofSeconds(10);

  private record Below(Map<String, Set<String>> children, Instant readAt) {}

  private final JdbcClient jdbc;
  private final JdbcTemplate template;
  private final Clock clock;
  private final Map<String, Unit> known = new ConcurrentHashMap<>();
  private volatile @Nullable Below below;

  Units(JdbcClient jdbc, JdbcTemplate template, Clock clock) {
    this.jdbc = jdbc;
    this.template = template;
    this.clock = clock;
  }

  /** Also one that is no more: what it did keeps its name. */
  public Optional<Unit> find(String code) {
    Unit unit = known.get(code);
    if (unit != null) {
      return Optional.of(unit);
    }
    Optional<Unit> read =
        jdbc.sql("select * from access.unit where code = ?").param(code).query(UNIT).optional();
    read.ifPresent(u -> known.put(code, u));
    return read;
  }

  /** A unit of today. */
  public Optional<Unit> findPresent(String code) {
    return jdbc.sql("select * from access.unit where code = ? and ended_on is null")
        .param(code)
        .query(UNIT)
        .optional();
  }

  /** Reads anew what is asked next: units have been reorganised. */
  public void forget() {
    known.clear();
    below = null;
  }

  /** The unit and those right below it; changes made elsewhere show within ten seconds. */
  Set<String> withBelow(String code) {
    Below known = below;
    Instant now = clock.instant();
    if (known == null || now.isAfter(known.readAt().plus(BELIEVED))) {
      Map<String, Set<String>> children = new HashMap<>();
      for (Unit unit : list()) {
        String parent = unit.parentCode();
        if (parent != null) {
          children.computeIfAbsent(parent, p -> new HashSet<>(Set.of(p))).add(unit.code());
        }
      }
      known = new Below(children, now);
      below = known;
    }
    return known.children().getOrDefault(code, Set.of(code));
  }

  public Unit get(String code) {
    return find(code).orElseThrow(() -> Problem.notFound("unit", code));
  }

  /** The units of today. */
  public List<Unit> list() {
    return jdbc.sql("select * from access.unit where ended_on is null order by code")
        .query(UNIT)
        .list();
  }

  /** Adds units, or replaces those with the same code; parents first. */
  public void putAll(Collection<Unit> units) {
    template.batchUpdate(
        """
        insert into access.unit (code, name_zh, name_en, kind, region_code, parent_code)
        values (?, ?, ?, ?, ?, ?)
        on conflict (code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en,
          kind = excluded.kind, region_code = excluded.region_code, parent_code = excluded.parent_code
        """,
        units,
        500,
        (ps, u) -> {
          ps.setString(1, u.code());
          ps.setString(2, u.nameZh());
          ps.setString(3, u.nameEn());
          ps.setString(4, u.kind().name());
          ps.setString(5, u.regionCode());
          ps.setString(6, u.parentCode());
        });
    units.forEach(u -> known.put(u.code(), u));
    below = null;
  }
}
