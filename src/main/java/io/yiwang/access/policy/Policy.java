package io.yiwang.access.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A policy as data.
 *
 * @param classes the data classes with their fields, in the order of the text
 */
record Policy(Map<String, Set<String>> classes, List<PolicyRule> rules) {
  Policy {
    Map<String, Set<String>> ordered = new LinkedHashMap<>();
    classes.forEach(
        (name, fields) ->
            ordered.put(name, Collections.unmodifiableSet(new LinkedHashSet<>(fields))));
    classes = Collections.unmodifiableMap(ordered);
    rules = List.copyOf(rules);
  }
}
