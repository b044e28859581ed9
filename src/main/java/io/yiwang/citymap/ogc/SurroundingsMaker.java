package io.yiwang.citymap.ogc;

import io.yiwang.access.Action;
import io.yiwang.access.Decision;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Subject;
import io.yiwang.access.Subjects;
import io.yiwang.citymap.City;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentClass;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.Keepers;
import io.yiwang.citymap.components.Layer;
import io.yiwang.citymap.components.Layers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what is needed beside components, read at most once for each question. */
final class SurroundingsMaker {
  /** Classes of the policy. */
  static final String OPEN_THINGS = "component";

  static final String GUARDED_THINGS = "lifeline";

  private final Regions regions;
  private final Layers layers;
  private final City city;
  private final Keepers keepers;
  private final ComponentStore store;
  private final Decisions policy;
  private final Subjects subjects;

  SurroundingsMaker(
      Regions regions,
      Layers layers,
      City city,
      Keepers keepers,
      ComponentStore store,
      Decisions policy,
      Subjects subjects) {
    this.regions = regions;
    this.layers = layers;
    this.city = city;
    this.keepers = keepers;
    this.store = store;
    this.policy = policy;
    this.subjects = subjects;
  }

  ComponentFeature.Surroundings make() {
    return new Once();
  }

  private final class Once implements ComponentFeature.Surroundings {
    private final Subject subject = subjects.current();
    private final Map<String, Decision> decisions = new HashMap<>();
    private final Map<Long, Instant> initials = new HashMap<>();
    private List<Component> expected = List.of();
    private @Nullable Map<Integer, ComponentClass> classes;

    @Override
    public List<Region> regions(Component component) {
      return regions.locate(component.point()).map(regions::line).orElse(List.of());
    }

    @Override
    public @Nullable ComponentClass classOf(int classNo) {
      Map<Integer, ComponentClass> known = classes;
      if (known == null) {
        known = layers.names();
        classes = known;
      }
      return known.get(classNo);
    }

    @Override
    public @Nullable String layerOf(int classNo) {
      Layer layer = layers.ofClass(classNo);
      return layer == null ? null : layer.id();
    }

    @Override
    public Optional<Keepers.Keeper> keeper(@Nullable Integer id) {
      return keepers.find(id);
    }

    @Override
    public void expect(List<Component> components) {
      expected = components;
    }

    @Override
    public Instant initial(Component component) {
      if (!initials.containsKey(component.id())) {
        expected.forEach(c -> initials.merge(c.id(), c.validFrom(), Once::earlier));
        initials.merge(component.id(), component.validFrom(), Once::earlier);
        store
            .initials(List.copyOf(initials.keySet()))
            .forEach((id, at) -> initials.merge(id, at, Once::earlier));
      }
      return initials.getOrDefault(component.id(), component.validFrom());
    }

    private static Instant earlier(Instant one, Instant other) {
      return one.isBefore(other) ? one : other;
    }

    @Override
    public LocalDate day(Instant instant) {
      return LocalDate.ofInstant(instant, city.zone());
    }

    /** Things open to all show what and how they are to all; the database hides the others. */
    @Override
    public boolean shows(String field, Component component) {
      String path = component.regionPath();
      if (path == null && ComponentFields.OPEN.contains(field)) {
        return true;
      }
      return decisions.computeIfAbsent(path == null ? "" : path, this::decide).field(field).plain();
    }

    private Decision decide(String path) {
      return policy.decide(
          subject,
          null,
          Action.READ,
          path.isEmpty() ? Item.anywhere(OPEN_THINGS) : Item.in(GUARDED_THINGS, path));
    }
  }
}
