package io.yiwang.registry.view;

import io.yiwang.access.Referable;
import io.yiwang.access.Reference;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Visits as what a purpose is tied to: open ones that the present person may see. */
@Component
class VisitReferences implements Referable {
  private final Readers readers;
  private final JdbcClient jdbc;

  VisitReferences(Readers readers, JdbcClient jdbc) {
    this.readers = readers;
    this.jdbc = jdbc;
  }

  @Override
  public String kind() {
    return "visit";
  }

  @Override
  public Optional<Reference> find(long id) {
    Scope scope = readers.reading(Readers.VISIT);
    return jdbc.sql(
            "select id, door_id, person_id, region_path from registry.visit"
                + " where id = :id and state = 'OPEN' and"
                + Scope.sql("region_path"))
        .param("id", id)
        .params(scope.params())
        .query(VisitReferences::reference)
        .optional();
  }

  /** It is about its door, and about the person it was asked for. */
  private static Reference reference(ResultSet rs, int row) throws SQLException {
    String name = "visit:" + rs.getLong(1);
    Set<String> objects = new HashSet<>(Set.of(name, "door:" + rs.getLong(2)));
    long person = rs.getLong(3);
    if (!rs.wasNull()) {
      objects.add("person:" + person);
    }
    return new Reference(name, objects, rs.getString(4));
  }
}
