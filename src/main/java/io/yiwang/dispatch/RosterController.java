package io.yiwang.dispatch;

import io.swagger.v3.oas.annotations.Operation;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.house.Problem;
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

  RosterController(Rosters rosters, DutyBoard board, People people) {
    this.rosters = rosters;
    this.board = board;
    this.people = people;
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
      if (board.find(shift.personId()).isEmpty()) {
        throw Problem.badField(
            "personId", shift.personId(), "is not on the duty board.", "Maybe enrol them first.");
      }
    }
    rosters.addAll(shifts.stream().map(NewShift::shift).toList());
    board.forget();
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Strike a shift")
  void remove(@PathVariable long id) {
    planner();
    if (!rosters.remove(id)) {
      throw Problem.notFound("shift", id);
    }
    board.forget();
  }

  private void planner() {
    people.findCurrent().ifPresent(RosterController::mayPlan);
  }

  private static void mayPlan(Person person) {
    person.require(
        Duty.ADMIN, Duty.DISPATCHER, Duty.STREET_OFFICER, Duty.DISTRICT_OFFICER, Duty.CITY_OFFICER);
  }
}
