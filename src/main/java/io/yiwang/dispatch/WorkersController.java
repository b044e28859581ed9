package io.yiwang.dispatch;

import io.swagger.v3.oas.annotations.Operation;
import io.yiwang.access.Action;
import io.yiwang.access.Decision;
import io.yiwang.access.Decisions;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.access.Subject;
import io.yiwang.access.Subjects;
import io.yiwang.access.Unit;
import io.yiwang.access.Units;
import io.yiwang.house.Live;
import io.yiwang.house.Problem;
import io.yiwang.kernel.GeoPoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Workers, their places and their duty over HTTP. */
@RestController
@RequestMapping("/api/v1")
class WorkersController {
  /** Name of the live event that carries the workers who moved. */
  static final String LIVE_EVENT = "worker";

  private static final int MOST_POSITIONS = 10_000;
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private final DutyBoard board;
  private final People people;
  private final Units units;
  private final Live live;
  private final Clock clock;
  private final Subjects subjects;
  private final Decisions decisions;

  WorkersController(
      DutyBoard board,
      People people,
      Units units,
      Live live,
      Clock clock,
      Subjects subjects,
      Decisions decisions) {
    this.board = board;
    this.people = people;
    this.units = units;
    this.live = live;
    this.clock = clock;
    this.subjects = subjects;
    this.decisions = decisions;
  }

  /** Where I am. */
  record MyPosition(double lat, double lng, @Nullable Instant at) {}

  /** Where one worker of many is. */
  record WorkerPosition(long id, double lat, double lng, @Nullable Instant at) {}

  /** How many of the positions were of people on the board and newer than what was known. */
  record Moved(int moved) {}

  /** Whether I am on duty. */
  record MyDuty(boolean onDuty) {}

  @GetMapping("/workers")
  @Operation(
      summary = "Workers and duty officers of a region: place, duty, open tasks",
      description = "The live stream sends the same rows, as an array in events named worker.")
  List<WorkerView> list(@RequestParam(defaultValue = "") String region) {
    Subject reader = subjects.current();
    Set<Long> visible = board.visible();
    return board.list(region).stream()
        .filter(worker -> visible.contains(worker.id()))
        .flatMap(
            worker -> {
              Decision decision = decisions.decide(reader, null, Action.READ, worker.item());
              return decision.allowed() ? Stream.of(worker.shown(decision)) : Stream.empty();
            })
        .toList();
  }

  @GetMapping("/workers/me")
  @Operation(summary = "Me on the duty board")
  WorkerView me() {
    return enrolled(people.current());
  }

  @PostMapping("/workers/me/position")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Tell where I am; kept at most every 30 seconds, shown live at once")
  void position(@RequestBody MyPosition position) {
    WorkerView me = enrolled(people.current());
    move(List.of(new WorkerPosition(me.id(), position.lat(), position.lng(), position.at())));
  }

  @PostMapping("/workers/positions")
  @Operation(
      summary = "Tell where many workers are",
      description = "For positioning gateways: an API key with the scope positions.")
  Moved positions(@RequestBody List<WorkerPosition> positions) {
    people.findCurrent().ifPresent(p -> p.require(Duty.ADMIN));
    if (positions.size() > MOST_POSITIONS) {
      throw Problem.badField(
          "body", positions.size(), "must hold at most " + MOST_POSITIONS + " rows.", null);
    }
    return new Moved(move(positions));
  }

  @PostMapping("/workers/me/duty")
  @Operation(summary = "Go on or off duty; holds for twelve hours, then the roster speaks again")
  WorkerView duty(@RequestBody MyDuty duty) {
    WorkerView me = enrolled(people.current());
    WorkerView now = board.switchDuty(me.id(), duty.onDuty()).orElseThrow();
    live.push(LIVE_EVENT, List.of(now));
    return now;
  }

  @GetMapping("/units")
  @Operation(summary = "All organisation units")
  List<Unit> units() {
    return units.list();
  }

  private int move(List<WorkerPosition> positions) {
    Instant now = clock.instant();
    List<WorkerView> moved = board.move(positions.stream().map(p -> position(p, now)).toList());
    if (!moved.isEmpty()) {
      live.push(LIVE_EVENT, moved);
    }
    return moved.size();
  }

  private static Position position(WorkerPosition p, Instant now) {
    if (!(Math.abs(p.lat()) <= 90) || !(Math.abs(p.lng()) <= 180)) {
      throw Problem.badField(
          "lat, lng",
          p.lat() + ", " + p.lng(),
          "must be degrees.",
          "Maybe latitude and longitude are swapped.");
    }
    Instant at = p.at() == null ? now : p.at();
    if (at.isAfter(now.plus(CLOCKS_DIFFER))) {
      throw Problem.badField("at", at, "lies in the future.", "Maybe the phone's clock is wrong.");
    }
    return new Position(p.id(), new GeoPoint(p.lat(), p.lng()), at.isAfter(now) ? now : at);
  }

  /**
   * The person on the board; put there on first use if their duty is to mend things or to answer
   * for a region.
   */
  private WorkerView enrolled(Person person) {
    return board
        .find(person.id())
        .orElseGet(
            () -> {
              board.enrol(List.of(newcomer(person)));
              return board.find(person.id()).orElseThrow();
            });
  }

  private static NewWorker newcomer(Person person) {
    person.require(
        Duty.GRID_WORKER,
        Duty.CHECKER,
        Duty.STREET_OFFICER,
        Duty.DISTRICT_OFFICER,
        Duty.CITY_OFFICER);
    return new NewWorker(
        person.id(),
        person.name(),
        person.nameEn(),
        role(person),
        person.unitCode(),
        person.regionPath(),
        NewWorker.USUAL_MAX_LOAD,
        null);
  }

  private static WorkerRole role(Person person) {
    if (person.has(Duty.STREET_OFFICER)) {
      return WorkerRole.STREET_OFFICER;
    }
    if (person.has(Duty.DISTRICT_OFFICER)) {
      return WorkerRole.DISTRICT_OFFICER;
    }
    if (person.has(Duty.CITY_OFFICER)) {
      return WorkerRole.CITY_OFFICER;
    }
    return person.has(Duty.CHECKER) && !person.has(Duty.GRID_WORKER)
        ? WorkerRole.CHECKER
        : WorkerRole.WORKER;
  }
}
