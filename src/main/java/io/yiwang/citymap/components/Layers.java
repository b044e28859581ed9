package io.yiwang.citymap.components;

import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.ComponentClass;
import io.yiwang.kernel.ComponentId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The layers of the map, from the file {@code map/layers.yaml}; safe for any thread. */
public final class Layers {
  private static final int MOST_CLASSES = 100_000;

  private final Catalogue catalogue;
  private final List<Layer.Group> groups;
  private final Map<String, Layer> byId = new LinkedHashMap<>();
  private final Map<String, Layer> byPrefix = new HashMap<>();
  private final @Nullable Layer[] ofClass = new Layer[MOST_CLASSES];
  private volatile @Nullable Names names;

  private record Content(List<Layer.Group> groups, List<Layer> layers) {}

  private Layers(Content content, Catalogue catalogue) {
    this.catalogue = catalogue;
    this.groups = List.copyOf(content.groups);
    for (Layer layer : content.layers) {
      byId.put(layer.id(), layer);
      for (String prefix : layer.classes()) {
        Layer other = byPrefix.put(prefix, layer);
        if (other != null) {
          throw new IllegalArgumentException(
              "class (%s) must belong to one layer, not to %s and %s."
                  .formatted(prefix, other.id(), layer.id()));
        }
      }
    }
    for (int classNo = 0; classNo < MOST_CLASSES; classNo++) {
      ofClass[classNo] = longest(ComponentId.classCode(classNo));
    }
  }

  public static Layers read(Resource file, Catalogue catalogue) {
    YAMLMapper yaml =
        YAMLMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    try (InputStream in = file.getInputStream()) {
      return new Layers(yaml.readValue(in, Content.class), catalogue);
    } catch (IOException e) {
      throw new IllegalStateException("layers (" + file + ") cannot be read.", e);
    }
  }

  private @Nullable Layer longest(String code) {
    for (int length = code.length(); length > 0; length--) {
      Layer found = byPrefix.get(code.substring(0, length));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** From the top of the layer tree down. */
  public List<Layer> list() {
    return List.copyOf(byId.values());
  }

  public List<Layer.Group> groups() {
    return groups;
  }

  public Optional<Layer> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The layer of a class, null for classes no layer knows. */
  public @Nullable Layer ofClass(int classNo) {
    return classNo >= 0 && classNo < MOST_CLASSES ? ofClass[classNo] : null;
  }

  /** Whether things of this class are seen only by whom the policy lets see them. */
  public boolean isGuarded(int classNo) {
    Layer layer = ofClass(classNo);
    return layer != null && layer.guarded();
  }

  /** Numbers of the classes of a layer that the catalogue knows today. */
  public int[] classesOf(Layer layer) {
    return classes().filter(classNo -> layer.equals(ofClass(classNo))).toArray();
  }

  /** Names of all classes in use, by number; asked for every thing that is shown. */
  public Map<Integer, ComponentClass> names() {
    List<ComponentClass> inUse = catalogue.listComponentClasses();
    Names known = names;
    if (known == null || !known.inUse.equals(inUse)) {
      known = Names.of(inUse);
      names = known;
    }
    return known.byNumber;
  }

  /** The classes of the catalogue once put in order. */
  private record Names(List<ComponentClass> inUse, Map<Integer, ComponentClass> byNumber) {
    static Names of(List<ComponentClass> inUse) {
      Map<Integer, ComponentClass> byNumber = new LinkedHashMap<>();
      for (ComponentClass c : inUse) {
        if (c.code().matches("\\d{5}")) {
          byNumber.put(Integer.parseInt(c.code()), c);
        }
      }
      return new Names(inUse, Collections.unmodifiableMap(byNumber));
    }
  }

  private IntStream classes() {
    return names().keySet().stream().mapToInt(Objects::requireNonNull);
  }
}
