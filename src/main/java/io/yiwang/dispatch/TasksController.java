package io.yiwang.dispatch;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.Cases;
import io.yiwang.kernel.GeoPoint;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The worker's list. */
@RestController
@RequestMapping("/api/v1/tasks")
class TasksController {
  private static final Comparator<Task> MOST_URGENT_THEN_NEAREST =
      Comparator.comparingInt(Task::urgencyRank)
          .thenComparing(Task::distanceMetres, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(task -> task.subject().id());

  private final Cases cases;
  private final DutyBoard board;
  private final People people;

  TasksController(Cases cases, DutyBoard board, People people) {
    this.cases = cases;
    this.board = board;
    this.people = people;
  }

  /**
   * A case in my hands.
   *
   * @param distanceMetres great-circle way from where I am; null when that is not known
   * @param urgencyRank see {@link TasksController#urgencyRank}
   */
  record Task(
      @JsonProperty("case") CaseSummary subject,
      @Nullable Integer distanceMetres,
      int urgencyRank) {}

  /** My list. */
  record MyTasks(List<Task> items, boolean offDuty) {}

  @GetMapping("/mine")
  @Operation(
      summary = "My tasks, the most urgent first, then the nearest",
      description = "Without lat and lng the last told place counts.")
  MyTasks mine(
      @RequestParam(required = false) @Nullable Double lat,
      @RequestParam(required = false) @Nullable Double lng) {
    Person me = people.current();
    WorkerView worker = board.find(me.id()).orElse(null);
    GeoPoint here = here(lat, lng, worker);
    List<Task> tasks =
        cases.listTasks(me.id()).stream()
            .map(c -> new Task(c, distance(here, c), urgencyRank(c)))
            .sorted(MOST_URGENT_THEN_NEAREST)
            .toList();
    return new MyTasks(tasks, worker == null || !worker.onDuty());
  }

  /** 0 overdue, 1 urgent by its nature, 2 due soon, 3 in time, 4 paused or without a limit. */
  static int urgencyRank(CaseSummary task) {
    return switch (task.dueState()) {
      case OVERDUE -> 0;
      case DUE_SOON -> task.urgent() ? 1 : 2;
      case ON_TIME -> task.urgent() ? 1 : 3;
      case NONE, PAUSED, DONE -> 4;
    };
  }

  private static @Nullable GeoPoint here(
      @Nullable Double lat, @Nullable Double lng, @Nullable WorkerView worker) {
    if (lat != null && lng != null && Math.abs(lat) <= 90 && Math.abs(lng) <= 180) {
      return new GeoPoint(lat, lng);
    }
    return worker == null || worker.lat() == null
        ? null
        : new GeoPoint(worker.lat(), Objects.requireNonNull(worker.lng()));
  }

  private static @Nullable Integer distance(@Nullable GeoPoint here, CaseSummary task) {
    return here == null
        ? null
        : (int) Math.round(here.distanceMetres(new GeoPoint(task.lat(), task.lng())));
  }
}
