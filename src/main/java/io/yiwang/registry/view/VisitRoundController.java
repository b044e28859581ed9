package io.yiwang.registry.view;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.house.Problem;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import io.yiwang.registry.Writes;
import io.yiwang.registry.people.Groups;
import io.yiwang.registry.people.Persons;
import io.yiwang.registry.view.VisitTargets.Chosen;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Asking for visits over HTTP: to one door, or to many in a round. */
@RestController
@RequestMapping("/api/v1/registry/visits")
@Tag(name = "Neighbourhood")
class VisitRoundController {
  private static final int LONGEST_PURPOSE = 100;

  private final Readers readers;
  private final Writes writes;
  private final VisitTargets targets;
  private final VisitBook book;
  private final VisitRounds rounds;
  private final Persons persons;
  private final Groups groups;
  private final AuditTrail audit;

  VisitRoundController(
      Readers readers,
      Writes writes,
      VisitTargets targets,
      VisitBook book,
      VisitRounds rounds,
      Persons persons,
      Groups groups,
      AuditTrail audit) {
    this.readers = readers;
    this.writes = writes;
    this.targets = targets;
    this.book = book;
    this.rounds = rounds;
    this.persons = persons;
    this.groups = groups;
    this.audit = audit;
  }

  /**
   * What asking would do.
   *
   * @param doors how many are meant
   * @param count how many of them would get a visit; the others have one open for that purpose
   */
  record Preview(int doors, int count) {}

  @Operation(summary = "How many visits would be asked for; nothing is changed")
  @PostMapping("/preview")
  Preview preview(@RequestBody VisitRequest request) {
    Scope scope = readers.changing(Readers.VISIT);
    Chosen chosen = targets.choose(scope, request.asked());
    String purpose = request.purpose == null ? "" : request.purpose.strip();
    return new Preview(chosen.doors().size(), book.free(chosen.doors(), purpose));
  }

  /**
   * How many visits were asked for.
   *
   * @param round null for a single door, or when no visit was asked for
   */
  record Asked(int count, List<Long> ids, @Nullable Long round) {}

  @Operation(
      summary = "Ask for visits: to a door, or to the doors of a building or quarter in a round",
      description =
          "With groups only doors behind which a person lives who belongs to all of them. A door"
              + " that has an open visit of the same purpose gets no second one.")
  @PostMapping
  Asked ask(@RequestBody VisitRequest request) {
    Scope scope = readers.changing(Readers.VISIT);
    String purpose = request.purpose == null ? "" : request.purpose.strip();
    if (purpose.isEmpty() || purpose.length() > LONGEST_PURPOSE) {
      throw Problem.badField(
          "purpose", request.purpose, "must say in at most 100 letters what it is for.", null);
    }
    LocalDate dueOn = request.dueOn;
    if (dueOn == null || dueOn.isBefore(groups.today())) {
      throw Problem.badField("dueOn", dueOn, "must be today or later.", null);
    }
    if (request.personId != null) {
      persons.get(readers.reading(Readers.PERSON), request.personId);
    }
    Chosen chosen = targets.choose(scope, request.asked());
    String about =
        request.doorId != null
            ? "door:" + request.doorId
            : request.buildingId != null
                ? "building:" + request.buildingId
                : "quarter:" + request.quarterId;
    audit.append(
        audit
            .entry(AuditAction.CREATE, "visit.facts")
            .about(about)
            .in(scope.region())
            .counting(chosen.doors().size()));
    var wanted =
        new VisitBook.Wanted(
            request.personId, purpose, request.groups(), dueOn, request.assignedTo, null);
    String by = readers.name();
    return writes.call(() -> asked(scope, chosen, wanted, by));
  }

  private Asked asked(Scope scope, Chosen chosen, VisitBook.Wanted w, String by) {
    if (chosen.place() == null) {
      List<Long> ids = book.ask(scope, chosen.doors(), w, by);
      return new Asked(ids.size(), ids, null);
    }
    long round = rounds.begin(chosen.place(), w, by);
    var inRound =
        new VisitBook.Wanted(
            w.personId(), w.purpose(), w.groups(), w.dueOn(), w.assignedTo(), round);
    List<Long> ids = book.ask(scope, chosen.doors(), inRound, by);
    if (ids.isEmpty()) {
      rounds.drop(round);
    }
    return new Asked(ids.size(), ids, ids.isEmpty() ? null : round);
  }

  @Operation(summary = "Rounds of visits with their progress, the newest first")
  @GetMapping("/rounds")
  List<VisitRounds.Round> rounds(
      @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
    Scope scope = readers.reading(Readers.VISIT);
    VisitController.paged(page, size);
    return rounds.list(scope, (long) page * size, size);
  }

  /** A round after a change, and how many of its visits it changed. */
  record RoundChange(int count, VisitRounds.Round round) {}

  @Operation(summary = "Cancel those visits of a round that are open")
  @PostMapping("/rounds/{id}/cancel")
  RoundChange cancel(@PathVariable long id, @RequestBody VisitController.KeyRequest request) {
    Scope scope = readers.changing(Readers.VISIT);
    VisitBook.Hand hand = VisitController.hand(readers, request.key());
    audited(scope, id);
    int count = writes.call(() -> rounds.cancel(scope, id, hand)).size();
    return new RoundChange(count, rounds.get(scope, id));
  }

  @Operation(summary = "Open again what was cancelled in a round with that key")
  @PostMapping("/rounds/{id}/reopen")
  RoundChange reopen(@PathVariable long id, @RequestBody VisitController.KeyRequest request) {
    Scope scope = readers.changing(Readers.VISIT);
    VisitBook.Hand hand = VisitController.hand(readers, request.key());
    audited(scope, id);
    int count = writes.call(() -> rounds.uncancel(scope, id, hand)).size();
    return new RoundChange(count, rounds.get(scope, id));
  }

  private void audited(Scope scope, long round) {
    VisitRounds.Round present = rounds.get(scope, round);
    audit.append(
        audit
            .entry(AuditAction.CHANGE, "visit.state")
            .about("round:" + round)
            .in(scope.region())
            .counting(present.open() + present.cancelled()));
  }

  /** Whom to visit: a door, a building or a quarter; groups narrow the last two. */
  record VisitRequest(
      @Nullable Long doorId,
      @Nullable Long buildingId,
      @Nullable Long quarterId,
      @Nullable List<String> groups,
      @Nullable Long personId,
      @Nullable String purpose,
      @Nullable LocalDate dueOn,
      @Nullable Long assignedTo) {

    VisitRequest {
      groups = groups == null ? List.of() : List.copyOf(groups);
    }

    @Override
    public List<String> groups() {
      return Objects.requireNonNull(groups);
    }

    VisitTargets.Asked asked() {
      return new VisitTargets.Asked(doorId, buildingId, quarterId, groups());
    }
  }
}
