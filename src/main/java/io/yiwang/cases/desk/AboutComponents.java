package io.yiwang.cases.desk;

import io.yiwang.access.Action;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Subjects;
import io.yiwang.citymap.ComponentClass;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.Keepers;
import io.yiwang.citymap.components.Keepers.Answering;
import io.yiwang.citymap.components.Layers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the page of a case says of the component it is about, as far as the reader may see it. */
@Component
class AboutComponents {
  private final ComponentReader components;
  private final Keepers keepers;
  private final Layers layers;
  private final Subjects subjects;
  private final Decisions decisions;

  AboutComponents(
      ComponentReader components,
      Keepers keepers,
      Layers layers,
      Subjects subjects,
      Decisions decisions) {
    this.components = components;
    this.keepers = keepers;
    this.layers = layers;
    this.subjects = subjects;
    this.decisions = decisions;
  }

  CasePage.@Nullable About of(@Nullable Long id) {
    return id == null ? null : components.find(id).map(this::about).orElse(null);
  }

  private boolean seesKeepers(io.yiwang.citymap.Component c) {
    String path = c.regionPath();
    Item item = path == null ? Item.anywhere("component") : Item.in("lifeline", path);
    return decisions.decide(subjects.current(), null, Action.READ, item).field("keepers").plain();
  }

  private CasePage.About about(io.yiwang.citymap.Component c) {
    ComponentClass type = layers.names().get(c.classNo());
    Answering answers =
        seesKeepers(c) ? keepers.answering(c).stream().findFirst().orElse(null) : null;
    return new CasePage.About(
        c.idText(),
        c.name(),
        type == null ? null : type.nameZh(),
        type == null ? null : type.nameEn(),
        c.state().name(),
        answers == null ? null : answers.keeper().nameZh(),
        answers == null ? null : answers.keeper().nameEn(),
        answers == null ? null : answers.as().name());
  }
}
