package io.yiwang.registry.load;

import io.yiwang.access.Vault;
import io.yiwang.house.BinaryCopy;
import io.yiwang.registry.enterprises.Enterprises;
import io.yiwang.registry.load.QuarterLoad.BuildingLoad;
import io.yiwang.registry.load.QuarterLoad.DoorLoad;
import io.yiwang.registry.load.QuarterLoad.EnterpriseLoad;
import io.yiwang.registry.load.QuarterLoad.FormerStay;
import io.yiwang.registry.load.QuarterLoad.PersonLoad;
import io.yiwang.registry.people.Groups;
import io.yiwang.registry.people.Identifiers;
import io.yiwang.registry.people.SourceKind;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Writes quarters, each in a transaction of its own, sealing identifiers on the way. */
public final class LoadLane implements AutoCloseable {
  private static final String QUARTER =
      """
      insert into registry.quarter (id, name, address, region_code, region_path, unit_code, lat, lng, s2, built, outline,
        counts, counted_on) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
      """;

  private final Connection connection;
  private final Vault vault;
  private final Groups groups;
  private final JsonMapper json;

  LoadLane(Connection connection, Vault vault, Groups groups, JsonMapper json) throws SQLException {
    this.connection = connection;
    this.vault = vault;
    this.groups = groups;
    this.json = json;
    try (Statement sql = connection.createStatement()) {
      // made durable at the end by the first commit that waits; until then the load counts as cut
      // short
      sql.execute("set synchronous_commit = off");
    }
    connection.setAutoCommit(false);
  }

  /** All of it or nothing. */
  public void write(QuarterLoad quarter) throws SQLException {
    try {
      quarter(quarter);
      buildings(quarter);
      doors(quarter);
      households(quarter);
      persons(quarter);
      residences(quarter);
      enterprises(quarter);
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
  }

  private void quarter(QuarterLoad q) throws SQLException {
    try (PreparedStatement row = connection.prepareStatement(QUARTER)) {
      int i = 1;
      row.setInt(i++, q.id());
      row.setString(i++, q.name());
      row.setString(i++, q.address());
      row.setString(i++, q.regionCode());
      row.setString(i++, q.regionPath());
      row.setString(i++, q.unitCode());
      row.setDouble(i++, q.point().lat());
      row.setDouble(i++, q.point().lng());
      row.setLong(i++, q.point().s2Leaf());
      row.setInt(i++, q.built());
      row.setArray(i++, connection.createArrayOf("float8", q.outline().toArray()));
      row.setString(i++, json.writeValueAsString(counts(q)));
      row.setObject(i, groups.today());
      row.executeUpdate();
    }
  }

  /** What Tallies would count. */
  private Map<String, Integer> counts(QuarterLoad q) {
    Map<String, Integer> counts = new TreeMap<>();
    groups.list().forEach(g -> counts.put(g.code(), 0));
    for (String measure : List.of("OWN", "RENT", "VACANT")) {
      counts.put(measure, 0);
    }
    counts.put("DOORS", q.doors().size());
    counts.put("RESIDENTS", q.persons().size());
    for (DoorLoad d : q.doors()) {
      switch (d.occupancy()) {
        case 1 -> counts.merge("OWN", 1, Integer::sum);
        case 2 -> counts.merge("RENT", 1, Integer::sum);
        case 3 -> counts.merge("VACANT", 1, Integer::sum);
        default -> {}
      }
    }
    for (PersonLoad p : q.persons()) {
      groups.of(p.groups(), p.birth()).forEach(code -> counts.merge(code, 1, Integer::sum));
    }
    return counts;
  }

  private void buildings(QuarterLoad q) throws SQLException {
    try (BinaryCopy copy =
        BinaryCopy.into(
            connection,
            "registry.building",
            "id, quarter_id, name, floors, region_path, unit_code")) {
      for (BuildingLoad b : q.buildings()) {
        copy.row()
            .integer(b.id())
            .integer(q.id())
            .text(b.name())
            .smallint(b.floors())
            .text(q.regionPath())
            .text(q.unitCode());
      }
      copy.finish();
    }
  }

  private void doors(QuarterLoad q) throws SQLException {
    byte[] path = q.regionPath().getBytes(StandardCharsets.UTF_8);
    try (BinaryCopy copy =
        BinaryCopy.into(
            connection,
            "registry.door",
            "id, quarter_id, building_id, entrance, floor, occupancy, label, region_path")) {
      for (DoorLoad d : q.doors()) {
        copy.row()
            .integer(d.id())
            .integer(q.id())
            .integer(d.buildingId())
            .smallint(d.entrance())
            .smallint(d.floor())
            .smallint(d.occupancy())
            .text(d.label())
            .bytes(path);
      }
      copy.finish();
    }
  }

  private void households(QuarterLoad q) throws SQLException {
    byte[] path = q.regionPath().getBytes(StandardCharsets.UTF_8);
    try (BinaryCopy copy =
        BinaryCopy.into(connection, "registry.household", "id, door_id, number, region_path")) {
      int last = 0;
      for (PersonLoad p : q.persons()) {
        if (p.doorId() != last) {
          last = p.doorId();
          copy.row().integer(last).integer(last).text("").bytes(path);
        }
      }
      copy.finish();
    }
  }

  private void persons(QuarterLoad q) throws SQLException {
    byte[] path = q.regionPath().getBytes(StandardCharsets.UTF_8);
    List<String> numbers = q.persons().stream().map(PersonLoad::number).toList();
    List<String> phones = new ArrayList<>();
    q.persons().stream()
        .filter(p -> p.phone() != null)
        .forEach(p -> phones.add(Objects.requireNonNull(p.phone())));
    Iterator<byte[]> number = vault.sealAll(Identifiers.NUMBER, numbers).iterator();
    Iterator<byte[]> numberIndex = vault.blindIndexAll(Identifiers.NUMBER, numbers).iterator();
    Iterator<byte[]> phone = vault.sealAll(Identifiers.PHONE, phones).iterator();
    Iterator<byte[]> phoneIndex = vault.blindIndexAll(Identifiers.PHONE, phones).iterator();
    try (BinaryCopy copy =
        BinaryCopy.into(
            connection,
            "registry.person",
            "id, number_index, phone_index, door_id, household_id, groups, birth, sex, relation,"
                + " origin, name, region_path, number_sealed, phone_sealed")) {
      for (PersonLoad p : q.persons()) {
        boolean has = p.phone() != null;
        copy.row().bigint(p.id()).bigint(Identifiers.first64(numberIndex.next()));
        copy.bigint(has ? Identifiers.first64(phoneIndex.next()) : null)
            .integer(p.doorId())
            .integer(p.doorId())
            .integer(p.groups())
            .date(p.birth())
            .smallint(p.sex().ordinal())
            .smallint(p.relation())
            .smallint(SourceKind.COMMUNITY_CHECK.ordinal())
            .text(p.name())
            .bytes(path)
            .bytes(number.next())
            .bytes(has ? phone.next() : null);
      }
      copy.finish();
    }
  }

  private void residences(QuarterLoad q) throws SQLException {
    byte[] path = q.regionPath().getBytes(StandardCharsets.UTF_8);
    try (BinaryCopy copy =
        BinaryCopy.into(
            connection,
            "registry.residence",
            "person_id, door_id, household_id, kind, relation, since, until, region_path")) {
      for (PersonLoad p : q.persons()) {
        copy.row()
            .bigint(p.id())
            .integer(p.doorId())
            .integer(p.doorId())
            .smallint(1)
            .smallint(p.relation())
            .date(p.since())
            .nothing()
            .bytes(path);
      }
      for (FormerStay f : q.former()) {
        copy.row()
            .bigint(f.personId())
            .integer(f.doorId())
            .nothing()
            .smallint(1)
            .smallint(0)
            .date(f.since())
            .date(f.until())
            .bytes(path);
      }
      copy.finish();
    }
  }

  private void enterprises(QuarterLoad q) throws SQLException {
    List<String> phones = q.enterprises().stream().map(EnterpriseLoad::phone).toList();
    Iterator<byte[]> phone = vault.sealAll(Enterprises.PHONE, phones).iterator();
    Iterator<byte[]> index = vault.blindIndexAll(Enterprises.PHONE, phones).iterator();
    try (BinaryCopy copy =
        BinaryCopy.into(
            connection,
            "registry.enterprise",
            "id, quarter_id, employees, founded, lat, lng, s2, industry, credit_code, name,"
                + " address, region_code, region_path, legal_person, phone_index, phone_sealed")) {
      for (EnterpriseLoad e : q.enterprises()) {
        copy.row()
            .bigint(e.id())
            .integer(q.id())
            .integer(e.employees())
            .date(e.founded())
            .doublePrecision(e.point().lat())
            .doublePrecision(e.point().lng())
            .bigint(e.point().s2Leaf())
            .text(e.industry())
            .text(e.creditCode())
            .text(e.name())
            .text(e.address())
            .text(q.regionCode())
            .text(q.regionPath())
            .text(e.legalPerson())
            .bigint(Identifiers.first64(index.next()))
            .bytes(phone.next());
      }
      copy.finish();
    }
  }

  @Override
  public void close() throws SQLException {
    try (connection;
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(true);
      sql.execute("reset synchronous_commit");
    }
  }
}
