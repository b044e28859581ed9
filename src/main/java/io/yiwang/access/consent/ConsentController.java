package io.yiwang.access.consent;

import io.swagger.v3.oas.annotations.Operation;
import io.yiwang.access.ApiKeys;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditEntry;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.ConsentEvent;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.access.SubjectRegions;
import io.yiwang.house.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Consent given and withdrawn by those who speak with people, and by programs for them; how it
 * stands for the administrator.
 */
@RestController
@RequestMapping("/api/v1/consents")
class ConsentController {
  private static final String BY_API = "api";

  private final ConsentBook consents;
  private final ConsentPurposes purposes;
  private final People people;
  private final ApiKeys keys;
  private final AuditTrail audit;
  private final SubjectRegions regions;

  ConsentController(
      ConsentBook consents,
      ConsentPurposes purposes,
      People people,
      ApiKeys keys,
      AuditTrail audit,
      SubjectRegions regions) {
    this.consents = consents;
    this.purposes = purposes;
    this.people = people;
    this.keys = keys;
    this.audit = audit;
    this.regions = regions;
  }

  /** A purpose with its figures. */
  record PurposeStanding(
      String code,
      String nameZh,
      String nameEn,
      String whatZh,
      String whatEn,
      long given,
      long withdrawn,
      @Nullable Instant changedAt) {}

  @Operation(summary = "The purposes that need consent, and how many have given and withdrawn it")
  @GetMapping
  List<PurposeStanding> purposes() {
    people.current().require(Duty.ADMIN, Duty.AUDITOR);
    Map<String, ConsentBook.Standing> standing =
        consents.standing().stream()
            .collect(Collectors.toMap(ConsentBook.Standing::purpose, Function.identity()));
    return purposes.list().stream()
        .map(
            p -> {
              ConsentBook.Standing s = standing.get(p.code());
              return new PurposeStanding(
                  p.code(),
                  p.zh(),
                  p.en(),
                  p.whatZh(),
                  p.whatEn(),
                  s == null ? 0 : s.given(),
                  s == null ? 0 : s.withdrawn(),
                  s == null ? null : s.changedAt());
            })
        .toList();
  }

  @Operation(summary = "All that a subject has given and withdrawn, oldest first")
  @GetMapping("/{subject}")
  List<ConsentEvent> history(@PathVariable String subject) {
    requireRecorder(subject);
    List<ConsentEvent> history = read(subject);
    if (history.isEmpty()) {
      throw Problem.notFound("consent", subject);
    }
    return history;
  }

  @Operation(
      summary = "Record that a subject gives consent to a purpose",
      description = "Giving it again changes nothing. `channel`: page, visit, paper or api.")
  @PutMapping("/{subject}/{purpose}")
  List<ConsentEvent> give(
      @PathVariable String subject,
      @PathVariable String purpose,
      @RequestParam(defaultValue = BY_API) String channel) {
    requireRecorder(subject);
    consents.give(subject, purpose, known(channel));
    return read(subject);
  }

  @Operation(summary = "Record that a subject withdraws consent; what depends on it stops at once")
  @DeleteMapping("/{subject}/{purpose}")
  List<ConsentEvent> withdraw(
      @PathVariable String subject,
      @PathVariable String purpose,
      @RequestParam(defaultValue = BY_API) String channel) {
    requireRecorder(subject);
    consents.withdraw(subject, purpose, known(channel));
    return read(subject);
  }

  private static String known(String channel) {
    List<String> channels = List.of("page", "visit", "paper", BY_API);
    if (!channels.contains(channel)) {
      throw Problem.badField("channel", channel, "must be one of " + channels + ".", null);
    }
    return channel;
  }

  /** Audited before it is told. */
  private List<ConsentEvent> read(String subject) {
    if (AuditEntry.mayName(subject)) {
      audit.append(audit.entry(AuditAction.VIEW, "consent").about(subject));
    }
    return consents.history(subject);
  }

  /**
   * Whoever writes down what people of their region say; what people themselves click comes from
   * their own page. A subject elsewhere looks like one that is not there.
   */
  private void requireRecorder(String subject) {
    if (keys.findCurrent().filter(c -> c.scopes().contains("admin")).isPresent()) {
      return;
    }
    Person recorder = people.current();
    recorder.require(Duty.ADMIN, Duty.STREET_OFFICER);
    if (!recorder.regionPath().isEmpty()
        && regions.find(subject).filter(recorder::covers).isEmpty()) {
      throw Problem.notFound("consent", subject);
    }
  }
}
