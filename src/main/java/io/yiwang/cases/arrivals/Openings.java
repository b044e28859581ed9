package io.yiwang.cases.arrivals;

import io.yiwang.cases.lifecycle.Condition;
import io.yiwang.cases.lifecycle.Lifecycle;
import io.yiwang.cases.lifecycle.Matter;
import io.yiwang.cases.lifecycle.Move;
import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.FilingCondition;
import io.yiwang.citymap.MatterClass;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.incidents.IncidentChange;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.LocationCode;
import io.yiwang.kernel.RegionLevel;
import io.yiwang.sensing.Observation;
import io.yiwang.sensing.PriorHandling;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What a new case is made of: the matter as its anchor tells it, its number, and how it is taken
 * in.
 */
@Component
class Openings {
  private static final Duration UNKNOWN_CLASS_WINDOW = Duration.ofHours(24);

  private final Catalogue catalogue;
  private final Regions regions;
  private final JdbcTemplate jdbc;

  Openings(Catalogue catalogue, Regions regions, JdbcTemplate jdbc) {
    this.catalogue = catalogue;
    this.regions = regions;
    this.jdbc = jdbc;
  }

  /** Numbers of one day without a gap, e.g. {@code 20261123-000017}; the day is the city's. */
  List<String> numbers(int count, Instant now) {
    LocalDate day = now.atZone(catalogue.calendar().zone()).toLocalDate();
    Long last =
        jdbc.queryForObject(
            """
            insert into cases.day_number values (?, ?)
            on conflict (day) do update set last = day_number.last + excluded.last returning last
            """,
            Long.class,
            java.sql.Date.valueOf(day),
            (long) count);
    long first = (last == null ? count : last) - count + 1;
    String prefix = day.format(DateTimeFormatter.BASIC_ISO_DATE);
    List<String> numbers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      numbers.add("%s-%06d".formatted(prefix, first + i));
    }
    return numbers;
  }

  private Matter matter(IncidentChange change) {
    Observation anchor = change.anchor();
    @Nullable MatterClass type = catalogue.find(anchor.classCode()).orElse(null);
    return new Matter(
        change.incident().value(),
        type == null ? anchor.classCode() : type.code(),
        type == null ? anchor.classCode() : type.nameZh(),
        type == null ? anchor.classCode() : type.nameEn(),
        anchor.point(),
        LocationCode.of(anchor.point()).text(),
        place(anchor),
        anchor.description(),
        anchor.address(),
        component(anchor),
        anchor.channel().name(),
        anchor.observedAt(),
        anchor.photos().isEmpty() ? null : anchor.photos().getFirst(),
        PriorHandling.find(anchor.attributes())
            .map(prior -> new Matter.Prior(prior.system(), prior.promisedAt()))
            .orElse(null),
        growth(change, 0));
  }

  /** Something else than an identifier of the standard names nothing on the map. */
  private static @Nullable Long component(Observation anchor) {
    return Optional.ofNullable(anchor.componentId())
        .flatMap(ComponentId::find)
        .map(ComponentId::number)
        .orElse(null);
  }

  static Matter.Growth growth(IncidentChange change, int extraReports) {
    return new Matter.Growth(
        change.reports() + extraReports,
        extraReports,
        change.evidence(),
        change.lastSeen(),
        change.clearedAt());
  }

  /** The case as it begins, or as it ended when another system closed it already. */
  Move open(Lifecycle life, long id, String number, IncidentChange change, Instant now) {
    Observation anchor = change.anchor();
    Matter matter = matter(change);
    Instant closedAt =
        PriorHandling.find(anchor.attributes()).map(PriorHandling::closedAt).orElse(null);
    if (closedAt == null) {
      return life.open(id, number, matter, taking(change, now), now);
    }
    Instant ended = closedAt.isBefore(anchor.observedAt()) ? anchor.observedAt() : closedAt;
    return life.record(id, number, matter, defaultCondition(matter.classCode()), ended, now);
  }

  Lifecycle.Taking taking(IncidentChange change, Instant now) {
    @Nullable MatterClass type = catalogue.find(change.anchor().classCode()).orElse(null);
    if (type == null) {
      return new Lifecycle.Taking(true, null, now.plus(UNKNOWN_CLASS_WINDOW));
    }
    boolean evident = change.evidence() >= Math.min(1, type.evidenceNeeded());
    return new Lifecycle.Taking(
        evident,
        evident && type.autoFile() ? defaultCondition(type.code()) : null,
        now.plus(type.window()));
  }

  private @Nullable Condition defaultCondition(String classCode) {
    List<FilingCondition> conditions = catalogue.conditions(classCode);
    if (conditions.isEmpty()) {
      return null;
    }
    FilingCondition first = conditions.getFirst();
    return new Condition(first.id(), first.nameZh(), first.nameEn(), first.limit());
  }

  /** A region may have been reorganised while the observation was on its way. */
  private Matter.Place place(Observation anchor) {
    Region region =
        regions
            .find(anchor.regionCode())
            .or(() -> regions.locate(anchor.point()))
            .orElseGet(regions::root);
    Region district = null;
    Region street = null;
    for (Region r = region; r != null; r = above(r)) {
      if (r.level() == RegionLevel.DISTRICT) {
        district = r;
      } else if (r.level() == RegionLevel.STREET) {
        street = r;
      }
    }
    return new Matter.Place(
        region.code(),
        region.path(),
        district == null ? null : district.code(),
        district == null ? null : district.nameZh(),
        district == null ? null : district.nameEn(),
        street == null ? null : street.nameZh(),
        street == null ? null : street.nameEn());
  }

  private @Nullable Region above(Region region) {
    return region.parent() == null ? null : regions.find(region.parent()).orElse(null);
  }
}
