package io.yiwang.citymap.intake;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What sources call components; used as the platform. */
@Component
class SourceKeys {
  private final JdbcTemplate template;
  private final JdbcClient jdbc;

  SourceKeys(JdbcTemplate template, JdbcClient jdbc) {
    this.template = template;
    this.jdbc = jdbc;
  }

  /** Those of the components the source has a key of its own for, not only a place. */
  Set<Long> keyed(String source, Collection<Long> components) {
    return new HashSet<>(
        jdbc.sql(
                """
                select component_id from citymap.map_source_key
                where source = ? and component_id = any(?) and key not like '@%'
                """)
            .params(source, components.toArray(Long[]::new))
            .query((rs, i) -> rs.getLong(1))
            .list());
  }

  /** Components of the source that no row of the import is, ascending after one. */
  List<Long> missing(String source, long importId, long after, int limit) {
    return jdbc.sql(
            """
            select distinct k.component_id from citymap.map_source_key k
            where k.source = ? and k.component_id > ? and not exists (
              select from citymap.map_import_row r where r.import_id = ? and r.component_id = k.component_id)
            order by 1 limit ?
            """)
        .params(source, after, importId, limit)
        .query((rs, i) -> rs.getLong(1))
        .list();
  }

  /** A component has one key in a source; a place is another after it moved. */
  void put(String source, Map<String, Long> keys) {
    template.batchUpdate(
        "delete from citymap.map_source_key where source = ? and component_id = ? and key <> ?",
        keys.entrySet(),
        500,
        (ps, e) -> {
          ps.setString(1, source);
          ps.setLong(2, e.getValue());
          ps.setString(3, e.getKey());
        });
    template.batchUpdate(
        """
        insert into citymap.map_source_key (source, key, component_id) values (?, ?, ?)
        on conflict (source, key) do update set component_id = excluded.component_id
        """,
        keys.entrySet(),
        500,
        (ps, e) -> {
          ps.setString(1, source);
          ps.setString(2, e.getKey());
          ps.setLong(3, e.getValue());
        });
  }
}
