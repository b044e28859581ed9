package io.yiwang.dispatch;

import io.yiwang.cases.CaseSummary;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.Keepers;
import io.yiwang.citymap.components.Keepers.Answering;
import io.yiwang.citymap.components.Keepers.Keeper;
import io.yiwang.kernel.ComponentId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose the component a case is about is. Its owner answers for it; where the owner is unknown, or
 * no unit of the city, whoever manages it; else whoever maintains it.
 */
@org.springframework.stereotype.Component
class Owners {
  private final ComponentReader components;
  private final Keepers keepers;

  Owners(ComponentReader components, Keepers keepers) {
    this.components = components;
    this.keepers = keepers;
  }

  /** By case, for those that are about a component somebody of the city answers for. */
  Map<Long, Owner> of(Collection<CaseSummary> cases) {
    Set<Long> ids = new HashSet<>();
    cases.forEach(c -> component(c).ifPresent(ids::add));
    if (ids.isEmpty()) {
      return Map.of();
    }
    Map<Long, Component> known = components.findAll(ids);
    Map<Long, Owner> owners = new HashMap<>();
    for (CaseSummary one : cases) {
      component(one)
          .map(known::get)
          .flatMap(this::owner)
          .ifPresent(owner -> owners.put(one.id(), owner));
    }
    return owners;
  }

  private static Optional<Long> component(CaseSummary c) {
    return Optional.ofNullable(c.componentId()).flatMap(ComponentId::find).map(ComponentId::number);
  }

  private Optional<Owner> owner(Component c) {
    return keepers.answering(c).stream().flatMap(a -> owner(c, a).stream()).findFirst();
  }

  private static Optional<Owner> owner(Component c, Answering a) {
    Keeper keeper = a.keeper();
    return Optional.ofNullable(keeper.unitCode())
        .map(
            unit ->
                new Owner(unit, a.as(), keeper.nameZh(), keeper.nameEn(), c.idText(), c.name()));
  }
}
