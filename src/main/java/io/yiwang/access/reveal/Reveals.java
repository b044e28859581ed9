package io.yiwang.access.reveal;

import io.yiwang.access.Action;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditEntry;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.Decision;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Purpose;
import io.yiwang.access.Purposes;
import io.yiwang.access.Reference;
import io.yiwang.access.References;
import io.yiwang.access.Revealable;
import io.yiwang.access.SignedIn;
import io.yiwang.access.Subjects;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one way in which a masked field comes out in the clear. Asking is decided by the policy, the
 * purpose, the piece of work it is tied to and how much was asked for; a grant then holds for
 * minutes in one session at one post. Each look is decided anew and is in the audit trail before
 * anything is opened.
 */
@Component
@EnableConfigurationProperties(RevealSettings.class)
class Reveals {
  private static final Duration LISTED = Duration.ofDays(1);
  private static final int MOST_OBJECTS = 200;

  private final Map<String, Revealable> kinds;
  private final Purposes purposes;
  private final References references;
  private final Subjects subjects;
  private final Decisions decisions;
  private final Grants grants;
  private final AuditTrail audit;
  private final TransactionTemplate transaction;
  private final RevealSettings settings;
  private final Clock clock;

  Reveals(
      List<Revealable> kinds,
      Purposes purposes,
      References references,
      Subjects subjects,
      Decisions decisions,
      Grants grants,
      AuditTrail audit,
      TransactionTemplate transaction,
      RevealSettings settings,
      Clock clock) {
    this.kinds = kinds.stream().collect(Collectors.toMap(Revealable::kind, Function.identity()));
    this.purposes = purposes;
    this.references = references;
    this.subjects = subjects;
    this.decisions = decisions;
    this.grants = grants;
    this.audit = audit;
    this.transaction = transaction;
    this.settings = settings;
    this.clock = clock;
  }

  /** What somebody asks for. */
  record Asked(List<String> objects, List<String> fields, String purpose, String reference) {}

  /** A record in the clear, as far as it was asked for. */
  record Plain(String object, Map<String, String> fields) {}

  /** What a grant shows, and until when. */
  record Values(Grant grant, List<Plain> plain) {}

  Grant.State state(Grant grant) {
    return grant.state(clock.instant(), settings.patience());
  }

  /** Zero unless it is shown now. */
  long secondsLeft(Grant grant) {
    Instant end = grant.endsAt();
    return end == null ? 0 : Math.max(0, clock.instant().until(end, ChronoUnit.SECONDS));
  }

  Grant ask(Asked asked) {
    SignedIn me = SignedIn.current();
    Purposes.KnownPurpose purpose = purposes.get(asked.purpose, Purposes.Use.REVEAL);
    List<String> objects = new ArrayList<>(new LinkedHashSet<>(asked.objects));
    if (objects.isEmpty() || objects.size() > MOST_OBJECTS) {
      throw Problem.badField(
          "objects", objects.size(), "must name 1 to " + MOST_OBJECTS + " records.", null);
    }
    if (objects.stream().map(this::kind).distinct().count() > 1) {
      throw Problem.badField("objects", null, "must be records of one kind.", null);
    }
    List<String> fields = new ArrayList<>(new LinkedHashSet<>(asked.fields));
    objects.forEach(object -> requireAllowed(object, fields, purpose, asked.reference));
    Reference reference = references.get(asked.reference, purpose);
    for (String object : objects) {
      if (!kind(object).concernedBy(id(object), reference)) {
        throw Problem.badField(
            "reference",
            asked.reference,
            "has nothing to do with " + object + ".",
            "Maybe another case or visit is meant.");
      }
    }
    return written(
        () -> {
          Instant now = clock.instant();
          grants.lock(me.person().id());
          Set<String> recent =
              grants.grantedWith(objects, me.person().id(), now.minus(settings.window()));
          boolean bulk = recent.size() > settings.most();
          long id =
              grants.add(
                  me,
                  new Grants.Wanted(objects, fields, purpose.code(), reference.name(), bulk),
                  now,
                  bulk ? null : now.plus(settings.lasts()));
          Grant grant = grants.get(id);
          note(bulk ? "reveal.asked" : "reveal.granted", grant);
          return grant;
        });
  }

  /** Refuses with 404 what the asker may not see at all, with 403 what no duty shows in full. */
  private void requireAllowed(
      String object, List<String> fields, Purposes.KnownPurpose purpose, String reference) {
    Revealable kind = kind(object);
    if (fields.isEmpty() || !kind.fields().containsAll(fields)) {
      throw Problem.badField(
          "fields",
          fields,
          "must be some of " + kind.fields().stream().sorted().toList() + ".",
          null);
    }
    Decision decision = decision(kind.get(id(object)), purpose.code(), reference);
    if (!decision.allowed() || fields.stream().anyMatch(f -> !decision.field(f).plain())) {
      throw Problem.forbidden("Your duties do not let you see these fields in full.");
    }
  }

  private Decision decision(Item item, String purpose, String reference) {
    return decisions.decide(
        subjects.current(),
        new Purpose(purpose, reference.isBlank() ? "none" : reference),
        Action.UNMASK,
        item);
  }

  /** Shows what was granted; the first look at an approved one begins its minutes. */
  Values values(long id) {
    SignedIn me = SignedIn.current();
    Grant grant = grants.get(id);
    Grant.State state = state(grant);
    if (!grant.asker().is(me.person(), me.session())
        || (state != Grant.State.LIVE && state != Grant.State.APPROVED)) {
      throw new Problem(
          HttpStatus.GONE,
          "reveal-over",
          "Reveal " + id + " shows nothing any more, or not yet.",
          null,
          null,
          "Maybe ask again.");
    }
    grant
        .objects()
        .forEach(
            object ->
                requireAllowed(
                    object,
                    grant.fields(),
                    purposes.get(grant.purpose(), Purposes.Use.REVEAL),
                    grant.reference()));
    audit.append(looked(grant));
    if (grant.begunAt() == null) {
      written(
          () -> {
            Instant now = clock.instant();
            grants.begin(id, now, now.plus(settings.lasts()));
            return id;
          });
    }
    Set<String> fields = Set.copyOf(grant.fields());
    return new Values(
        grants.get(id),
        grant.objects().stream()
            .map(object -> new Plain(object, kind(object).plain(id(object), fields)))
            .toList());
  }

  private AuditEntry looked(Grant grant) {
    List<String> objects = new ArrayList<>(grant.objects());
    objects.add(grant.name());
    Revealable kind = kind(grant.objects().getFirst());
    String place = kind.get(id(grant.objects().getFirst())).regionPath();
    return audit
        .entry(AuditAction.REVEAL, kind.dataClass() + ".identity")
        .about(objects)
        .in(grant.objects().size() == 1 && place != null ? place : "")
        .forPurpose(grant.purpose(), grant.reference())
        .counting(grant.objects().size());
  }

  /** Ends it before its time. */
  Grant end(long id) {
    SignedIn me = SignedIn.current();
    Grant grant = grants.get(id);
    if (grant.asker().personId() != me.person().id()) {
      throw Problem.notFound("reveal", id);
    }
    return written(
        () -> {
          grants.end(id, clock.instant());
          note("reveal.ended", grant);
          return grants.get(id);
        });
  }

  /** A second person of the asker's region, or of one above it, agrees or does not. */
  Grant decide(long id, boolean approved, @Nullable String reason) {
    SignedIn me = SignedIn.current();
    Grant grant = grants.get(id);
    if (!mayDecide(grant, me)) {
      throw Problem.forbidden("This is for a second person at the asker's region or above it.");
    }
    if (!approved && (reason == null || reason.isBlank())) {
      throw Problem.badField("reason", reason, "must say why not.", null);
    }
    return written(
        () -> {
          if (state(grant) != Grant.State.WAITING
              || !grants.decide(id, me.person(), clock.instant(), approved, reason)) {
            throw Problem.conflict(
                "already-decided", "Reveal " + id + " is " + state(grants.get(id)) + ".", null);
          }
          note(approved ? "reveal.approved" : "reveal.refused", grant);
          return grants.get(id);
        });
  }

  private boolean mayDecide(Grant grant, SignedIn me) {
    return grant.asker().personId() != me.person().id()
        && decisions.decide(subjects.current(), null, Action.CHANGE, grant.item()).allowed();
  }

  List<Grant> waiting() {
    SignedIn me = SignedIn.current();
    return grants.undecided(clock.instant().minus(settings.patience())).stream()
        .filter(grant -> mayDecide(grant, me))
        .toList();
  }

  /** One's own of this session and post, those of today. */
  List<Grant> mine() {
    SignedIn me = SignedIn.current();
    return grants.of(me.person().id(), clock.instant().minus(LISTED)).stream()
        .filter(grant -> grant.asker().is(me.person(), me.session()))
        .toList();
  }

  private void note(String dataClass, Grant grant) {
    audit.append(
        audit
            .entry(AuditAction.PERMISSION, dataClass)
            .about(grant.name())
            .in(grant.asker().regionPath())
            .forPurpose(grant.purpose(), grant.reference())
            .counting(grant.objects().size()));
  }

  /** As the platform, in a transaction that commits only when the trail has kept it. */
  private <T> T written(Supplier<T> work) {
    return SystemDuty.call(() -> Objects.requireNonNull(transaction.execute(status -> work.get())));
  }

  private Revealable kind(String object) {
    Revealable kind = kinds.get(object.substring(0, Math.max(0, object.indexOf(':'))));
    if (kind == null || !AuditEntry.mayName(object)) {
      throw Problem.badField(
          "objects",
          null,
          "must be kind:id of one of " + kinds.keySet().stream().sorted().toList() + ".",
          "Maybe person:17.");
    }
    return kind;
  }

  private static String id(String object) {
    return object.substring(object.indexOf(':') + 1);
  }
}
