package io.yiwang.registry.view;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.house.Problem;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import io.yiwang.registry.Writes;
import io.yiwang.registry.houses.Occupancy;
import io.yiwang.registry.people.Persons;
import io.yiwang.registry.view.VisitBook.Hand;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Visits over HTTP: listed, and done with a phone. */
@RestController
@RequestMapping("/api/v1/registry/visits")
@Tag(name = "Neighbourhood")
class VisitController {
  static final String RESULT = "visit.result";
  private static final int MOST = 200;
  private static final int LONGEST_NOTE = 1_000;
  private static final int LONGEST_KEY = 100;

  private final Readers readers;
  private final Writes writes;
  private final Visits visits;
  private final VisitBook book;
  private final Persons persons;
  private final AuditTrail audit;

  VisitController(
      Readers readers,
      Writes writes,
      Visits visits,
      VisitBook book,
      Persons persons,
      AuditTrail audit) {
    this.readers = readers;
    this.writes = writes;
    this.visits = visits;
    this.book = book;
    this.persons = persons;
    this.audit = audit;
  }

  /** One page of visits. */
  record VisitPage(List<Visits.Visit> items, long total, int page, int size) {}

  @Operation(
      summary = "Visits of the reader's region: open ones by the day they are due",
      description =
          "mine=true leaves out those that are given to others; due takes several of OVERDUE, TODAY"
              + " and LATER. Which results can be asked for follows what the reader may see.")
  @GetMapping
  VisitPage list(
      @RequestParam(defaultValue = "OPEN") Visits.State state,
      @RequestParam(defaultValue = "") Set<Visits.Due> due,
      @RequestParam(required = false) @Nullable Long quarter,
      @RequestParam(required = false) @Nullable String group,
      @RequestParam(required = false) @Nullable Long round,
      @RequestParam(required = false) Visits.@Nullable Result result,
      @RequestParam(defaultValue = "false") boolean mine,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    Scope scope = readers.reading(Readers.VISIT);
    paged(page, size);
    if (result != null && !readers.mayAskBy(Readers.VISIT, "result")) {
      throw Problem.forbidden("Results are not shown to you, so they cannot be asked for.");
    }
    var filter =
        new Visits.Filter(state, due, quarter, group, round, result, mine ? readers.id() : null);
    Visits.Listed listed = visits.page(scope, filter, (long) page * size, size);
    seen(listed.items(), scope.region());
    return new VisitPage(listed.items(), listed.total(), page, size);
  }

  /** Results say something about the people behind a door. */
  private void seen(List<Visits.Visit> items, String region) {
    List<String> told =
        items.stream().filter(v -> v.result() != null).map(v -> "visit:" + v.id()).toList();
    if (!told.isEmpty()) {
      audit.append(audit.entry(AuditAction.VIEW, RESULT).about(told).in(region));
    }
  }

  static void paged(int page, int size) {
    if (page < 0 || size < 1 || size > MOST) {
      throw Problem.badField(
          "size", size, "must be 1 to " + MOST + " and page not negative.", null);
    }
  }

  @Operation(summary = "How many visits are overdue, due today, due later, done and cancelled")
  @GetMapping("/counts")
  Visits.Counts counts(
      @RequestParam(required = false) @Nullable Long quarter,
      @RequestParam(defaultValue = "false") boolean mine) {
    Scope scope = readers.reading(Readers.VISIT);
    return visits.counts(scope, Visits.Filter.of(quarter, mine ? readers.id() : null));
  }

  /** A visit with everything that was done about it, the newest first. */
  record VisitDetail(Visits.Visit visit, List<Visits.Act> acts) {}

  @Operation(summary = "One visit with what was done about it")
  @GetMapping("/{id}")
  VisitDetail get(@PathVariable long id) {
    Scope scope = readers.reading(Readers.VISIT);
    Visits.Visit visit = visits.get(scope, id);
    List<Visits.Act> acts = visits.acts(id);
    if (acts.stream().anyMatch(a -> a.result() != null)) {
      audit.append(audit.entry(AuditAction.VIEW, RESULT).about("visit:" + id).in(scope.region()));
    }
    return new VisitDetail(visit, acts);
  }

  @Operation(
      summary = "Record what came of a visit",
      description =
          "Repeated with the same key it changes nothing; 409 visit-ended carries the visit as it"
              + " is. An occupancy that was seen is noted at the door; a day in followUpOn asks for"
              + " the next visit.")
  @PostMapping("/{id}/result")
  Visits.Visit result(@PathVariable long id, @RequestBody ResultRequest request) {
    Scope scope = readers.changing(Readers.VISIT);
    Visits.Result result = request.result;
    if (result == null) {
      throw Problem.badField("result", null, "must say what came of it.", null);
    }
    String note = request.note == null || request.note.isBlank() ? null : request.note.strip();
    if (note != null && note.length() > LONGEST_NOTE) {
      throw Problem.badField(
          "note", note.length(), "must have at most " + LONGEST_NOTE + " characters.", null);
    }
    if (request.occupancy != null) {
      readers.changing(Readers.DOOR);
    }
    Hand hand = hand(request.key);
    var found =
        new VisitBook.Found(result, note, request.occupancy, request.followUpOn, request.at);
    change(scope, id, RESULT, () -> book.record(scope, id, found, hand));
    return visits.get(scope, id);
  }

  @Operation(
      summary = "Open an ended visit again",
      description =
          "Takes back what its result changed at the door and the visit it asked for, unless"
              + " somebody has gone on from there.")
  @PostMapping("/{id}/reopen")
  Visits.Visit reopen(@PathVariable long id, @RequestBody KeyRequest request) {
    Scope scope = readers.changing(Readers.VISIT);
    Hand hand = hand(request.key);
    change(scope, id, "visit.state", () -> book.reopen(scope, id, hand));
    return visits.get(scope, id);
  }

  @Operation(summary = "Cancel a visit that nobody has made yet")
  @PostMapping("/{id}/cancel")
  Visits.Visit cancel(@PathVariable long id, @RequestBody KeyRequest request) {
    Scope scope = readers.changing(Readers.VISIT);
    Hand hand = hand(request.key);
    change(scope, id, "visit.state", () -> book.cancel(scope, id, hand));
    return visits.get(scope, id);
  }

  /** Audited first, then done. */
  private void change(Scope scope, long id, String what, Runnable act) {
    Visits.Visit visit = visits.get(scope, id);
    List<String> about = new ArrayList<>(List.of("visit:" + id, "door:" + visit.doorId()));
    if (visit.personId() != null && persons.find(scope, visit.personId()).isPresent()) {
      about.add("person:" + visit.personId());
    }
    audit.append(audit.entry(AuditAction.CHANGE, what).about(about).in(scope.region()));
    writes.run(act);
  }

  private Hand hand(@Nullable String key) {
    return hand(readers, key);
  }

  static Hand hand(Readers readers, @Nullable String key) {
    if (key == null || key.isBlank() || key.length() > LONGEST_KEY) {
      throw Problem.badField("key", null, "must be given, new for every act.", null);
    }
    return new Hand(readers.name(), key);
  }

  /**
   * What came of it.
   *
   * @param at when somebody was there, if that was before now
   */
  record ResultRequest(
      Visits.@Nullable Result result,
      @Nullable String note,
      @Nullable Occupancy occupancy,
      @Nullable LocalDate followUpOn,
      @Nullable Instant at,
      @Nullable String key) {}

  /** An act with nothing to say; its key is new for every act. */
  record KeyRequest(@Nullable String key) {}
}
