package io.yiwang.citymap.ogc;

import io.yiwang.citymap.City;
import io.yiwang.citymap.cql.Columns;
import io.yiwang.citymap.cql.CqlSql;
import io.yiwang.citymap.cql.Kind;
import io.yiwang.citymap.cql.Sql;
import io.yiwang.kernel.RegionLevel;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.springframework.jdbc.core.JdbcTemplate;

/** Regions of one level, by code. Their days begin at midnight of the city. */
final class RegionFeatures implements Features {
  private static final int BATCH = 500;

  private static final List<Field> FIELDS =
      List.of(
          Field.of("code", "代码", "Code", Kind.TEXT),
          Field.of("name", "名称", "Name", Kind.TEXT),
          Field.of("nameEn", "英文名称", "Name in English", Kind.TEXT),
          Field.of("level", "层级", "Level", Kind.TEXT)
              .choices(Stream.of(RegionLevel.values()).map(Enum::name).toList()),
          Field.of("parent", "上级代码", "Code of the region above", Kind.TEXT),
          Field.of("validFrom", "有效起始", "Valid from", Kind.DATE),
          Field.of("validTo", "有效截止", "Valid to", Kind.DATE));

  private final RegionLevel level;
  private final JdbcTemplate jdbc;
  private final City city;

  RegionFeatures(RegionLevel level, JdbcTemplate jdbc, City city) {
    this.level = level;
    this.jdbc = jdbc;
    this.city = city;
  }

  /** A region as it was from a day on. */
  private record RegionFeature(
      String id,
      RegionLevel level,
      String name,
      String nameEn,
      @Nullable String parent,
      LocalDate validFrom,
      @Nullable LocalDate validTo,
      Geometry shape)
      implements Feature {
    @Override
    public @Nullable Object value(String property) {
      return switch (property) {
        case GEOMETRY -> shape;
        case "code" -> id;
        case "name" -> name;
        case "nameEn" -> nameEn;
        case "level" -> level.name();
        case "parent" -> parent;
        case "validFrom" -> validFrom;
        case "validTo" -> validTo;
        default -> null;
      };
    }
  }

  private static final class RegionColumns implements Columns {
    @Override
    public @Nullable String expression(String property) {
      return switch (property) {
        case "code", "parent", "level" -> "r." + property;
        case "name" -> "r.name_zh";
        case "nameEn" -> "r.name_en";
        default -> null;
      };
    }

    @Override
    public Object stored(String property, Object value) {
      return value;
    }

    @Override
    public Sql wherever(String property, Object value) {
      return Sql.ANY;
    }
  }

  @Override
  public List<Field> fields() {
    return FIELDS;
  }

  @Override
  public List<Field> queryables() {
    return FIELDS;
  }

  @Override
  public Optional<? extends Feature> find(String id, @Nullable Period period) {
    return rows(period, Sql.exactly("r.code = ?", id), "", 1).stream().findFirst();
  }

  @Override
  public Page page(Question question) {
    Sql condition =
        question.filter() == null
            ? Sql.exactly("1 = 1")
            : CqlSql.of(question.filter(), new RegionColumns());
    Predicate<Feature> exactly = question.exactly();
    List<RegionFeature> found = new ArrayList<>();
    String after = question.after() == null ? "" : question.after();
    while (true) {
      List<RegionFeature> some = rows(question.period(), condition, after, BATCH);
      for (RegionFeature feature : some) {
        if (exactly.test(feature)) {
          if (found.size() == question.limit()) {
            return new Page(found, after, null);
          }
          found.add(feature);
        }
        after = feature.id();
      }
      if (some.size() < BATCH) {
        Long matched = question.after() == null ? (Long) (long) found.size() : null;
        return new Page(found, null, matched);
      }
    }
  }

  private List<RegionFeature> rows(
      @Nullable Period period, Sql condition, String after, int limit) {
    List<Object> values = new ArrayList<>(List.of(level.name(), after));
    String valid = "r.valid_to is null";
    if (period != null) {
      valid = "true";
      if (period.end() != null) {
        valid += " and r.valid_from <= ?";
        values.add(Date.valueOf(day(period.end())));
      }
      if (period.start() != null) {
        valid += " and (r.valid_to is null or r.valid_to > ?)";
        values.add(Date.valueOf(day(period.start())));
      }
    }
    values.addAll(condition.arguments());
    values.add(limit);
    return jdbc.query(
        """
        select distinct on (r.code) r.* from citymap.region r
        where r.level = ? and r.code > ? and %s and (%s) order by r.code, r.valid_from desc limit ?
        """
            .formatted(valid, condition.text()),
        RegionFeatures::feature,
        values.toArray());
  }

  private LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, city.zone());
  }

  private static RegionFeature feature(ResultSet rs, int row) throws SQLException {
    Date validTo = rs.getDate("valid_to");
    return new RegionFeature(
        rs.getString("code"),
        RegionLevel.valueOf(rs.getString("level")),
        rs.getString("name_zh"),
        rs.getString("name_en"),
        rs.getString("parent"),
        rs.getDate("valid_from").toLocalDate(),
        validTo == null ? null : validTo.toLocalDate(),
        area(rs.getBytes("area")));
  }

  private static Geometry area(byte[] wkb) {
    try {
      return new WKBReader().read(wkb);
    } catch (ParseException e) {
      throw new IllegalStateException("An area in citymap.region cannot be read.", e);
    }
  }
}
