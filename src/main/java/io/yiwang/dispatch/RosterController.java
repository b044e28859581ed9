package io.yiwang.dispatch;

import io.swagger.v3.oas.annotations.Operation;
import io.yiwang.access.Action;
import io.yiwang.access.Decisions;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.access.Subjects;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rosters over HTTP: who is planned to be on duty when. */
@RestController
@RequestMapping("/api/v1/rosters")
class RosterController {
  private final Rosters rosters;
  private final DutyBoard board;
  private final People people;
  private final Subjects subjects;
  private final Decisions decisions;

  RosterController(
      Rosters rosters, DutyBoard board, People people, Subjects subjects, Decisions decisions) {
    this.rosters = rosters;
    this.board = board;
    this.people = people;
    this.subjects = subjects;
    this.decisions = decisions;
  }

  /**
   * A shift to be added, in the city's own time.
   *
   * @param days days on which it begins every week; none means only on validFrom
   */
  record NewShift(
      long personId,
      @Nullable List<DayOfWeek> days,
      LocalTime from,
      LocalTime to,
      LocalDate validFrom,
      @Nullable LocalDate validTo) {

    NewShift {
      Objects.requireNonNull(from, "from must be given");
      Objects.requireNonNull(to, "to must be given");
      Objects.requireNonNull(validFrom, "validFrom must be given");
    }

    Shift shift() {
      var on = EnumSet.noneOf(DayOfWeek.class);
      if (days != null) {
        on.addAll(days);
      }
      return new Shift(0, personId, on, from, to, validFrom, validTo);
    }
  }

  @GetMapping
  @Operation(summary = "The shifts of one person")
  List<Shift> list(@RequestParam("person") long personId) {
    return rosters.list(personId);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Add shifts",
      description =
          "Weekly (days given) or single; one that ends before it begins runs past midnight.")
  void add(@RequestBody List<NewShift> shifts) {
    planner();
    for (NewShift shift : shifts) {
      requirePlanning(shift.personId());
    }
    SystemDuty.run(() -> rosters.addAll(shifts.stream().map(NewShift::shift).toList()));
    board.forget();
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Strike a shift")
  void remove(@PathVariable long id) {
    planner();
    long person = rosters.findPerson(id).orElseThrow(() -> Problem.notFound("shift", id));
    requirePlanning(person);
    SystemDuty.run(() -> rosters.remove(id));
    board.forget();
  }

  private void planner() {
    people
        .current()
        .require(
            Duty.ADMIN,
            Duty.DISPATCHER,
            Duty.STREET_OFFICER,
            Duty.DISTRICT_OFFICER,
            Duty.CITY_OFFICER);
  }

  /** Only for workers the policy lets the planner change; others are not on the board for them. */
  private void requirePlanning(long personId) {
    boolean may =
        board
            .find(personId)
            .filter(
                worker ->
                    decisions
                        .decide(subjects.current(), null, Action.CHANGE, worker.item())
                        .allowed())
            .isPresent();
    if (!may) {
      throw Problem.badField(
          "personId", personId, "is not on your duty board.", "Maybe enrol them first.");
    }
  }
}
