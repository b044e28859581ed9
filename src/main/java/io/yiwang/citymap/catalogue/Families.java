package io.yiwang.citymap.catalogue;

import io.yiwang.citymap.MatterClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins classes that may be confused, directly or through others, under the smallest of their
 * codes.
 */
final class Families {
  private final Map<String, String> parents = new HashMap<>();

  private Families() {}

  static Map<String, String> of(List<MatterClass> classes) {
    Families families = new Families();
    classes.forEach(c -> families.parents.put(c.code(), c.code()));
    for (MatterClass c : classes) {
      for (String other : c.confusable()) {
        if (families.parents.containsKey(other)) {
          families.join(c.code(), other);
        }
      }
    }
    Map<String, String> names = new HashMap<>();
    classes.forEach(c -> names.put(c.code(), families.root(c.code())));
    return names;
  }

  private String root(String code) {
    String parent = parents.getOrDefault(code, code);
    return parent.equals(code) ? code : root(parent);
  }

  private void join(String a, String b) {
    String first = root(a);
    String second = root(b);
    if (first.compareTo(second) < 0) {
      parents.put(second, first);
    } else {
      parents.put(first, second);
    }
  }
}
