package io.yiwang.citymap.ogc;

import io.yiwang.citymap.Accuracy;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentClass;
import io.yiwang.citymap.ComponentSource;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.components.Keepers;
import io.yiwang.kernel.LocationCode;
import io.yiwang.kernel.RegionLevel;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import tools.jackson.databind.JsonNode;

/** A component as a feature. */
final class ComponentFeature implements Feature {
  private static final GeometryFactory FACTORY = new GeometryFactory();
  private static final double POLAR_CAP = 88;

  private final Component component;
  private final Surroundings surroundings;
  private @Nullable List<Region> regions;
  private @Nullable Geometry shape;

  /** What is needed beside the component itself; one for each question. */
  interface Surroundings {
    /** Regions that hold the component, from the city down. */
    List<Region> regions(Component component);

    @Nullable ComponentClass classOf(int classNo);

    @Nullable String layerOf(int classNo);

    Optional<Keepers.Keeper> keeper(@Nullable Integer id);

    /** Some components of which more may be asked. */
    void expect(List<Component> components);

    /** Since when the component has been there. */
    Instant initial(Component component);

    LocalDate day(Instant instant);

    /** Whether whoever asks may see a field of the policy's class {@code component}. */
    boolean shows(String field, Component component);
  }

  ComponentFeature(Component component, Surroundings surroundings) {
    this.component = component;
    this.surroundings = surroundings;
  }

  @Override
  public String id() {
    return component.idText();
  }

  Component component() {
    return component;
  }

  @Override
  public Geometry shape() {
    Geometry known = shape;
    if (known == null) {
      Geometry drawn = component.shape();
      known =
          drawn != null
              ? drawn
              : FACTORY.createPoint(
                  new Coordinate(component.point().lng(), component.point().lat()));
      shape = known;
    }
    return known;
  }

  @Override
  public @Nullable Object value(String property) {
    Component c = component;
    return switch (property) {
      case GEOMETRY -> shape();
      case "identifier" -> c.idText();
      case "name" -> c.name();
      case "classCode" -> c.classCode();
      case "className" -> {
        ComponentClass named = surroundings.classOf(c.classNo());
        yield named == null ? null : named.nameZh();
      }
      case "layer" -> surroundings.layerOf(c.classNo());
      case "managerCode" -> keeper(c.manager(), Keepers.Keeper::code);
      case "managerName" -> keeper(c.manager(), Keepers.Keeper::nameZh);
      case "ownerCode" -> keeper(c.owner(), Keepers.Keeper::code);
      case "ownerName" -> keeper(c.owner(), Keepers.Keeper::nameZh);
      case "maintainerCode" -> keeper(c.maintainer(), Keepers.Keeper::code);
      case "maintainerName" -> keeper(c.maintainer(), Keepers.Keeper::nameZh);
      case "gridCode" -> region(RegionLevel.GRID, Region::code);
      case "state" -> c.state().name();
      case "initialDate" -> surroundings.day(surroundings.initial(c));
      case "changeDate" -> surroundings.day(c.validFrom());
      case "source" -> c.source() == ComponentSource.UNKNOWN ? null : c.source().name();
      case "remark" -> surroundings.shows(ComponentFields.REMARK, c) ? c.remark() : null;
      case "streetCode" -> region(RegionLevel.STREET, Region::code);
      case "streetName" -> region(RegionLevel.STREET, Region::nameZh);
      case "neighbourhoodCode" -> region(RegionLevel.NEIGHBOURHOOD, Region::code);
      case "neighbourhoodName" -> region(RegionLevel.NEIGHBOURHOOD, Region::nameZh);
      case "districtCode" -> region(RegionLevel.DISTRICT, Region::code);
      case "address" -> c.address();
      case "beidouCode" ->
          Math.abs(c.point().lat()) < POLAR_CAP ? LocationCode.of(c.point()).text() : null;
      case "accuracy" -> c.accuracy() == Accuracy.UNKNOWN ? null : c.accuracy().name();
      case "height" -> c.height() == null ? null : new BigDecimal(c.height().toString());
      case "validFrom" -> c.validFrom();
      case "validTo" -> c.validTo();
      default -> detail(property);
    };
  }

  private @Nullable String keeper(@Nullable Integer id, Function<Keepers.Keeper, String> part) {
    return surroundings.shows(ComponentFields.KEEPERS, component)
        ? surroundings.keeper(id).map(part).orElse(null)
        : null;
  }

  private @Nullable String region(RegionLevel level, Function<Region, String> part) {
    List<Region> known = regions;
    if (known == null) {
      known = surroundings.regions(component);
      regions = known;
    }
    for (Region region : known) {
      if (region.level() == level) {
        return part.apply(region);
      }
    }
    return null;
  }

  private @Nullable Object detail(String property) {
    String path = ComponentFields.PATHS.get(property);
    JsonNode details = details();
    if (path == null || details == null) {
      return null;
    }
    JsonNode node = details.at("/" + path);
    return switch (ComponentFields.kind(property)) {
      case NUMBER -> node.isNumber() ? node.decimalValue() : null;
      case BOOLEAN -> node.isBoolean() ? node.asBoolean() : null;
      default -> node.isValueNode() && !node.isNull() ? node.asString() : null;
    };
  }

  private @Nullable JsonNode details() {
    return surroundings.shows(ComponentFields.DETAILS, component) ? component.details() : null;
  }

  /** Details that are no property of their own, by their keys. */
  Map<String, JsonNode> others() {
    JsonNode details = details();
    if (details == null) {
      return Map.of();
    }
    Map<String, JsonNode> others = new LinkedHashMap<>();
    details
        .properties()
        .forEach(
            entry -> {
              if (!ComponentFields.KNOWN_KEYS.contains(entry.getKey())) {
                others.put(entry.getKey(), entry.getValue());
              }
            });
    return others;
  }
}
