package io.yiwang.sensing.devices;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.yiwang.access.Unit;
import io.yiwang.access.Units;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.house.Problem;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.RegionLevel;
import io.yiwang.sensing.RefusedRows;
import io.yiwang.sensing.readings.LastValues;
import io.yiwang.sensing.readings.Reading;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Devices as people see them. */
@Component
class DeviceViews {
  private final JdbcClient jdbc;
  private final DeviceModels models;
  private final Regions regions;
  private final Units units;
  private final LastValues last;
  private final RefusedRows refused;
  private final DeviceRights rights;

  DeviceViews(
      JdbcClient jdbc,
      DeviceModels models,
      Regions regions,
      Units units,
      LastValues last,
      RefusedRows refused,
      DeviceRights rights) {
    this.jdbc = jdbc;
    this.models = models;
    this.regions = regions;
    this.units = units;
    this.last = last;
    this.refused = refused;
    this.rights = rights;
  }

  /** A device in a list. */
  @Schema(name = "DeviceView")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record DeviceView(
      long id,
      String code,
      String model,
      String modelZh,
      String modelEn,
      String name,
      double lat,
      double lng,
      String regionPath,
      String regionZh,
      String regionEn,
      @Nullable String component,
      @Nullable String owner,
      @Nullable String ownerZh,
      @Nullable String firmware,
      @Nullable LocalDate calibratedOn,
      boolean maintenance,
      boolean online,
      @Nullable Instant seenAt) {}

  /**
   * A page of devices.
   *
   * @param total how many there are, counted up to 10,000
   */
  record DevicePage(List<DeviceView> items, boolean more, int total, int countedTo) {}

  /** A device that was added; its secret is shown this once. */
  record NewDevice(DeviceView device, String secret) {}

  /** What a device said last of one quantity. */
  @Schema(name = "LastValue")
  record LastValue(String quantity, String zh, String en, String unit, Instant at, double value) {}

  /** How often something was wrong with what a device said. */
  @Schema(name = "DeviceTally")
  record DeviceTally(String reason, long count, Instant first, Instant last) {}

  /** Everything the page of a device shows. */
  record DeviceCard(
      DeviceView device,
      List<Quantity> quantities,
      List<LastValue> values,
      List<DeviceTally> problems,
      String topic,
      boolean mayKeep) {}

  /** 404 for a device that is not there or not to be seen. */
  Device get(String code) {
    return jdbc.sql(DeviceRows.SELECT + " where d.code = ?")
        .param(code)
        .query(DeviceRows::of)
        .optional()
        .orElseThrow(() -> Problem.notFound("device", code));
  }

  DevicePage page(List<Device> items, boolean more, int total) {
    return new DevicePage(items.stream().map(this::view).toList(), more, total, DeviceList.COUNTED);
  }

  DeviceView view(Device d) {
    DeviceModel model = models.get(d.model());
    String regionCode = d.regionPath().substring(d.regionPath().lastIndexOf('.') + 1);
    Region region = regions.find(regionCode).orElse(null);
    String owner = d.owner();
    return new DeviceView(
        d.id(),
        d.code(),
        d.model(),
        model.zh(),
        model.en(),
        d.name(),
        d.point().lat(),
        d.point().lng(),
        d.regionPath(),
        region == null ? regionCode : named(region, Region::nameZh, ""),
        region == null ? regionCode : named(region, Region::nameEn, ", "),
        d.component() == null ? null : ComponentId.text(d.component()),
        owner,
        owner == null ? null : units.find(owner).map(Unit::nameZh).orElse(owner),
        d.firmware(),
        d.calibratedOn(),
        d.maintenance(),
        d.online(),
        d.seenAt());
  }

  /** From the street down; the name of a grid alone says little. */
  private String named(Region region, Function<Region, String> name, String between) {
    List<Region> line = regions.line(region);
    List<Region> near =
        line.stream().filter(r -> r.level().compareTo(RegionLevel.STREET) >= 0).toList();
    return near.isEmpty()
        ? name.apply(region)
        : near.stream().map(name).collect(Collectors.joining(between));
  }

  DeviceCard card(Device d) {
    Map<String, Reading> said = last.of(d.id());
    List<Quantity> quantities = models.quantitiesOf(models.get(d.model()));
    List<LastValue> values = new ArrayList<>();
    for (Quantity q : quantities) {
      Reading r = said.get(q.code());
      if (r != null) {
        values.add(new LastValue(q.code(), q.zh(), q.en(), q.unit(), r.at(), r.value()));
      }
    }
    List<DeviceTally> problems = new ArrayList<>();
    refused.tallies("sensor-" + d.code()).stream()
        .collect(
            Collectors.groupingBy(RefusedRows.Tally::reason, TreeMap::new, Collectors.toList()))
        .forEach((reason, some) -> problems.add(tally(reason, some)));
    return new DeviceCard(
        view(d),
        List.copyOf(quantities),
        values,
        problems,
        "yiwang/v1/d/" + d.code() + "/up",
        rights.mayKeep(d));
  }

  /** Of all fields together. */
  private static DeviceTally tally(String reason, List<RefusedRows.Tally> some) {
    return new DeviceTally(
        reason,
        some.stream().mapToLong(RefusedRows.Tally::count).sum(),
        some.stream().map(RefusedRows.Tally::first).min(Instant::compareTo).orElseThrow(),
        some.stream().map(RefusedRows.Tally::last).max(Instant::compareTo).orElseThrow());
  }
}
