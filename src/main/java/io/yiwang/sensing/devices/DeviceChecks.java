package io.yiwang.sensing.devices;

import io.yiwang.access.Units;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.house.Problem;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether what somebody wrote down can be a device; says what is wrong otherwise. */
@Component
class DeviceChecks {
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int LONGEST = 200;

  private final DeviceModels models;
  private final Regions regions;
  private final ComponentReader components;
  private final Units units;
  private final DeviceRights rights;

  DeviceChecks(
      DeviceModels models,
      Regions regions,
      ComponentReader components,
      Units units,
      DeviceRights rights) {
    this.models = models;
    this.regions = regions;
    this.components = components;
    this.units = units;
    this.rights = rights;
  }

  /** A device without a number yet. */
  Device checked(DeviceDraft draft) {
    String code = text("code", draft.code());
    if (!CODE.matcher(code).matches()) {
      throw Problem.badField(
          "code",
          code,
          "must be 1 to 64 letters, digits, dots, dashes or underscores.",
          "Maybe a space or a slash came along; the code is a part of the topic.");
    }
    DeviceModel model = models.get(text("model", draft.model()));
    Long component = component(draft.component());
    GeoPoint point = point(draft, component);
    Region region =
        regions
            .locate(point)
            .orElseThrow(
                () ->
                    Problem.badField(
                        "lat, lng",
                        point.lat() + ", " + point.lng(),
                        "lies outside the city.",
                        "Maybe latitude and longitude are swapped."));
    if (!rights.mayKeep(region.path())) {
      throw Problem.badField(
          "lat, lng",
          point.lat() + ", " + point.lng(),
          "lies in " + region.nameZh() + ", which is not yours.",
          "Maybe its own district adds it.");
    }
    String name =
        draft.name() == null || draft.name().isBlank() ? model.zh() : draft.name().strip();
    return new Device(
        0,
        code,
        model.code(),
        component,
        point,
        region.path(),
        bounded("name", name),
        owner(draft.owner()),
        draft.firmware() == null ? null : bounded("firmware", draft.firmware().strip()),
        day(draft.calibratedOn()),
        Boolean.TRUE.equals(draft.maintenance()),
        false,
        null);
  }

  private static String text(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw Problem.badField(field, value, "must be given.", null);
    }
    return value.strip();
  }

  private static String bounded(String field, String value) {
    if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
      throw Problem.badField(
          field,
          value,
          "must have at most " + LONGEST + " characters, none of them a control.",
          null);
    }
    return value;
  }

  private @Nullable Long component(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    long id =
        ComponentId.find(text.strip())
            .orElseThrow(() -> Problem.badField("component", text, "must have 17 digits.", null))
            .number();
    if (components.find(id).isEmpty()) {
      throw Problem.badField(
          "component", text, "is not on the map.", "Maybe it was removed, or a digit is wrong.");
    }
    return id;
  }

  private GeoPoint point(DeviceDraft draft, @Nullable Long component) {
    Double lat = draft.lat();
    Double lng = draft.lng();
    if (lat == null && lng == null && component != null) {
      Optional<GeoPoint> its = components.find(component).map(c -> c.point());
      if (its.isPresent()) {
        return its.get();
      }
    }
    if (lat == null || lng == null) {
      throw Problem.badField(
          lat == null ? "lat" : "lng",
          null,
          "must be given.",
          "Maybe name the component it sits on.");
    }
    try {
      return new GeoPoint(lat, lng);
    } catch (IllegalArgumentException e) {
      throw Problem.badField("lat, lng", lat + ", " + lng, "is no place on Earth.", null);
    }
  }

  private @Nullable String owner(@Nullable String code) {
    if (code == null || code.isBlank()) {
      return null;
    }
    if (units.find(code.strip()).isEmpty()) {
      throw Problem.badField("owner", code, "is no unit.", "Maybe it was renamed.");
    }
    return code.strip();
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw Problem.badField("calibratedOn", text, "must be a day such as 2026-03-01.", null);
    }
  }
}
