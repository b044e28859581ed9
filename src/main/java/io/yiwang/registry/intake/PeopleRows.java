package io.yiwang.registry.intake;

import io.yiwang.access.Vault;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.kernel.CitizenNumber;
import io.yiwang.kernel.MobileNumber;
import io.yiwang.kernel.Sex;
import io.yiwang.registry.fusion.BulkAccept;
import io.yiwang.registry.fusion.Settler.Settled;
import io.yiwang.registry.fusion.Statement;
import io.yiwang.registry.intake.ImportRuns.Counts;
import io.yiwang.registry.intake.ImportRuns.Reject;
import io.yiwang.registry.people.Groups;
import io.yiwang.registry.people.Identifiers;
import io.yiwang.registry.people.Relation;
import io.yiwang.registry.people.SourceKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rows about persons: each becomes a statement of the file's source. */
final class PeopleRows implements RowTaker {
  private final Source source;
  private final DoorFinder doors;
  private final Regions regions;
  private final Groups groups;
  private final Identifiers identifiers;
  private final Vault vault;
  private final BulkAccept bulk;

  /** Who sends the file, and when it says what it says unless a row says otherwise. */
  record Source(String name, SourceKind kind, Instant at, ZoneId zone) {}

  PeopleRows(
      Source source,
      DoorFinder doors,
      Regions regions,
      Groups groups,
      Identifiers identifiers,
      Vault vault,
      BulkAccept bulk) {
    this.source = source;
    this.doors = doors;
    this.regions = regions;
    this.groups = groups;
    this.identifiers = identifiers;
    this.vault = vault;
    this.bulk = bulk;
  }

  @Override
  public Counts take(List<Row> rows, Consumer<Reject> rejects) {
    List<Statement> statements = new ArrayList<>();
    for (Row row : rows) {
      try {
        statements.add(statement(row));
      } catch (BadRow bad) {
        rejects.accept(RowTaker.reject(row, bad));
      }
    }
    int added = 0;
    int joined = 0;
    int repeated = 0;
    int doubtful = 0;
    for (Settled settled : bulk.accept(statements)) {
      switch (settled.outcome()) {
        case ADDED -> added++;
        case JOINED -> joined++;
        case REPEATED -> repeated++;
        case DOUBTFUL -> doubtful++;
      }
    }
    return new Counts(
        rows.size(), added, joined, repeated, doubtful, rows.size() - statements.size());
  }

  private Statement statement(Row row) {
    CitizenNumber number = row.read("number", CitizenNumber::parse);
    MobileNumber phone = row.read("phone", MobileNumber::parse);
    String name = name(row);
    LocalDate birth = birth(row, number);
    Sex sex = sex(row, number);
    DoorFinder.Found door = door(row);
    LocalDate day = row.read("at", PeopleRows::day);
    Instant at = day == null ? source.at : day.atStartOfDay(source.zone).toInstant();
    if (at.isAfter(source.at)) {
      throw new BadRow("at", row.text("at"), "must not be in the future.", null);
    }
    Relation relation = row.read("relation", Relation::parse);
    Integer noted = row.read("groups", text -> groups.bits(split(text)));
    return new Statement(
        0,
        0,
        source.kind,
        source.name,
        key(row, number, phone),
        at,
        name,
        sex,
        birth,
        number == null ? null : sealed(identifiers.index(number), identifiers.seal(number)),
        phone == null ? null : sealed(identifiers.index(phone), identifiers.seal(phone)),
        door == null ? null : door.id(),
        row.text("household"),
        relation == null ? Relation.UNKNOWN : relation,
        noted,
        door == null ? path(row) : door.regionPath());
  }

  private static Statement.@Nullable Sealed sealed(@Nullable Long index, byte @Nullable [] bytes) {
    return index == null || bytes == null ? null : new Statement.Sealed(index, bytes);
  }

  private static String name(Row row) {
    String name = row.needed("name").replaceAll("\\s+", " ");
    if (name.length() > 100 || name.chars().anyMatch(Character::isDigit)) {
      throw new BadRow("name", name, "must be a name of at most 100 letters.", null);
    }
    return name;
  }

  private @Nullable LocalDate birth(Row row, @Nullable CitizenNumber number) {
    LocalDate told = row.read("birth", PeopleRows::day);
    if (number != null && told != null && !number.birth().equals(told)) {
      throw new BadRow(
          "birth",
          row.text("birth"),
          "must be the date of birth in the citizen number.",
          "Maybe one of the two was mistyped.");
    }
    LocalDate birth = number == null ? told : number.birth();
    if (birth != null && birth.isAfter(groups.today())) {
      throw new BadRow("birth", row.text("birth"), "must not be in the future.", null);
    }
    return birth;
  }

  private static Sex sex(Row row, @Nullable CitizenNumber number) {
    Sex told =
        switch (row.text("sex").toUpperCase(Locale.ROOT)) {
          case "" -> number == null ? Sex.UNKNOWN : number.sex();
          case "男", "M", "MALE", "1" -> Sex.MALE;
          case "女", "F", "FEMALE", "2" -> Sex.FEMALE;
          default -> throw new BadRow("sex", row.text("sex"), "must be 男 or 女.", null);
        };
    if (number != null && told != number.sex()) {
      throw new BadRow("sex", row.text("sex"), "must be the sex in the citizen number.", null);
    }
    return told;
  }

  private DoorFinder.@Nullable Found door(Row row) {
    if (row.text("door").isEmpty()) {
      return null;
    }
    var name =
        new DoorFinder.Name(
            row.needed("region"),
            row.needed("quarter"),
            row.needed("building"),
            row.integer("entrance", 1),
            row.text("door"));
    DoorFinder.Found found = doors.find(name);
    if (found == null) {
      throw new BadRow(
          "door",
          "%s %s %d %s".formatted(name.quarter(), name.building(), name.entrance(), name.door()),
          "must be a door that is known.",
          "Maybe import the houses first.");
    }
    return found;
  }

  private String path(Row row) {
    String code = row.needed("region");
    return regions
        .find(code)
        .map(Region::path)
        .orElseThrow(() -> new BadRow("region", code, "must be a region of this city.", null));
  }

  /** The row's own key, or a keyed digest of what it says: the same row again is the same. */
  private String key(Row row, @Nullable CitizenNumber number, @Nullable MobileNumber phone) {
    String own = row.text("key");
    if (!own.isEmpty()) {
      return own;
    }
    String all =
        String.join("\u001f", row.csv().getFields())
            + (number == null ? "" : number.text())
            + (phone == null ? "" : phone.text());
    return HexFormat.of().formatHex(vault.blindIndex("registry.statement.key", all), 0, 16);
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text.replace('/', '-'));
  }

  private static List<String> split(String text) {
    return Arrays.stream(text.split("[;；、|,，]", -1))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .toList();
  }
}
