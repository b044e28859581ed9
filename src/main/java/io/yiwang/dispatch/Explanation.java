package io.yiwang.dispatch;

import io.yiwang.access.Unit;
import io.yiwang.dispatch.UnitChoice.Ground;
import io.yiwang.dispatch.WorkerChoice.Candidate;
import io.yiwang.dispatch.WorkerChoice.Reason;
import io.yiwang.dispatch.WorkerChoice.Ring;
import io.yiwang.dispatch.WorkerChoice.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why this unit and why this worker: kept on the case as JSON, in codes that the pages put into
 * words.
 */
record Explanation(ForUnit unit, ForWorker worker) {

  /** Ground of a unit that no row of the matrix names. */
  static final String NO_RULE = "NO_RULE";

  /** Ground of a unit that a person chose. */
  static final String GIVEN = "GIVEN";

  /**
   * Why this unit.
   *
   * @param component who answers for the component, when the matter is about one
   */
  record ForUnit(
      String unitCode,
      @Nullable String nameZh,
      @Nullable String nameEn,
      String ground,
      @Nullable Long ruleId,
      @Nullable String classPattern,
      @Nullable String regionCode,
      @Nullable String owner,
      Set<String> passedOver,
      List<OtherUnit> others,
      @Nullable Owner component) {

    ForUnit about(@Nullable Owner answering) {
      return new ForUnit(
          unitCode,
          nameZh,
          nameEn,
          ground,
          ruleId,
          classPattern,
          regionCode,
          owner,
          passedOver,
          others,
          answering);
    }
  }

  /** A less specific row that would have fired next. */
  record OtherUnit(
      String unitCode,
      @Nullable String nameZh,
      @Nullable String nameEn,
      String classPattern,
      String regionCode) {}

  /** Why this worker. */
  record ForWorker(
      @Nullable Long chosen,
      Ring ring,
      Reason reason,
      int onDuty,
      int metresPerTask,
      List<Compared> candidates) {}

  /** One person looked at. */
  record Compared(
      long id,
      String name,
      @Nullable String nameEn,
      String unitCode,
      int distanceMetres,
      boolean placeKnown,
      int load,
      @Nullable Integer maxLoad,
      int score,
      Verdict verdict) {}

  static ForUnit of(UnitChoice choice, Set<String> passedOver, UnitTree units) {
    Responsibility rule = choice.rule();
    return new ForUnit(
        rule.unitCode(),
        units.find(rule.unitCode()).map(Unit::nameZh).orElse(null),
        units.find(rule.unitCode()).map(Unit::nameEn).orElse(null),
        choice.ground().name(),
        rule.id(),
        rule.classPattern(),
        rule.regionCode(),
        rule.owner(),
        new TreeSet<>(passedOver),
        others(choice.others().stream(), units),
        null);
  }

  /** The owner of the component itself, whom no row of the matrix names. */
  static ForUnit ofOwner(
      Unit unit, Optional<UnitChoice> rule, Set<String> passedOver, UnitTree units) {
    Stream<Responsibility> others =
        rule.stream().flatMap(r -> Stream.concat(Stream.of(r.rule()), r.others().stream()));
    return new ForUnit(
        unit.code(),
        unit.nameZh(),
        unit.nameEn(),
        Ground.OWNER.name(),
        null,
        null,
        null,
        unit.code(),
        new TreeSet<>(passedOver),
        others(others, units),
        null);
  }

  private static List<OtherUnit> others(Stream<Responsibility> rows, UnitTree units) {
    return rows.limit(3)
        .map(
            r ->
                new OtherUnit(
                    r.unitCode(),
                    units.find(r.unitCode()).map(Unit::nameZh).orElse(null),
                    units.find(r.unitCode()).map(Unit::nameEn).orElse(null),
                    r.classPattern(),
                    r.regionCode()))
        .toList();
  }

  static ForUnit without(String ground, Unit unit, Set<String> passedOver) {
    return new ForUnit(
        unit.code(),
        unit.nameZh(),
        unit.nameEn(),
        ground,
        null,
        null,
        unit.regionCode(),
        null,
        new TreeSet<>(passedOver),
        List.of(),
        null);
  }

  static ForWorker of(WorkerChoice choice) {
    OnDutyWorker chosen = choice.chosen();
    return new ForWorker(
        chosen == null ? null : chosen.id(),
        choice.ring(),
        choice.reason(),
        choice.onDuty(),
        WorkerRules.METRES_PER_TASK,
        choice.compared().stream().map(Explanation::compared).toList());
  }

  private static Compared compared(Candidate c) {
    OnDutyWorker w = c.worker();
    return new Compared(
        w.id(),
        w.name(),
        w.nameEn(),
        w.unitCode(),
        c.distanceMetres(),
        w.at() != null,
        w.load(),
        w.maxLoad() == Integer.MAX_VALUE ? null : w.maxLoad(),
        c.score(),
        c.verdict());
  }
}
