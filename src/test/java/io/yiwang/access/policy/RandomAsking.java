package io.yiwang.access.policy;

import io.yiwang.access.Action;
import io.yiwang.access.Duty;
import io.yiwang.access.Item;
import io.yiwang.access.Mandate;
import io.yiwang.access.Mask;
import io.yiwang.access.Purpose;
import io.yiwang.access.Scope;
import io.yiwang.access.Subject;
import io.yiwang.access.Treatment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Random policies, subjects and items over few values, so that they often meet. */
final class RandomAsking {
  static final List<String> CLASSES = List.of("case", "worker", "person");
  static final List<String> FIELDS = List.of("a", "b", "c");
  static final List<String> PATHS =
      List.of("", "x", "x.1", "x.1.a", "x.1.b", "x.10", "x.10.a", "x.2", "x.2.a", "x.2.a_");
  private static final List<String> UNITS = List.of("u1", "u2", "u3", "u3,4");

  private final SplittableRandom random;

  RandomAsking(long seed) {
    random = new SplittableRandom(seed);
  }

  Policy policy() {
    Map<String, Set<String>> classes = new HashMap<>();
    CLASSES.forEach(c -> classes.put(c, Set.copyOf(FIELDS)));
    List<PolicyRule> rules = new ArrayList<>();
    for (int n = random.nextInt(1, 30); n > 0; n--) {
      rules.add(rule(pick(CLASSES), FIELDS));
    }
    return new Policy(classes, rules);
  }

  PolicyRule rule(String dataClass, List<String> fields) {
    boolean deny = random.nextInt(6) == 0;
    return new PolicyRule(
        deny,
        pick(List.of(Duty.values())),
        dataClass,
        some(List.of(Action.values())),
        some(List.of(Scope.values())),
        random.nextInt(4) == 0,
        fields(fields, deny));
  }

  private Map<String, Treatment> fields(List<String> names, boolean deny) {
    Map<String, Treatment> fields = new HashMap<>();
    if (deny && random.nextBoolean()) {
      return fields;
    }
    for (String field : names) {
      int kind = random.nextInt(4);
      if (deny) {
        if (kind == 0) {
          fields.put(field, Treatment.NONE);
        }
      } else if (kind < 3) {
        Mask mask = pick(List.of(Mask.NAME, Mask.PHONE, Mask.ADDRESS));
        fields.put(field, List.of(Treatment.PLAIN, Treatment.of(mask), Treatment.NONE).get(kind));
      }
    }
    return fields;
  }

  Subject subject() {
    List<Mandate> mandates = new ArrayList<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      mandates.add(new Mandate(pick(List.of(Duty.values())), some(UNITS), pick(PATHS)));
    }
    return new Subject(random.nextInt(4), mandates);
  }

  Item item() {
    return item(pick(CLASSES));
  }

  Item item(String dataClass) {
    return new Item(
        dataClass,
        random.nextInt(8) == 0 ? null : pick(PATHS),
        random.nextInt(4) == 0 ? null : pick(UNITS),
        random.nextInt(4) == 0 ? null : (long) random.nextInt(4));
  }

  @Nullable Purpose purpose() {
    return random.nextBoolean() ? null : new Purpose("visit", "case 7");
  }

  Action action() {
    return pick(List.of(Action.values()));
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private <T> Set<T> some(List<T> list) {
    Set<T> some = new LinkedHashSet<>();
    for (int n = random.nextInt(1, 3); n > 0; n--) {
      some.add(pick(list));
    }
    return some;
  }
}
