package io.yiwang.access;

import io.yiwang.house.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

  private final JdbcClient jdbc;
  private final JdbcTemplate template;
  private final Map<String, Unit> known = new ConcurrentHashMap<>();

  Units(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
  }

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

  public Unit get(String code) {
    return find(code).orElseThrow(() -> Problem.notFound("unit", code));
  }

  public List<Unit> list() {
    return jdbc.sql("select * from access.unit order by code").query(UNIT).list();
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
  }
}
