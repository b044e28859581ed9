package io.yiwang.bench;

import io.yiwang.access.Vault;
import io.yiwang.kernel.Sex;
import io.yiwang.registry.people.Groups;
import io.yiwang.registry.people.Identifiers;
import io.yiwang.registry.people.PersonView;
import io.yiwang.registry.people.Persons.Resident;
import io.yiwang.registry.people.Relation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Those who live in a building as a program without any protection would answer: a superuser's
 * query with the street in its condition, nothing masked, nothing audited. Lives in the process of
 * {@link SecuredBench} only.
 */
record PlainPage(JdbcClient jdbc, Vault vault, Groups groups, String street) {
  static final String PATH = "/api/v1/bench/buildings/{id}/persons";

  private static final String PAGE =
      """
      select p.*, d.entrance, d.floor, d.label from registry.door d
      join registry.person p on p.door_id = d.id
      where d.building_id = :building and p.merged_into is null
        and p.region_path ~>=~ :street and p.region_path ~<~ (:street || '/')
      order by d.entrance, d.floor, d.label, p.household_id, p.relation, p.id
      limit :limit offset :offset
      """;

  record Page(List<Resident> items, int page, int size, boolean more) {}

  /** Answers at the path as the controllers do, in the same application. */
  void serveIn(ApplicationContext city) throws NoSuchMethodException {
    var mapping = city.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    mapping.registerMapping(
        RequestMappingInfo.paths(PATH)
            .methods(RequestMethod.GET)
            .options(mapping.getBuilderConfiguration())
            .build(),
        this,
        PlainPage.class.getDeclaredMethod("persons", long.class, int.class, int.class));
  }

  @ResponseBody
  Page persons(@PathVariable long id, @RequestParam int page, @RequestParam int size) {
    List<Resident> found =
        jdbc.sql(PAGE)
            .param("building", id)
            .param("street", street)
            .param("limit", size + 1)
            .param("offset", page * size)
            .query(this::resident)
            .list();
    boolean more = found.size() > size;
    return new Page(more ? found.subList(0, size) : found, page, size, more);
  }

  private Resident resident(ResultSet rs, int row) throws SQLException {
    LocalDate birth = rs.getObject("birth", LocalDate.class);
    var person =
        new PersonView(
            rs.getLong("id"),
            rs.getString("name"),
            Sex.values()[rs.getInt("sex")],
            groups.age(birth),
            opened(Identifiers.NUMBER, rs.getBytes("number_sealed")),
            opened(Identifiers.PHONE, rs.getBytes("phone_sealed")),
            groups.of(rs.getInt("groups"), birth),
            Relation.of(rs.getInt("relation")),
            rs.getLong("door_id"),
            rs.getLong("household_id"),
            rs.getString("region_path"));
    return new Resident(person, rs.getInt("entrance"), rs.getInt("floor"), rs.getString("label"));
  }

  private @Nullable String opened(String field, byte @Nullable [] sealed) {
    return sealed == null ? null : vault.open(field, sealed);
  }
}
