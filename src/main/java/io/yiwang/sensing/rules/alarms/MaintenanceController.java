package io.yiwang.sensing.rules.alarms;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.sensing.devices.Device;
import io.yiwang.sensing.devices.Devices;
import io.yiwang.sensing.rules.RuleRights;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Work on devices and in regions, during which their alarms raise nothing. */
@RestController
@RequestMapping("/api/v1/alarms/maintenance")
@Tag(name = "Alarms")
class MaintenanceController {
  private static final Duration LONGEST = Duration.ofDays(90);
  private static final int LONGEST_REASON = 300;

  private final RuleRights rights;
  private final Maintenance maintenance;
  private final Devices devices;
  private final Regions regions;
  private final TransactionTemplate transaction;
  private final Clock clock;

  MaintenanceController(
      RuleRights rights,
      Maintenance maintenance,
      Devices devices,
      Regions regions,
      TransactionTemplate transaction,
      Clock clock) {
    this.rights = rights;
    this.maintenance = maintenance;
    this.devices = devices;
    this.regions = regions;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Work that is going on or will. */
  record MaintenanceView(
      long id,
      @Nullable String device,
      String regionPath,
      String regionZh,
      String regionEn,
      Instant from,
      Instant to,
      String reason,
      String by,
      boolean mayAct) {}

  /** All work that is going on or will. */
  record MaintenanceList(List<MaintenanceView> items) {}

  @Operation(summary = "Work that is going on or will")
  @GetMapping
  MaintenanceList list() {
    rights.requireAlarms();
    return new MaintenanceList(maintenance.list().stream().map(this::view).toList());
  }

  private MaintenanceView view(Maintenance.Work work) {
    String code = work.regionPath().substring(work.regionPath().lastIndexOf('.') + 1);
    Region region = regions.find(code).orElseGet(regions::root);
    return new MaintenanceView(
        work.id(),
        work.device(),
        work.regionPath(),
        region.nameZh(),
        region.nameEn(),
        work.from(),
        work.to(),
        work.reason(),
        work.by(),
        rights.mayAct(work.regionPath()));
  }

  /**
   * Work to be announced.
   *
   * @param device code of a device, or
   * @param region code of a region
   * @param from now when null
   */
  record MaintenanceWish(
      @Nullable String device,
      @Nullable String region,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String reason) {}

  @Operation(
      summary = "Announce work on a device or in a region",
      description =
          "What the rules find there meanwhile is kept and raises nothing; what still lasts at the"
              + " end is raised then.")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  MaintenanceView add(@RequestBody MaintenanceWish wish) {
    rights.requireKeeper();
    Instant from = wish.from() == null ? clock.instant() : wish.from();
    Instant to = wish.to();
    if (to == null
        || !to.isAfter(from)
        || !to.isAfter(clock.instant())
        || Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw Problem.badField(
          "to", to, "must be later than from and now, by at most 90 days.", null);
    }
    String reason = wish.reason() == null ? "" : wish.reason().strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw Problem.badField("reason", reason.length(), "must have 1 to 300 letters.", null);
    }
    Device device = device(wish.device());
    String path = device == null ? region(wish.region()) : device.regionPath();
    if (!rights.mayAct(path)) {
      throw Problem.forbidden("Your duties do not let you announce work there.");
    }
    Maintenance.Work work =
        new Maintenance.Work(
            0, device == null ? null : device.code(), path, from, to, reason, rights.me().name());
    Long id =
        SystemDuty.call(
            () ->
                transaction.execute(
                    status -> maintenance.add(device == null ? null : device.id(), work)));
    return view(maintenance.get(id == null ? 0 : id));
  }

  private @Nullable Device device(@Nullable String code) {
    if (code == null || code.isBlank()) {
      return null;
    }
    return SystemDuty.call(() -> devices.find(code.strip()))
        .filter(d -> rights.mayRead(d.regionPath()))
        .orElseThrow(() -> Problem.notFound("device", code));
  }

  private String region(@Nullable String code) {
    if (code == null || code.isBlank()) {
      throw Problem.badField("region", code, "or device must be given.", null);
    }
    return regions.get(code.strip()).path();
  }

  @Operation(summary = "End work now")
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(@PathVariable long id) {
    rights.requireKeeper();
    Maintenance.Work work = maintenance.get(id);
    if (!rights.mayAct(work.regionPath())) {
      throw Problem.forbidden("Your duties do not let you end this work.");
    }
    SystemDuty.run(() -> transaction.executeWithoutResult(status -> maintenance.end(id)));
  }
}
