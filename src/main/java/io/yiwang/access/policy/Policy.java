package io.yiwang.access.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A policy as data.
 *
 * @param classes the data classes with their fields
 */
record Policy(Map<String, Set<String>> classes, List<PolicyRule> rules) {
  Policy {
    classes = Map.copyOf(classes);
    rules = List.copyOf(rules);
  }
}
