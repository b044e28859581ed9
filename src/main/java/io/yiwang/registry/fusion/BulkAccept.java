package io.yiwang.registry.fusion;

import io.yiwang.citymap.City;
import io.yiwang.house.BinaryCopy;
import io.yiwang.registry.fusion.Settler.Outcome;
import io.yiwang.registry.fusion.Settler.Settled;
import io.yiwang.registry.people.Persons;
import io.yiwang.registry.people.Residences;
import io.yiwang.registry.people.Tallies;
import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Accepts many statements at once. Whoever shares no key with anybody, known or in the same batch,
 * can match nobody: those are copied in; all others are settled one by one. The result is the same
 * as if all were.
 */
@Component
public class BulkAccept {
  private final JdbcTemplate jdbc;
  private final Settler settler;
  private final Persons persons;
  private final Residences residences;
  private final Tallies tallies;
  private final Clock clock;
  private final City city;

  BulkAccept(
      JdbcTemplate jdbc,
      Settler settler,
      Persons persons,
      Residences residences,
      Tallies tallies,
      Clock clock,
      City city) {
    this.jdbc = jdbc;
    this.settler = settler;
    this.persons = persons;
    this.residences = residences;
    this.tallies = tallies;
    this.clock = clock;
    this.city = city;
  }

  /** In the order of the statements. */
  @Transactional
  public List<Settled> accept(List<Statement> said) {
    if (said.isEmpty()) {
      return List.of();
    }
    settler.lock();
    Set<Integer> met = new HashSet<>(metInside(said));
    met.addAll(metOutside(said));
    List<Statement> strangers = new ArrayList<>();
    List<Statement> others = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      (met.contains(i) ? others : strangers).add(said.get(i));
    }
    List<Long> ids = strangers.isEmpty() ? List.of() : persons.newIds(strangers.size());
    copy(strangers, ids);
    List<Settled> settled = settler.accept(others);
    List<Settled> all = new ArrayList<>();
    int stranger = 0;
    int other = 0;
    for (int i = 0; i < said.size(); i++) {
      all.add(
          met.contains(i) ? settled.get(other++) : new Settled(Outcome.ADDED, ids.get(stranger++)));
    }
    return all;
  }

  /** Rows that share a key with another row of the batch. */
  private static Set<Integer> metInside(List<Statement> said) {
    Map<Object, Integer> seen = new HashMap<>();
    Set<Integer> met = new HashSet<>();
    for (int i = 0; i < said.size(); i++) {
      for (Object key : keys(said.get(i))) {
        Integer before = seen.putIfAbsent(key, i);
        if (before != null && before != i) {
          met.add(before);
          met.add(i);
        }
      }
    }
    return met;
  }

  private static List<Object> keys(Statement s) {
    List<Object> keys = new ArrayList<>();
    keys.add(List.of("key", s.identity()));
    if (s.number() != null) {
      keys.add(List.of("number", s.number().index()));
    }
    if (s.phone() != null) {
      keys.add(List.of("phone", s.phone().index()));
    }
    if (s.birth() != null) {
      keys.add(List.of("alike", s.birth(), s.name()));
    }
    if (s.doorId() != null) {
      keys.add(List.of("door name", s.doorId(), s.name()));
      if (s.birth() != null) {
        keys.add(List.of("door birth", s.doorId(), s.birth()));
      }
    }
    return keys;
  }

  private static final String MET =
      """
      select r.n from unnest(?, ?, ?, ?, ?, ?, ?) with ordinality as r(source, key, number, phone, birth, name, door, n)
      where exists (select from registry.statement where source = r.source and source_key = r.key)
        or exists (select from registry.person where number_index = r.number)
        or exists (select from registry.statement where number_index = r.number)
        or exists (select from registry.person where phone_index = r.phone)
        or exists (select from registry.statement where phone_index = r.phone)
        or exists (select from registry.person where birth = r.birth and name = r.name)
        or exists (select from registry.statement where birth = r.birth and name = r.name)
        or exists (select from registry.person where door_id = r.door and (name = r.name or birth = r.birth))
        or exists (select from registry.statement where door_id = r.door and (name = r.name or birth = r.birth))
      """;

  /** Rows that share a key with what is in the tables. */
  private List<Integer> metOutside(List<Statement> said) {
    List<@Nullable Integer> rows =
        jdbc.query(
            connection -> {
              var statement = connection.prepareStatement(MET);
              int i = 1;
              for (@Nullable Object[] column : columns(said)) {
                String type =
                    switch (i) {
                      case 1, 2, 6 -> "text";
                      case 5 -> "date";
                      default -> "int8";
                    };
                statement.setArray(i++, connection.createArrayOf(type, column));
              }
              return statement;
            },
            (rs, row) -> rs.getInt(1) - 1);
    return rows.stream().map(Objects::requireNonNull).toList();
  }

  private static List<@Nullable Object[]> columns(List<Statement> said) {
    return List.of(
        column(said, Statement::source),
        column(said, Statement::key),
        column(said, s -> s.number() == null ? null : s.number().index()),
        column(said, s -> s.phone() == null ? null : s.phone().index()),
        column(said, s -> s.birth() == null ? null : Date.valueOf(s.birth())),
        column(said, Statement::name),
        column(said, Statement::doorId));
  }

  private static @Nullable Object[] column(
      List<Statement> said, Function<Statement, @Nullable Object> field) {
    @Nullable Object[] column = new @Nullable Object[said.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = field.apply(said.get(i));
    }
    return column;
  }

  private void copy(List<Statement> strangers, List<Long> ids) {
    if (strangers.isEmpty()) {
      return;
    }
    Map<List<Object>, Long> households = new HashMap<>();
    Map<Long, Long> quarters = new HashMap<>();
    for (Statement s : strangers) {
      if (s.doorId() != null) {
        long door = s.doorId();
        households.computeIfAbsent(
            List.of(door, s.household()), k -> residences.household(door, s.household()));
        quarters.computeIfAbsent(door, residences::quarterOf);
      }
    }
    jdbc.execute(
        (ConnectionCallback<@Nullable Void>)
            connection -> {
              statements(connection, strangers, ids);
              rows(connection, strangers, ids, households);
              return null;
            });
    tallies.count(new HashSet<>(quarters.values()));
  }

  private void statements(Connection connection, List<Statement> strangers, List<Long> ids)
      throws SQLException {
    try (BinaryCopy copy =
        BinaryCopy.into(
            connection,
            "registry.statement",
            "own_person, person_id, source_kind, source, source_key, at, received_at, name, sex,"
                + " birth, number_index, number_sealed, phone_index, phone_sealed, door_id,"
                + " household, relation, groups, region_path")) {
      for (int i = 0; i < strangers.size(); i++) {
        Statement s = strangers.get(i);
        copy.row()
            .bigint(ids.get(i))
            .bigint(ids.get(i))
            .text(s.kind().name())
            .text(s.source())
            .text(s.key())
            .timestamp(s.at())
            .timestamp(clock.instant())
            .text(s.name())
            .smallint(s.sex().ordinal())
            .date(s.birth())
            .bigint(s.number() == null ? null : s.number().index())
            .bytes(s.number() == null ? null : s.number().bytes())
            .bigint(s.phone() == null ? null : s.phone().index())
            .bytes(s.phone() == null ? null : s.phone().bytes())
            .integer(s.doorId() == null ? null : Math.toIntExact(s.doorId()))
            .text(s.household())
            .smallint(s.relation().ordinal())
            .integer(s.groups())
            .text(s.regionPath());
      }
      copy.finish();
    }
  }

  private void rows(
      Connection connection,
      List<Statement> strangers,
      List<Long> ids,
      Map<List<Object>, Long> households)
      throws SQLException {
    try (BinaryCopy copy =
        BinaryCopy.into(
            connection,
            "registry.person",
            "id, name, sex, birth, number_index, number_sealed, phone_index, phone_sealed, groups,"
                + " origin, relation, door_id, household_id, region_path")) {
      for (int i = 0; i < strangers.size(); i++) {
        Statement s = strangers.get(i);
        copy.row()
            .bigint(ids.get(i))
            .text(s.name())
            .smallint(s.sex().ordinal())
            .date(s.birth())
            .bigint(s.number() == null ? null : s.number().index())
            .bytes(s.number() == null ? null : s.number().bytes())
            .bigint(s.phone() == null ? null : s.phone().index())
            .bytes(s.phone() == null ? null : s.phone().bytes())
            .integer(s.groups() == null ? 0 : s.groups())
            .smallint(s.kind().ordinal())
            .smallint(s.relation().ordinal())
            .integer(s.doorId() == null ? null : Math.toIntExact(s.doorId()))
            .integer(household(s, households))
            .text(s.regionPath());
      }
      copy.finish();
    }
    try (BinaryCopy copy =
        BinaryCopy.into(
            connection,
            "registry.residence",
            "person_id, door_id, household_id, kind, relation, since, region_path")) {
      for (int i = 0; i < strangers.size(); i++) {
        Statement s = strangers.get(i);
        if (s.doorId() != null) {
          copy.row()
              .bigint(ids.get(i))
              .integer(Math.toIntExact(s.doorId()))
              .integer(household(s, households))
              .smallint(1)
              .smallint(s.relation().ordinal())
              .date(LocalDate.ofInstant(s.at(), city.zone()))
              .text(s.regionPath());
        }
      }
      copy.finish();
    }
  }

  private static @Nullable Integer household(Statement s, Map<List<Object>, Long> households) {
    if (s.doorId() == null) {
      return null;
    }
    return Math.toIntExact(
        Objects.requireNonNull(households.get(List.of(s.doorId(), s.household()))));
  }
}
