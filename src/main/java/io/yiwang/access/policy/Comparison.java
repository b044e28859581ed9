package io.yiwang.access.policy;

import io.yiwang.access.Duty;
import io.yiwang.access.policy.Difference.FieldChange;
import io.yiwang.access.policy.Picture.Cell;
import io.yiwang.access.policy.Picture.Rows;
import io.yiwang.access.policy.Picture.Situation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares what two policies mean, not how they are written: it says nothing when and only when
 * they decide alike on everything. Each change is told once, where it reaches furthest: a change
 * everywhere is not repeated for the own region.
 */
final class Comparison {
  private final CompiledPolicy before;
  private final CompiledPolicy after;
  private final List<Difference> differences = new ArrayList<>();

  private Comparison(CompiledPolicy before, CompiledPolicy after) {
    this.before = before;
    this.after = after;
  }

  static List<Difference> of(CompiledPolicy before, CompiledPolicy after) {
    Comparison comparison = new Comparison(before, after);
    Set<String> classes = new TreeSet<>(before.policy().classes().keySet());
    classes.addAll(after.policy().classes().keySet());
    for (Duty duty : Duty.values()) {
      classes.forEach(dataClass -> comparison.compare(duty, dataClass));
    }
    return comparison.differences;
  }

  /** What one cell changes: the pair of before and after for the rows and for each field. */
  private record Change(List<Rows> rows, Map<String, List<String>> fields) {}

  private void compare(Duty duty, String dataClass) {
    Map<Situation, Cell> old = Picture.of(before, Set.of(duty), dataClass);
    Map<Situation, Cell> present = Picture.of(after, Set.of(duty), dataClass);
    if (old.equals(present)) {
      return;
    }
    Map<Situation, Change> changes = new HashMap<>();
    old.forEach((here, cell) -> changes.put(here, change(cell, cell(present, here))));
    old.keySet().forEach(here -> tell(duty, dataClass, here, changes));
  }

  private static Cell cell(Map<Situation, Cell> picture, Situation here) {
    return Objects.requireNonNull(picture.get(here));
  }

  private static Change change(Cell old, Cell present) {
    Set<String> names = new TreeSet<>(old.fields().keySet());
    names.addAll(present.fields().keySet());
    Map<String, List<String>> fields = new HashMap<>();
    for (String name : names) {
      if (!old.field(name).equals(present.field(name))) {
        fields.put(name, List.of(old.field(name), present.field(name)));
      }
    }
    return new Change(List.of(old.rows(), present.rows()), fields);
  }

  private void tell(Duty duty, String dataClass, Situation here, Map<Situation, Change> changes) {
    Change change = Objects.requireNonNull(changes.get(here));
    List<Change> wider = here.within().stream().map(changes::get).filter(Objects::nonNull).toList();
    Rows was = change.rows().getFirst();
    Rows is = change.rows().getLast();
    boolean rows = was != is && wider.stream().noneMatch(w -> w.rows().equals(change.rows()));
    List<FieldChange> fields = new ArrayList<>();
    new TreeSet<>(change.fields().keySet())
        .forEach(
            name -> {
              List<String> pair = Objects.requireNonNull(change.fields().get(name));
              if (wider.stream().noneMatch(w -> pair.equals(w.fields().get(name)))) {
                fields.add(new FieldChange(name, pair.getFirst(), pair.getLast()));
              }
            });
    if (rows || !fields.isEmpty()) {
      differences.add(
          new Difference(
              duty, dataClass, here.action(), here.where(), here.purpose(), was, is, fields));
    }
  }
}
