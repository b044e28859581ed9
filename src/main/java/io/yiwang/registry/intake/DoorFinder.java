package io.yiwang.registry.intake;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds doors by the names a file gives them; remembers those it has found. */
final class DoorFinder {
  private static final int REMEMBERED = 50_000;

  private final JdbcClient jdbc;
  private final Map<Name, Found> found =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Name, Found> eldest) {
          return size() > REMEMBERED;
        }
      };

  DoorFinder(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A door as a file names it. */
  record Name(String region, String quarter, String building, int entrance, String door) {}

  /** A door that is there. */
  record Found(long id, long quarterId, String regionPath) {}

  @Nullable Found find(Name name) {
    Found known = found.get(name);
    if (known == null) {
      known = query(name);
      if (known != null) {
        found.put(name, known);
      }
    }
    return known;
  }

  private @Nullable Found query(Name n) {
    return jdbc.sql(
            """
            select d.id, d.quarter_id, d.region_path
            from registry.quarter q join registry.building b on b.quarter_id = q.id
              join registry.door d on d.building_id = b.id
            where q.region_code = ? and q.name = ? and b.name = ? and d.entrance = ? and d.label = ?
            """)
        .params(n.region, n.quarter, n.building, n.entrance, n.door)
        .query((rs, i) -> new Found(rs.getLong(1), rs.getLong(2), rs.getString(3)))
        .optional()
        .orElse(null);
  }
}
