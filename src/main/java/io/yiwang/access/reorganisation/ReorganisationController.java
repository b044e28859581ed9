package io.yiwang.access.reorganisation;

import io.swagger.v3.oas.annotations.Operation;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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

/** Reorganisations of regions and units, for administrators. */
@RestController
@RequestMapping("/api/v1/admin/reorganisations")
class ReorganisationController {
  private static final int MOST = 200;

  private final Reorganisations reorganisations;
  private final ReorganisationStore store;
  private final People people;

  ReorganisationController(
      Reorganisations reorganisations, ReorganisationStore store, People people) {
    this.reorganisations = reorganisations;
    this.store = store;
    this.people = people;
  }

  /**
   * @param on the day from which it holds; today when it is not given
   */
  record Asked(@Nullable Plan plan, @Nullable String reason, @Nullable LocalDate on) {}

  /** How much would follow, by what people call it. */
  record Effects(Map<String, Long> counts) {}

  @Operation(summary = "Reorganisations of regions and units, the newest first")
  @GetMapping
  List<Reorganisation> list(
      @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
    return SystemDuty.call(() -> store.list(Math.max(0, page), Math.clamp(size, 1, MOST)));
  }

  @Operation(
      summary = "What a reorganisation would change",
      description = "Nothing is changed. The counts are those of this moment.")
  @PostMapping("/preview")
  Effects preview(@RequestBody Asked asked) {
    Plan plan = plan(asked);
    return new Effects(SystemDuty.call(() -> reorganisations.preview(plan)));
  }

  @Operation(
      summary = "Ask for a reorganisation",
      description =
          """
          RENAME, MOVE, MERGE or SPLIT of regions or units, from a day on. It is carried out when somebody else has
          approved it and its day has come. Cases keep the region they were filed under; whoever holds a duty in a
          successor sees them.
          """)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Reorganisation ask(@RequestBody Asked asked) {
    Person me = people.current();
    Plan plan = plan(asked);
    String reason = Objects.requireNonNullElse(asked.reason, "").strip();
    return SystemDuty.call(() -> reorganisations.ask(plan, reason, asked.on, me));
  }

  @Operation(summary = "Approve what somebody else has asked for")
  @PostMapping("/{id}/approval")
  Reorganisation approve(@PathVariable long id) {
    Person me = people.current();
    return SystemDuty.call(() -> reorganisations.approve(id, me));
  }

  @Operation(summary = "Withdraw or refuse what was not carried out yet")
  @DeleteMapping("/{id}")
  Reorganisation withdraw(@PathVariable long id) {
    Person me = people.current();
    return SystemDuty.call(() -> reorganisations.withdraw(id, me));
  }

  @Operation(
      summary = "Undo the last reorganisation",
      description = "As long as nobody was given a duty or a responsibility in what it made.")
  @PostMapping("/{id}/undo")
  Reorganisation undo(@PathVariable long id) {
    Person me = people.current();
    return SystemDuty.call(() -> reorganisations.undo(id, me));
  }

  private static Plan plan(Asked asked) {
    if (asked.plan == null) {
      throw Problem.badField("plan", null, "must be given.", null);
    }
    return asked.plan;
  }
}
