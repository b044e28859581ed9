package io.yiwang.access.consent;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.ConsentEvent;
import io.yiwang.access.OwnSubjects;
import io.yiwang.access.People;
import io.yiwang.house.Problem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people agree to on their own page. */
@RestController
@RequestMapping("/api/v1/mine/consents")
@Tag(name = "Mine")
class OwnConsentController {
  private static final String CHANNEL = "page";

  private final ConsentBook consents;
  private final ConsentPurposes purposes;
  private final OwnSubjects own;
  private final People people;

  OwnConsentController(
      ConsentBook consents, ConsentPurposes purposes, OwnSubjects own, People people) {
    this.consents = consents;
    this.purposes = purposes;
    this.own = own;
    this.people = people;
  }

  /**
   * A purpose, and how one's consent to it stands.
   *
   * @param since null when it was never asked about
   */
  record OwnConsent(
      String code,
      String nameZh,
      String nameEn,
      String whatZh,
      String whatEn,
      boolean given,
      @Nullable Instant since) {}

  @Operation(summary = "Purposes that need consent, and one's own consents")
  @GetMapping
  List<OwnConsent> list() {
    return list(subjects());
  }

  private List<OwnConsent> list(List<String> subjects) {
    List<ConsentEvent> history =
        subjects.stream()
            .flatMap(subject -> consents.history(subject).stream())
            .sorted(Comparator.comparing(ConsentEvent::at))
            .toList();
    return purposes.list().stream()
        .map(
            p -> {
              ConsentEvent last =
                  history.stream()
                      .filter(e -> e.purpose().equals(p.code()))
                      .reduce((earlier, later) -> later)
                      .orElse(null);
              boolean given = subjects.stream().anyMatch(s -> consents.holds(s, p.code()));
              return new OwnConsent(
                  p.code(),
                  p.zh(),
                  p.en(),
                  p.whatZh(),
                  p.whatEn(),
                  given,
                  last == null ? null : last.at());
            })
        .toList();
  }

  @Operation(summary = "Give consent to a purpose")
  @PutMapping("/{purpose}")
  List<OwnConsent> give(@PathVariable String purpose) {
    List<String> subjects = subjects();
    consents.give(subjects.getFirst(), purpose, CHANNEL);
    return list(subjects);
  }

  @Operation(summary = "Withdraw consent; what depends on it stops at once")
  @DeleteMapping("/{purpose}")
  List<OwnConsent> withdraw(@PathVariable String purpose) {
    List<String> subjects = subjects();
    subjects.forEach(subject -> consents.withdraw(subject, purpose, CHANNEL));
    return list(subjects);
  }

  private List<String> subjects() {
    long account = people.current().id();
    List<String> subjects = account == 0 ? List.of() : own.of(account);
    if (subjects.isEmpty()) {
      throw Problem.notFound("record of account", account);
    }
    return subjects;
  }
}
