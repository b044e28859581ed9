package io.yiwang.access.policy;

import io.yiwang.access.Action;
import io.yiwang.access.Duty;
import io.yiwang.access.Scope;
import io.yiwang.access.policy.Picture.Cell;
import io.yiwang.access.policy.Picture.Situation;
import io.yiwang.house.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What another text would change, for whom, and for one person in particular. */
@Component
class WhatChanges {
  private final PolicyVersions versions;
  private final PolicyInForce inForce;
  private final Holders holders;

  WhatChanges(PolicyVersions versions, PolicyInForce inForce, Holders holders) {
    this.versions = versions;
    this.inForce = inForce;
    this.holders = holders;
  }

  /**
   * A text, or the number of a version.
   *
   * @param base the version to compare with; null is the one in force
   */
  record ChangeQuestion(@Nullable String yaml, @Nullable Integer version, @Nullable Integer base) {}

  /**
   * What would change for whom.
   *
   * @param base the version compared with; null when a file goes before all versions
   * @param people those who hold a duty that is concerned
   * @param rows about how much there is of each class that is concerned
   */
  record ChangesFound(
      @Nullable Integer base,
      List<Difference> differences,
      List<Holders.DutyHolders> people,
      List<Holders.ClassSize> rows) {}

  /** How a field is shown now and would be; the same when it does not change. */
  record FieldShown(String field, String before, String after) {}

  /** One situation at a post. */
  record SituationShown(
      Action action,
      Scope where,
      boolean purpose,
      Picture.Rows before,
      Picture.Rows after,
      List<FieldShown> fields,
      boolean changes) {}

  /** What somebody gets at one post. */
  record PostShown(
      Set<Duty> duties, String unitCode, String regionCode, List<SituationShown> situations) {}

  ChangesFound changes(ChangeQuestion asked) {
    CompiledPolicy before = before(asked);
    List<Difference> differences = Comparison.of(before, after(asked));
    Set<Duty> duties =
        differences.stream().map(Difference::duty).collect(Collectors.toUnmodifiableSet());
    Set<String> classes =
        differences.stream().map(Difference::dataClass).collect(Collectors.toUnmodifiableSet());
    Integer base = asked.base();
    if (base == null && !inForce.overridden()) {
      base = versions.inForce();
    }
    return new ChangesFound(base, differences, holders.of(duties), holders.rows(classes));
  }

  List<PostShown> forPerson(ChangeQuestion asked, long person, String dataClass) {
    CompiledPolicy before = before(asked);
    CompiledPolicy after = after(asked);
    return holders.posts(person).stream()
        .map(
            post ->
                new PostShown(
                    post.duties(),
                    post.unitCode(),
                    post.regionCode(),
                    situations(
                        Picture.of(before, post.duties(), dataClass),
                        Picture.of(after, post.duties(), dataClass))))
        .toList();
  }

  /** Those in which something is or would be given, and that say more than a wider one. */
  private static List<SituationShown> situations(
      Map<Situation, Cell> before, Map<Situation, Cell> after) {
    List<SituationShown> shown = new ArrayList<>();
    before.forEach(
        (here, was) -> {
          Cell is = Objects.requireNonNull(after.get(here));
          boolean given = was.rows() != Picture.Rows.NOTHING || is.rows() != Picture.Rows.NOTHING;
          boolean more =
              here.within().stream()
                  .noneMatch(w -> was.equals(before.get(w)) && is.equals(after.get(w)));
          if (given && more) {
            shown.add(
                new SituationShown(
                    here.action(),
                    here.where(),
                    here.purpose(),
                    was.rows(),
                    is.rows(),
                    fields(was, is),
                    !was.equals(is)));
          }
        });
    return shown;
  }

  private static List<FieldShown> fields(Cell was, Cell is) {
    Set<String> names = new TreeSet<>(was.fields().keySet());
    names.addAll(is.fields().keySet());
    return names.stream().map(n -> new FieldShown(n, was.field(n), is.field(n))).toList();
  }

  private CompiledPolicy before(ChangeQuestion asked) {
    Integer base = asked.base();
    return base == null ? inForce.present() : compiled(versions.yaml(base));
  }

  private CompiledPolicy after(ChangeQuestion asked) {
    String yaml = asked.yaml();
    Integer version = asked.version();
    if (yaml == null && version == null) {
      throw Problem.badField("yaml", null, "must be given, or version.", null);
    }
    return compiled(yaml != null ? yaml : versions.yaml(Objects.requireNonNull(version)));
  }

  private static CompiledPolicy compiled(String yaml) {
    Reading reading = PolicyReader.examine(yaml);
    if (reading.policy() == null) {
      throw PolicyChanges.unsound(reading.mistakes());
    }
    return new CompiledPolicy(reading.policy());
  }
}
