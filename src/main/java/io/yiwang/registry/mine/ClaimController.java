package io.yiwang.registry.mine;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.AuditAction;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import io.yiwang.registry.people.PersonView;
import io.yiwang.registry.people.Persons;
import io.yiwang.registry.people.Sightings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Residents who say who they are, and what is wrong about them, before their committee. */
@RestController
@RequestMapping("/api/v1/registry")
@Tag(name = "Registry")
class ClaimController {
  private static final int MOST = 200;

  private final Readers readers;
  private final ClaimDesk desk;
  private final Corrections corrections;
  private final Persons persons;
  private final Sightings sightings;

  ClaimController(
      Readers readers,
      ClaimDesk desk,
      Corrections corrections,
      Persons persons,
      Sightings sightings) {
    this.readers = readers;
    this.desk = desk;
    this.corrections = corrections;
    this.persons = persons;
    this.sightings = sightings;
  }

  /**
   * A claim with the person as whoever asks may see them.
   *
   * @param person null for an administrator, who sees no persons
   */
  record ClaimView(
      long id,
      ClaimState state,
      String account,
      @Nullable PersonView person,
      Instant askedAt,
      @Nullable Instant decidedAt,
      @Nullable String decidedBy) {}

  /** A page of claims. */
  record ClaimPage(List<ClaimView> items, int page, int size, boolean more) {}

  @Operation(summary = "Claims of the region: PENDING, or CONFIRMED")
  @GetMapping("/claims")
  ClaimPage claims(
      @RequestParam(defaultValue = "PENDING") ClaimState state,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    Scope scope = readers.reading(Me.CLAIM);
    paged(page, size);
    List<ClaimDesk.ClaimRow> rows =
        SystemDuty.call(() -> desk.list(scope, state, (long) page * size, size + 1));
    boolean more = rows.size() > size;
    List<ClaimView> views = (more ? rows.subList(0, size) : rows).stream().map(this::view).toList();
    seen(views.stream().map(ClaimView::person), scope);
    return new ClaimPage(views, page, size, more);
  }

  /** Read as whoever asks, so that row security and the policy show what they may see. */
  private ClaimView view(ClaimDesk.ClaimRow row) {
    return new ClaimView(
        row.id(),
        row.state(),
        row.accountName(),
        find(row.person()).orElse(null),
        row.askedAt(),
        row.decidedAt(),
        row.decidedBy());
  }

  private Optional<PersonView> find(long person) {
    return persons.find(Scope.EVERYWHERE, person);
  }

  private void seen(Stream<@Nullable PersonView> shown, Scope scope) {
    List<PersonView> persons = shown.flatMap(Stream::ofNullable).toList();
    sightings.shown(AuditAction.VIEW, persons, scope.region());
  }

  @Operation(
      summary = "Confirm a claim, with the claimant and their identity card before one",
      description = "The code is on the claimant's phone; after five wrong ones the claim is over.")
  @PostMapping("/claims/{id}/confirm")
  ClaimView confirm(@PathVariable long id, @RequestBody CodeRequest request) {
    Scope scope = readers.changing(Me.CLAIM);
    return view(desk.confirm(scope, id, code(request.code), readers.name()));
  }

  @Operation(
      summary = "Refuse a claim that waits, or end one that was confirmed",
      description = "The reason is told to the claimant only with the code, or at the end.")
  @PostMapping("/claims/{id}/refuse")
  ClaimView refuse(@PathVariable long id, @RequestBody RefusalRequest request) {
    Scope scope = readers.changing(Me.CLAIM);
    String reason = reason(request.reason);
    return view(desk.refuse(scope, id, code(request.code), reason, readers.name()));
  }

  private static String code(@Nullable String code) {
    return code == null ? "" : code.replaceAll("\\D", "");
  }

  /** A correction with the person it is about. */
  record CorrectionView(Corrections.Correction correction, @Nullable PersonView person) {}

  /** A page of corrections. */
  record CorrectionPage(List<CorrectionView> items, int page, int size, boolean more) {}

  @Operation(summary = "Corrections residents of the region have asked for, the oldest first")
  @GetMapping("/corrections")
  CorrectionPage corrections(
      @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
    Scope scope = readers.reading(Me.CORRECTION);
    paged(page, size);
    List<Corrections.Correction> rows = corrections.waiting(scope, (long) page * size, size + 1);
    boolean more = rows.size() > size;
    List<CorrectionView> views =
        (more ? rows.subList(0, size) : rows)
            .stream().map(c -> new CorrectionView(c, find(c.person()).orElse(null))).toList();
    seen(views.stream().map(CorrectionView::person), scope);
    return new CorrectionPage(views, page, size, more);
  }

  @Operation(summary = "It is as the resident says: the record is changed")
  @PostMapping("/corrections/{id}/confirm")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void confirm(@PathVariable long id) {
    corrections.confirm(readers.changing(Me.CORRECTION), id, readers.name());
  }

  @Operation(summary = "It is not so; the resident is told why")
  @PostMapping("/corrections/{id}/refuse")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void refuseCorrection(@PathVariable long id, @RequestBody RefusalRequest request) {
    Scope scope = readers.changing(Me.CORRECTION);
    corrections.refuse(scope, id, reason(request.reason), readers.name());
  }

  private static void paged(int page, int size) {
    if (page < 0 || size < 1 || size > MOST) {
      throw Problem.badField(
          "size", size, "must be 1 to " + MOST + " and page not negative.", null);
    }
  }

  private static String reason(@Nullable String reason) {
    if (reason == null || reason.isBlank() || reason.length() > 500) {
      throw Problem.badField("reason", reason, "must say why, in at most 500 characters.", null);
    }
    return reason.strip();
  }

  /** What the claimant's phone shows. */
  record CodeRequest(@Nullable String code) {}

  /** Why not; the code when the claimant is there. */
  record RefusalRequest(@Nullable String reason, @Nullable String code) {}
}
