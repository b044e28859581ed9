package io.yiwang.dispatch;

import io.yiwang.dispatch.WorkerChoice.Candidate;
import io.yiwang.dispatch.WorkerChoice.Reason;
import io.yiwang.dispatch.WorkerChoice.Ring;
import io.yiwang.dispatch.WorkerChoice.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the worker for a case. First among the people of the responsible unit whose beat covers
 * the place, then among all workers of the street; there, the lowest {@link WorkerRules#score} of
 * those who are not overloaded and have not refused. When there is no such person, the duty officer
 * of the street, of the district, of the city, in this order; an officer is never overloaded.
 *
 * <p>Equal scores are decided by the lower load, then by the lower id: the same board gives the
 * same answer.
 */
final class WorkerChooser {
  private static final int COMPARED_SHOWN = 6;
  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingInt(Candidate::score)
          .thenComparingInt(c -> c.worker().load())
          .thenComparingLong(c -> c.worker().id());

  /** Who is on duty, answered from memory. */
  interface Board {
    /** Workers of a unit and of the units below it. */
    List<OnDutyWorker> ofUnit(String unitCode);

    /** Workers of any unit whose beat is this street or lies in it. */
    List<OnDutyWorker> ofStreet(String streetPath);

    /** Duty officers whose region is exactly this one. */
    List<OnDutyWorker> officers(WorkerRole role, String regionPath);
  }

  private WorkerChooser() {}

  static WorkerChoice choose(Matter matter, String unitCode, Board board) {
    List<OnDutyWorker> crew =
        board.ofUnit(unitCode).stream()
            .filter(w -> WorkerRules.covers(w.regionPath(), matter.regionPath()))
            .toList();
    List<Candidate> ofUnit = judge(crew, matter);
    if (fits(ofUnit)) {
      return chosen(Ring.UNIT, ofUnit, null, crew.size());
    }
    Set<Long> seen = new HashSet<>(crew.stream().map(OnDutyWorker::id).toList());
    List<OnDutyWorker> neighbours =
        board.ofStreet(matter.streetPath()).stream().filter(w -> !seen.contains(w.id())).toList();
    List<Candidate> ofStreet = judge(neighbours, matter);
    int onDuty = crew.size() + neighbours.size();
    if (fits(ofStreet)) {
      return chosen(Ring.STREET, joined(ofStreet, ofUnit), whyNot(ofUnit), onDuty);
    }
    return officer(matter, board, joined(ofUnit, ofStreet), onDuty);
  }

  private static WorkerChoice officer(
      Matter matter, Board board, List<Candidate> passed, int onDuty) {
    Reason reason = whyNot(passed);
    record Level(Ring ring, WorkerRole role, String path) {}
    var levels =
        List.of(
            new Level(Ring.STREET_OFFICER, WorkerRole.STREET_OFFICER, matter.streetPath()),
            new Level(Ring.DISTRICT_OFFICER, WorkerRole.DISTRICT_OFFICER, matter.districtPath()),
            new Level(Ring.CITY_OFFICER, WorkerRole.CITY_OFFICER, matter.cityPath()));
    for (Level level : levels) {
      List<OnDutyWorker> officers =
          board.officers(level.role(), level.path()).stream()
              .map(
                  o ->
                      new OnDutyWorker(
                          o.id(),
                          o.name(),
                          o.nameEn(),
                          o.role(),
                          o.unitCode(),
                          o.regionPath(),
                          o.at(),
                          o.load(),
                          Integer.MAX_VALUE))
              .toList();
      List<Candidate> judged = judge(officers, matter);
      if (fits(judged)) {
        return chosen(level.ring(), joined(judged, passed), reason, onDuty);
      }
    }
    return new WorkerChoice(null, Ring.NOBODY, reason, shown(passed), onDuty);
  }

  /**
   * All people with distance, score and a first verdict, those who could do it first, the best on
   * top.
   */
  private static List<Candidate> judge(List<OnDutyWorker> people, Matter matter) {
    var able = new ArrayList<Candidate>();
    var unable = new ArrayList<Candidate>();
    for (OnDutyWorker worker : people) {
      int distance = WorkerRules.distanceMetres(worker, matter.point());
      int score = WorkerRules.score(distance, worker.load());
      if (WorkerRules.refused(worker, matter)) {
        unable.add(new Candidate(worker, distance, score, Verdict.REFUSED));
      } else if (WorkerRules.overloaded(worker)) {
        unable.add(new Candidate(worker, distance, score, Verdict.OVERLOADED));
      } else {
        able.add(new Candidate(worker, distance, score, Verdict.CHOSEN));
      }
    }
    able.sort(BEST_FIRST);
    unable.sort(BEST_FIRST);
    for (int i = 1; i < able.size(); i++) {
      able.set(i, second(able.get(i), able.getFirst()));
    }
    able.addAll(unable);
    return able;
  }

  private static Candidate second(Candidate loser, Candidate winner) {
    Verdict verdict =
        loser.score() == winner.score()
            ? Verdict.TIE_LOST
            : loser.distanceMetres() > winner.distanceMetres() ? Verdict.FARTHER : Verdict.BUSIER;
    return new Candidate(loser.worker(), loser.distanceMetres(), loser.score(), verdict);
  }

  private static boolean fits(List<Candidate> judged) {
    return !judged.isEmpty() && judged.getFirst().verdict() == Verdict.CHOSEN;
  }

  private static Reason whyNot(List<Candidate> passed) {
    if (passed.isEmpty()) {
      return Reason.NOBODY_ON_DUTY;
    }
    return passed.stream().anyMatch(c -> c.verdict() == Verdict.OVERLOADED)
        ? Reason.ALL_OVERLOADED
        : Reason.ALL_REFUSED;
  }

  private static WorkerChoice chosen(
      Ring ring, List<Candidate> compared, @Nullable Reason fallback, int onDuty) {
    Reason reason =
        fallback != null ? fallback : compared.size() == 1 ? Reason.ONLY_ONE : Reason.LOWEST_SCORE;
    return new WorkerChoice(compared.getFirst().worker(), ring, reason, shown(compared), onDuty);
  }

  private static List<Candidate> joined(List<Candidate> first, List<Candidate> then) {
    var all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }

  private static List<Candidate> shown(List<Candidate> all) {
    return all.subList(0, Math.min(COMPARED_SHOWN, all.size()));
  }
}
