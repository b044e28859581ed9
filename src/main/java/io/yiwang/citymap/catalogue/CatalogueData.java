package io.yiwang.citymap.catalogue;

import io.yiwang.citymap.ComponentClass;
import java.util.ArrayList;
import java.util.List;

/** Everything one or several catalogue folders hold. */
public record CatalogueData(
    List<ClassRow> matters, List<ComponentClass> components, List<CodeRule> rules) {

  public CatalogueData {
    matters = List.copyOf(matters);
    components = List.copyOf(components);
    rules = List.copyOf(rules);
  }

  static CatalogueData empty() {
    return new CatalogueData(List.of(), List.of(), List.of());
  }

  CatalogueData and(CatalogueData other) {
    return new CatalogueData(
        joined(matters, other.matters),
        joined(components, other.components),
        joined(rules, other.rules));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
