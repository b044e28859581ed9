package io.yiwang.vision.desk;

import io.yiwang.access.Units;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.house.Problem;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.vision.Abilities;
import io.yiwang.vision.Zone;
import io.yiwang.vision.cameras.Camera;
import io.yiwang.vision.cameras.CameraDraft;
import io.yiwang.vision.cameras.Ground;
import io.yiwang.vision.cameras.GroundPoint;
import io.yiwang.vision.cameras.Hours;
import io.yiwang.vision.cameras.SourceKind;
import io.yiwang.vision.cameras.WatchedAbility;
import io.yiwang.vision.sources.FrameSources;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a draft of a form, or says what is wrong with it. */
@Component
class CameraChecks {
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_ADDRESS = 1_000;
  private static final int MOST = 50;
  private static final int DAY_SECONDS = 86_400;

  private final Regions regions;
  private final Units units;
  private final Abilities abilities;
  private final FrameSources sources;

  CameraChecks(Regions regions, Units units, Abilities abilities, FrameSources sources) {
    this.regions = regions;
    this.units = units;
    this.abilities = abilities;
    this.sources = sources;
  }

  /**
   * @param present null for a new camera
   */
  CameraDraft check(CameraForm form, @Nullable Camera present) {
    String code = present == null ? code(form.code()) : present.code();
    String name = form.name() == null ? "" : form.name().strip();
    require(
        !name.isEmpty() && name.length() <= LONGEST_NAME,
        "name",
        form.name(),
        "must have 1 to " + LONGEST_NAME + " characters.");
    GeoPoint point = point(form);
    Region region =
        regions
            .locate(point)
            .orElseThrow(
                () ->
                    Problem.badField(
                        "lat,lng",
                        point.lat() + "," + point.lng(),
                        "must lie in the city.",
                        "Maybe latitude and longitude are swapped."));
    range("heading", form.heading(), 0, 360);
    range("viewDegrees", form.viewDegrees(), 1, 360);
    range("reachMetres", form.reachMetres(), 1, 2_000);
    silent(form.silentAfterSeconds());
    SourceKind kind = kind(form);
    return new CameraDraft(
        code,
        name,
        point,
        region.path(),
        owner(form.owner()),
        component(form.componentId()),
        form.heading(),
        form.viewDegrees(),
        form.reachMetres(),
        kind,
        address(form, kind, present),
        form.enabled() == null || form.enabled(),
        schedule(Objects.requireNonNullElse(form.schedule(), List.of())),
        abilities(Objects.requireNonNullElse(form.abilities(), List.of())),
        zones(Objects.requireNonNullElse(form.zones(), List.of())),
        ground(Objects.requireNonNullElse(form.ground(), List.of())),
        form.silentAfterSeconds());
  }

  private static void require(boolean right, String field, @Nullable Object value, String rule) {
    if (!right) {
      throw Problem.badField(field, value, rule, null);
    }
  }

  private static void range(String field, @Nullable Double value, double least, double most) {
    require(
        value == null || (value >= least && value <= most),
        field,
        value,
        "must be from " + (long) least + " to " + (long) most + ".");
  }

  private static void silent(@Nullable Integer seconds) {
    require(
        seconds == null || (seconds >= 0 && seconds <= 30 * DAY_SECONDS),
        "silentAfterSeconds",
        seconds,
        "must be from 0 (never) to 30 days.");
  }

  private static String code(@Nullable String code) {
    require(
        code != null && CODE.matcher(code).matches() && !code.equals("heat"),
        "code",
        code,
        "must have 1 to 64 letters, digits, dots, dashes or underscores.");
    return Objects.requireNonNull(code);
  }

  private static GeoPoint point(CameraForm form) {
    Double lat = form.lat();
    Double lng = form.lng();
    if (lat == null || lng == null) {
      throw Problem.badField("lat", lat, "and lng must be given.", null);
    }
    require(Math.abs(lat) <= 90, "lat", lat, "must be between -90 and 90.");
    require(Math.abs(lng) <= 180, "lng", lng, "must be between -180 and 180.");
    return new GeoPoint(lat, lng);
  }

  private @Nullable String owner(@Nullable String owner) {
    if (owner == null || owner.isBlank()) {
      return null;
    }
    require(units.find(owner).isPresent(), "owner", owner, "must be the code of a unit.");
    return owner;
  }

  private static @Nullable String component(@Nullable String id) {
    if (id == null || id.isBlank()) {
      return null;
    }
    require(id.matches("\\d{17}"), "componentId", id, "must have 17 digits.");
    return id;
  }

  private static SourceKind kind(CameraForm form) {
    CameraForm.CameraSourceForm source = form.source();
    SourceKind kind = source == null ? null : source.kind();
    if (kind == null) {
      throw Problem.badField("source.kind", null, "must be given.", null);
    }
    return kind;
  }

  private @Nullable String address(CameraForm form, SourceKind kind, @Nullable Camera present) {
    String address = form.source() == null ? null : form.source().address();
    if (kind == SourceKind.UPLOAD) {
      require(
          address == null || address.isBlank(),
          "source.address",
          "(given)",
          "must not be given: its pictures are sent.");
      return null;
    }
    if (address == null || address.isBlank()) {
      require(
          present != null && present.kind() == kind && present.hasAddress(),
          "source.address",
          null,
          "must be given.");
      return null;
    }
    require(
        address.length() <= LONGEST_ADDRESS,
        "source.address",
        "(" + address.length() + " characters)",
        "must have at most " + LONGEST_ADDRESS + " characters.");
    String fault = sources.fault(kind, address.strip());
    if (fault != null) {
      throw Problem.badField(
          "source.address",
          "(not shown)",
          fault,
          "Maybe whoever runs this platform must allow it (yiwang.vision.allowed or .folders).");
    }
    return address.strip();
  }

  private static List<Hours> schedule(List<Hours> schedule) {
    require(schedule.size() <= MOST, "schedule", schedule.size(), "must be at most " + MOST + ".");
    for (Hours hours : schedule) {
      require(
          hours.days().stream().allMatch(day -> day >= 1 && day <= 7),
          "schedule.days",
          hours.days(),
          "must be from 1 (Monday) to 7.");
    }
    return schedule;
  }

  private List<WatchedAbility> abilities(List<WatchedAbility> watched) {
    Set<String> ids = new HashSet<>();
    for (WatchedAbility one : watched) {
      require(ids.add(one.id()), "abilities.id", one.id(), "must be there once.");
      require(
          abilities.newest(one.id()).isPresent(),
          "abilities.id",
          one.id(),
          "must be an ability of this platform.");
      require(
          one.everySeconds() >= 1 && one.everySeconds() <= DAY_SECONDS,
          "abilities.everySeconds",
          one.everySeconds(),
          "must be from 1 to " + DAY_SECONDS + ".");
    }
    return watched;
  }

  private static List<Zone> zones(List<Zone> zones) {
    require(zones.size() <= MOST, "zones", zones.size(), "must be at most " + MOST + ".");
    for (Zone zone : zones) {
      int corners = zone.corners().size();
      require(corners >= 3 && corners <= 100, "zones.corners", corners, "must be 3 to 100.");
      for (double[] corner : zone.corners()) {
        require(
            corner.length == 2 && isPart(corner[0]) && isPart(corner[1]),
            "zones.corners",
            corner,
            "must be pairs in parts of the picture, 0 to 1.");
      }
    }
    return zones;
  }

  private static boolean isPart(double value) {
    return value >= 0 && value <= 1;
  }

  private static List<GroundPoint> ground(List<GroundPoint> ground) {
    if (!ground.isEmpty()) {
      for (GroundPoint p : ground) {
        require(isPart(p.px()) && isPart(p.py()), "ground.px", p.px(), "must be 0 to 1.");
        require(Math.abs(p.lat()) <= 90, "ground.lat", p.lat(), "must be between -90 and 90.");
        require(Math.abs(p.lng()) <= 180, "ground.lng", p.lng(), "must be between ±180.");
      }
      try {
        Ground.of(ground);
      } catch (IllegalArgumentException e) {
        throw Problem.badField(
            "ground", ground.size(), String.valueOf(e.getMessage()), "Maybe two were mixed up.");
      }
    }
    return ground;
  }
}
