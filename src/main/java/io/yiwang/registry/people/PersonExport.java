package io.yiwang.registry.people;

import io.yiwang.access.Exportable;
import io.yiwang.access.Sheet;
import io.yiwang.house.Problem;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import io.yiwang.registry.houses.Quarters;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The persons of a quarter as a file, masked. */
@Component
class PersonExport implements Exportable {
  private static final List<String> ZH =
      List.of("编号", "住址", "姓名", "性别", "年龄", "身份证号", "电话", "与户主关系", "人群");
  private static final List<String> EN =
      List.of("id", "place", "name", "sex", "age", "citizen_number", "phone", "relation", "groups");

  private final Readers readers;
  private final Persons persons;
  private final Quarters quarters;

  PersonExport(Readers readers, Persons persons, Quarters quarters) {
    this.readers = readers;
    this.persons = persons;
    this.quarters = quarters;
  }

  @Override
  public String name() {
    return "persons";
  }

  @Override
  public String dataClass() {
    return Readers.PERSON;
  }

  @Override
  public long count(Map<String, String> filter) {
    return persons.idsInQuarter(scope(), quarter(filter)).size();
  }

  @Override
  public List<String> people(Map<String, String> filter) {
    return persons.idsInQuarter(scope(), quarter(filter)).stream()
        .map(id -> "person:" + id)
        .toList();
  }

  @Override
  public void write(Map<String, String> filter, Sheet sheet) {
    sheet.head(sheet.chinese() ? ZH : EN);
    persons.eachInQuarter(
        scope(),
        quarter(filter),
        (p, place) ->
            sheet.row(
                p.id(),
                place,
                p.name(),
                p.sex(),
                p.age(),
                p.number(),
                p.phone(),
                p.relation(),
                String.join(" ", p.groups())));
  }

  private Scope scope() {
    return readers.reading(Readers.PERSON);
  }

  /** Only a quarter that whoever asks may see. */
  private long quarter(Map<String, String> filter) {
    String id = filter.getOrDefault("quarter", "");
    if (!id.matches("\\d{1,18}")) {
      throw Problem.badField("quarter", id, "must be the id of a quarter.", null);
    }
    return quarters.get(readers.reading(Readers.DOOR), Long.parseLong(id)).id();
  }
}
