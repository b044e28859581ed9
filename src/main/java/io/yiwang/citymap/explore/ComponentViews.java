package io.yiwang.citymap.explore;

import io.yiwang.access.Action;
import io.yiwang.access.Decision;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Subjects;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentClass;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.GeoJson;
import io.yiwang.citymap.components.Keepers;
import io.yiwang.citymap.components.Layer;
import io.yiwang.citymap.components.Layers;
import io.yiwang.kernel.LocationCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Shows things as the present reader may see them. What and where an open thing is, everybody sees;
 * who keeps it and what was remarked, those whom the policy class {@code component} lets see it;
 * guarded things go by {@code lifeline}.
 */
@Service
public class ComponentViews {
  private final Layers layers;
  private final Keepers keepers;
  private final Regions regions;
  private final Decisions decisions;
  private final Subjects subjects;

  ComponentViews(
      Layers layers, Keepers keepers, Regions regions, Decisions decisions, Subjects subjects) {
    this.layers = layers;
    this.keepers = keepers;
    this.regions = regions;
    this.decisions = decisions;
    this.subjects = subjects;
  }

  /** Which fields of a thing the present reader sees: keepers, remark, details. */
  public Decision decision(Component c) {
    String path = c.regionPath();
    return decisions.decide(
        subjects.current(),
        null,
        Action.READ,
        path == null ? Item.anywhere("component") : Item.in("lifeline", path));
  }

  /** Whether the present reader may see anything of guarded layers anywhere. */
  public boolean seesGuarded() {
    return !decisions.reach(subjects.current(), Action.READ, "lifeline").nothing();
  }

  ComponentView view(Component c) {
    Decision may = decision(c);
    ComponentClass named = layers.names().get(c.classNo());
    Layer layer = layers.ofClass(c.classNo());
    boolean kept = may.field("keepers").plain();
    return new ComponentView(
        c.idText(),
        c.classCode(),
        named == null ? c.classCode() : named.nameZh(),
        named == null ? c.classCode() : named.nameEn(),
        layer == null ? null : layer.id(),
        c.state(),
        c.name(),
        c.address(),
        c.point().lng(),
        c.point().lat(),
        c.shape() == null ? null : GeoJson.write(c.shape()),
        c.height(),
        LocationCode.of(c.point()).text(),
        regionsOf(c),
        kept ? keeper(c.manager()) : null,
        kept ? keeper(c.owner()) : null,
        kept ? keeper(c.maintainer()) : null,
        c.accuracy(),
        c.source(),
        may.field("remark").apply(c.remark()),
        c.details(),
        c.validFrom(),
        c.validTo(),
        c.knownFrom(),
        c.knownTo());
  }

  ComponentView.Line line(
      Component c, @Nullable Double metres, Map<Integer, ComponentClass> names) {
    ComponentClass named = names.get(c.classNo());
    Layer layer = layers.ofClass(c.classNo());
    return new ComponentView.Line(
        c.idText(),
        c.classCode(),
        named == null ? c.classCode() : named.nameZh(),
        named == null ? c.classCode() : named.nameEn(),
        layer == null ? null : layer.id(),
        c.state(),
        c.name(),
        c.address(),
        c.point().lng(),
        c.point().lat(),
        c.shape() == null ? null : GeoJson.write(c.shape()),
        c.details(),
        metres == null ? null : Math.round(metres * 100) / 100.0);
  }

  private List<ComponentView.InRegion> regionsOf(Component c) {
    return regions
        .locate(c.point())
        .map(deepest -> regions.line(deepest).stream().map(ComponentViews::inRegion).toList())
        .orElse(List.of());
  }

  private static ComponentView.InRegion inRegion(Region r) {
    return new ComponentView.InRegion(r.code(), r.level(), r.nameZh(), r.nameEn());
  }

  private ComponentView.@Nullable KeptBy keeper(@Nullable Integer id) {
    return keepers
        .find(id)
        .map(k -> new ComponentView.KeptBy(k.code(), k.nameZh(), k.nameEn(), k.unitCode()))
        .orElse(null);
  }
}
