package io.yiwang.access.reveal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.Purposes;
import io.yiwang.house.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Seeing masked fields in full, over HTTP. */
@RestController
@RequestMapping("/api/v1/reveals")
@Tag(name = "Reveals")
class RevealController {
  private final Reveals reveals;
  private final Purposes purposes;

  RevealController(Reveals reveals, Purposes purposes) {
    this.reveals = reveals;
    this.purposes = purposes;
  }

  /**
   * A grant as it is shown.
   *
   * @param endsAt when its fields vanish; null until it begins
   * @param secondsLeft until then, so that a wrong clock of the reader shows nothing longer
   */
  record Reveal(
      long id,
      Grant.State state,
      List<String> objects,
      List<String> fields,
      String purpose,
      String reference,
      boolean bulk,
      String name,
      String login,
      Instant askedAt,
      @Nullable Instant endsAt,
      long secondsLeft,
      @Nullable String decidedBy,
      @Nullable String reason) {}

  private Reveal shown(Grant g) {
    Grant.Verdict verdict = g.verdict();
    return new Reveal(
        g.id(),
        reveals.state(g),
        g.objects(),
        g.fields(),
        g.purpose(),
        g.reference(),
        g.bulk(),
        g.asker().name(),
        g.asker().login(),
        g.askedAt(),
        g.endsAt(),
        reveals.secondsLeft(g),
        verdict == null ? null : verdict.by(),
        verdict == null ? null : verdict.reason());
  }

  @Operation(summary = "What masked fields may be asked for")
  @GetMapping("/purposes")
  List<Purposes.KnownPurpose> purposes() {
    return purposes.list(Purposes.Use.REVEAL);
  }

  @Operation(summary = "What the reader asked for in this session today, and until when it shows")
  @GetMapping
  List<Reveal> mine() {
    return reveals.mine().stream().map(this::shown).toList();
  }

  @Operation(summary = "Bulk requests that wait for the reader as a second person")
  @GetMapping("/waiting")
  List<Reveal> waiting() {
    return reveals.waiting().stream().map(this::shown).toList();
  }

  @Operation(
      summary = "Ask to see masked fields of some records in full",
      description =
          "The purpose is tied to a case or a visit that has to do with the records. Answers LIVE,"
              + " or WAITING when so many records within an hour need a second person.")
  @PostMapping
  Reveal ask(@RequestBody RevealRequest request) {
    return shown(
        reveals.ask(
            new Reveals.Asked(
                Objects.requireNonNullElse(request.objects, List.of()),
                Objects.requireNonNullElse(request.fields, List.of()),
                Objects.requireNonNullElse(request.purpose, ""),
                Objects.requireNonNullElse(request.reference, ""))));
  }

  /** A record in the clear. */
  record PlainRecord(String object, Map<String, String> fields) {}

  /** What a grant shows. */
  record Revealed(Reveal reveal, List<PlainRecord> records) {}

  @Operation(
      summary = "The fields in the clear, while the grant lasts",
      description =
          "Each look is recorded in the audit trail before anything leaves; refused with 503 when"
              + " it cannot be, with 410 when the grant is over.")
  @GetMapping("/{id}/values")
  Revealed values(@PathVariable long id) {
    Reveals.Values values = reveals.values(id);
    return new Revealed(
        shown(values.grant()),
        values.plain().stream().map(p -> new PlainRecord(p.object(), p.fields())).toList());
  }

  @Operation(summary = "Agree to a bulk request as a second person, or refuse it with a reason")
  @PostMapping("/{id}/decision")
  Reveal decide(@PathVariable long id, @RequestBody RevealVerdict verdict) {
    if (verdict.approved == null) {
      throw Problem.badField("approved", null, "must be true or false.", null);
    }
    return shown(reveals.decide(id, verdict.approved, verdict.reason));
  }

  @Operation(summary = "End a grant before its time")
  @DeleteMapping("/{id}")
  Reveal end(@PathVariable long id) {
    return shown(reveals.end(id));
  }

  /** What to see, what for, and which piece of work that belongs to. */
  record RevealRequest(
      @Nullable List<String> objects,
      @Nullable List<String> fields,
      @Nullable String purpose,
      @Nullable String reference) {}

  /** What a second person says. */
  record RevealVerdict(@Nullable Boolean approved, @Nullable String reason) {}
}
