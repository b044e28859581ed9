package io.yiwang.registry.people;

import io.yiwang.house.Problem;
import io.yiwang.registry.Scope;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is whose spouse, child, parent, wherever they live. */
@Component
public class FamilyLinks {
  private static final Map<Relation, Relation> REVERSE =
      Map.of(
          Relation.SPOUSE, Relation.SPOUSE,
          Relation.CHILD, Relation.PARENT,
          Relation.PARENT, Relation.CHILD,
          Relation.GRANDCHILD, Relation.GRANDPARENT,
          Relation.GRANDPARENT, Relation.GRANDCHILD,
          Relation.SIBLING, Relation.SIBLING,
          Relation.OTHER, Relation.OTHER);

  private final JdbcClient jdbc;
  private final Persons persons;

  FamilyLinks(JdbcClient jdbc, Persons persons) {
    this.jdbc = jdbc;
    this.persons = persons;
  }

  /** What somebody is to the person asked about. */
  public record Relative(Relation kind, PersonView person) {}

  private record Link(Relation kind, long other) {}

  /** Relatives in the scope, links of absorbed records included. */
  public List<Relative> of(Scope scope, long personId) {
    return jdbc
        .sql(
            """
            with same as (select :id as id union select id from registry.person where merged_into = :id)
            select kind, other_id, false as reversed from registry.family_link where person_id in (select id from same)
            union select kind, person_id, true from registry.family_link where other_id in (select id from same)
            """)
        .param("id", personId)
        .query(
            (rs, i) -> {
              Relation kind = Relation.valueOf(rs.getString(1));
              return new Link(
                  rs.getBoolean(3) ? REVERSE.getOrDefault(kind, kind) : kind, rs.getLong(2));
            })
        .list()
        .stream()
        .distinct()
        .flatMap(
            link ->
                persons.find(scope, link.other()).map(p -> new Relative(link.kind(), p)).stream())
        .toList();
  }

  /** Notes that {@code otherId} is the person's spouse, child, parent …; both must be in scope. */
  public void put(Scope scope, long personId, long otherId, Relation kind) {
    if (!REVERSE.containsKey(kind)) {
      throw Problem.badField("kind", kind, "must be one of " + REVERSE.keySet() + ".", null);
    }
    if (personId == otherId) {
      throw Problem.badField("other", otherId, "must be somebody else.", null);
    }
    String path = persons.get(scope, personId).regionPath();
    persons.get(scope, otherId);
    remove(scope, personId, otherId);
    jdbc.sql(
            "insert into registry.family_link (person_id, other_id, kind, region_path) values (?,"
                + " ?, ?, ?)")
        .params(personId, otherId, kind.name(), path)
        .update();
  }

  /** Takes the link away, in whichever direction it was noted. */
  public void remove(Scope scope, long personId, long otherId) {
    persons.get(scope, personId);
    jdbc.sql(
            """
            delete from registry.family_link
            where person_id = :a and other_id = :b or person_id = :b and other_id = :a
            """)
        .param("a", personId)
        .param("b", otherId)
        .update();
  }
}
