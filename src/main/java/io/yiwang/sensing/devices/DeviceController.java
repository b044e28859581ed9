package io.yiwang.sensing.devices;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.ComponentId;
import io.yiwang.sensing.devices.DeviceViews.DeviceCard;
import io.yiwang.sensing.devices.DeviceViews.DevicePage;
import io.yiwang.sensing.devices.DeviceViews.NewDevice;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The registry of devices over HTTP. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Devices", description = "Sensors: what they are and what they measure")
class DeviceController {
  private static final int MOST = 500;

  private final DeviceRights rights;
  private final DeviceList list;
  private final DeviceKeeping keeping;
  private final DeviceViews views;
  private final DeviceImport imports;
  private final DeviceModels models;
  private final Regions regions;

  DeviceController(
      DeviceRights rights,
      DeviceList list,
      DeviceKeeping keeping,
      DeviceViews views,
      DeviceImport imports,
      DeviceModels models,
      Regions regions) {
    this.rights = rights;
    this.list = list;
    this.keeping = keeping;
    this.views = views;
    this.imports = imports;
    this.models = models;
    this.regions = regions;
  }

  /** What there is to choose from. */
  record ModelsAndQuantities(List<DeviceModel> models, List<Quantity> quantities) {}

  @Operation(summary = "Kinds of devices, and what can be measured in which unit")
  @GetMapping("/device-models")
  ModelsAndQuantities models() {
    rights.requireReader();
    return new ModelsAndQuantities(models.list(), models.quantities());
  }

  @Operation(summary = "Devices by code, a page at a time")
  @GetMapping("/devices")
  DevicePage list(
      @Parameter(description = "Beginning of the code, or a part of the name")
          @RequestParam(required = false)
          @Nullable String q,
      @RequestParam(required = false) @Nullable String model,
      @Parameter(example = "310105") @RequestParam(required = false) @Nullable String region,
      @RequestParam(required = false) @Nullable Boolean online,
      @RequestParam(required = false) @Nullable Boolean maintenance,
      @Parameter(example = "31010501037000042") @RequestParam(required = false)
          @Nullable String component,
      @Parameter(description = "Code of the last device of the page before")
          @RequestParam(defaultValue = "")
          String after,
      @RequestParam(defaultValue = "50") int size) {
    rights.requireReader();
    if (size < 1 || size > MOST) {
      throw Problem.badField("size", size, "must be 1 to " + MOST + ".", null);
    }
    var filter =
        new DeviceList.Filter(q, model, path(region), online, maintenance, component(component));
    List<Device> found = list.page(filter, after, size + 1);
    boolean more = found.size() > size;
    return views.page(more ? found.subList(0, size) : found, more, list.count(filter));
  }

  private @Nullable String path(@Nullable String region) {
    return region == null || region.isBlank()
        ? null
        : regions
            .find(region)
            .map(Region::path)
            .orElseThrow(() -> Problem.notFound("region", region));
  }

  private static @Nullable Long component(@Nullable String text) {
    return text == null || text.isBlank()
        ? null
        : ComponentId.find(text)
            .orElseThrow(() -> Problem.badField("component", text, "must have 17 digits.", null))
            .number();
  }

  @Operation(
      summary = "Add a device",
      description = "The answer has the secret the device signs in with; it is shown this once.")
  @PostMapping("/devices")
  @ResponseStatus(HttpStatus.CREATED)
  NewDevice add(@RequestBody DeviceDraft draft) {
    rights.requireKeeper();
    return keeping.add(draft);
  }

  @Operation(summary = "A device with what it said last and what was wrong with it")
  @GetMapping("/devices/{code}")
  DeviceCard get(@Parameter(example = "WL-0007") @PathVariable String code) {
    rights.requireReader();
    return views.card(views.get(code));
  }

  @Operation(summary = "Change a device; what is left out is emptied")
  @PutMapping("/devices/{code}")
  DeviceCard change(
      @Parameter(example = "WL-0007") @PathVariable String code, @RequestBody DeviceDraft draft) {
    rights.requireKeeper();
    Device old = views.get(code);
    keeping.change(old, draft);
    return views.card(views.get(code));
  }

  @Operation(summary = "Remove a device; what it measured stays")
  @DeleteMapping("/devices/{code}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@Parameter(example = "WL-0007") @PathVariable String code) {
    rights.requireKeeper();
    keeping.remove(views.get(code));
  }

  /** What a device signs in with from now on. */
  record FreshSecret(String code, String secret) {}

  @Operation(
      summary = "Make a new secret for a device",
      description = "Shown this once; the old one ends at once.")
  @PostMapping("/devices/{code}/secret")
  FreshSecret secret(@Parameter(example = "WL-0007") @PathVariable String code) {
    rights.requireKeeper();
    return new FreshSecret(code, keeping.newSecret(views.get(code)));
  }

  @Operation(
      summary = "Read a CSV file about devices",
      description =
          "Columns code, model (needed), name, lat, lng, component, owner, firmware,"
              + " calibrated_on, secret. Rows that cannot be taken are listed with the reason and"
              + " kept as issues of the source `devices`. The same file again changes nothing. gzip"
              + " is taken.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  @PostMapping(value = "/devices/import", consumes = "text/csv")
  DeviceImport.Outcome importFile(HttpServletRequest request) throws IOException {
    rights.requireKeeper();
    boolean zipped = "gzip".equals(request.getHeader(HttpHeaders.CONTENT_ENCODING));
    SystemDuty.begin();
    try (InputStream in =
        zipped
            ? new GZIPInputStream(request.getInputStream(), 1 << 16)
            : request.getInputStream()) {
      return imports.read(in);
    } finally {
      SystemDuty.end();
    }
  }
}
