package io.yiwang.sensing.rules.alarms;

import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.sensing.devices.Device;
import io.yiwang.sensing.devices.Devices;
import io.yiwang.sensing.rules.RuleBook;
import io.yiwang.sensing.rules.RuleVersion;
import io.yiwang.sensing.rules.Watches;
import io.yiwang.sensing.rules.engine.Around;
import io.yiwang.sensing.rules.engine.Engine;
import io.yiwang.sensing.rules.engine.Group;
import io.yiwang.sensing.rules.engine.Watch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The enabled rules of a moment, and which of them watch a device; remembers each device's. */
final class RulesInForce implements Engine.Plan, Around {
  private final Devices devices;
  private final Regions regions;
  private final Map<String, RuleVersion> versions = new HashMap<>();
  private final Map<String, List<Watch>> byModel = new HashMap<>();
  private final Map<Long, Optional<Device>> known = new HashMap<>();

  RulesInForce(RuleBook book, Watches watches, Devices devices, Regions regions) {
    this.devices = devices;
    this.regions = regions;
    for (RuleVersion version : book.inForce()) {
      if (version.rule().enabled()) {
        versions.put(version.rule().code(), version);
        byModel
            .computeIfAbsent(version.rule().model(), m -> new ArrayList<>())
            .add(watches.of(version.rule(), version.version()));
      }
    }
  }

  Optional<RuleVersion> find(String rule) {
    return Optional.ofNullable(versions.get(rule));
  }

  private Optional<Device> device(long id) {
    return known.computeIfAbsent(id, devices::find);
  }

  /** A device is another now, or is there at last. */
  void forget(long device) {
    known.remove(device);
  }

  @Override
  public List<Watch> of(long id, String quantity) {
    Device device = device(id).orElse(null);
    if (device == null) {
      return List.of();
    }
    return byModel.getOrDefault(device.model(), List.of()).stream()
        .filter(watch -> watch.quantity().equals(quantity) && covers(watch.rule(), device))
        .toList();
  }

  private boolean covers(String rule, Device device) {
    RuleVersion version = versions.get(rule);
    String code = version == null ? null : version.rule().region();
    if (code == null) {
      return true;
    }
    String path = regions.find(code).map(Region::path).orElse(null);
    return path != null && (device.regionPath() + ".").startsWith(path + ".");
  }

  @Override
  public Set<Long> of(long id, Group group) {
    Set<Long> near = new HashSet<>(Set.of(id));
    Device device = device(id).orElse(null);
    if (device == null) {
      return near;
    }
    if (group.metres() > 0) {
      devices.near(device.point(), group.metres(), device.model()).forEach(d -> near.add(d.id()));
    } else if (device.component() != null) {
      devices.near(device.point(), 1, device.model()).stream()
          .filter(d -> device.component().equals(d.component()))
          .forEach(d -> near.add(d.id()));
    }
    return near;
  }
}
