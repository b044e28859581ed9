package io.yiwang.access.policy;

import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.Person;
import io.yiwang.access.policy.PolicyVersion.Kind;
import io.yiwang.access.policy.PolicyVersions.NewText;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Proposes, approves, refuses and withdraws versions of the policy. Author and approver are two
 * people. Each act is one transaction, which commits only when the audit trail has kept it.
 */
@Component
class PolicyChanges {
  static final int LONGEST = 400_000;

  private final PolicyVersions versions;
  private final PolicyDrafts drafts;
  private final PolicyInForce inForce;
  private final PolicyWatch watch;
  private final Holders holders;
  private final AuditTrail audit;
  private final TransactionTemplate transaction;
  private final Clock clock;

  PolicyChanges(
      PolicyVersions versions,
      PolicyDrafts drafts,
      PolicyInForce inForce,
      PolicyWatch watch,
      Holders holders,
      AuditTrail audit,
      TransactionTemplate transaction,
      Clock clock) {
    this.versions = versions;
    this.drafts = drafts;
    this.inForce = inForce;
    this.watch = watch;
    this.holders = holders;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** All that speaks against the text ever being in force; what needs the database too. */
  List<Mistake> mistakes(String yaml) {
    if (yaml.length() > LONGEST) {
      return List.of(
          new Mistake(
              0,
              0,
              Mistake.Kind.TOO_LONG,
              "yaml",
              "The text must have at most " + LONGEST + " letters.",
              null));
    }
    Reading reading = PolicyReader.examine(yaml);
    Policy policy = reading.policy();
    if (policy == null) {
      return reading.mistakes();
    }
    List<Mistake> mistakes =
        new ArrayList<>(PolicySafety.check(reading, PolicyFile.shippedPolicy().classes()));
    if (mistakes.isEmpty() && holders.count(PolicySafety.changers(policy)) < 2) {
      mistakes.add(
          new Mistake(
              0,
              0,
              Mistake.Kind.NOBODY_LEFT,
              "policy",
              "Fewer than two people could change the policy, so nothing could be approved any"
                  + " more.",
              "Maybe give a second person the duty first."));
    }
    return mistakes;
  }

  PolicyVersion propose(Person by, NewText text) {
    if (text.note().isBlank()) {
      throw Problem.badField("note", text.note(), "must say what the change is for.", null);
    }
    return change(
        () -> {
          int base = versions.inForce();
          if (text.yaml().equals(versions.yaml(base))) {
            throw Problem.conflict(
                "policy-unchanged", "This is the policy in force, letter for letter.", null);
          }
          requireSound(text.yaml());
          NewText based =
              new NewText(text.yaml(), text.note().strip(), base, text.takenFrom(), text.from());
          int id = versions.add(based, by.id(), by.name());
          versions.step(id, Kind.PROPOSED, by.id(), by.name(), based.note());
          drafts.discard(by.id());
          said("propose", id);
          return versions.get(id);
        });
  }

  /**
   * @param seen the version in force with which the change was shown to the one who approves
   */
  PolicyVersion approve(Person by, int id, @Nullable Integer seen, String reason) {
    return change(
        () -> {
          PolicyVersion version = requireState(id, VersionState.PROPOSED);
          requireSecond(by, version);
          requireStillBased(version, seen);
          requireSound(versions.yaml(id));
          versions.step(id, Kind.APPROVED, by.id(), by.name(), reason);
          said("approve", id);
          if (version.from() == null || !version.from().isAfter(clock.instant())) {
            versions.step(id, Kind.IN_FORCE, by.id(), by.name(), "");
            said("in-force", id);
          }
          return versions.get(id);
        });
  }

  PolicyVersion refuse(Person by, int id, String reason) {
    if (reason.isBlank()) {
      throw Problem.badField("reason", reason, "must say why.", null);
    }
    return change(
        () -> {
          PolicyVersion version = requireState(id, VersionState.PROPOSED, VersionState.PLANNED);
          requireSecond(by, version);
          versions.step(id, Kind.REFUSED, by.id(), by.name(), reason.strip());
          said("refuse", id);
          return versions.get(id);
        });
  }

  PolicyVersion withdraw(Person by, int id, String reason) {
    return change(
        () -> {
          PolicyVersion version = requireState(id, VersionState.PROPOSED, VersionState.PLANNED);
          if (!Objects.equals(version.authorId(), by.id())) {
            throw Problem.forbidden("Only who proposed a change withdraws it; others refuse it.");
          }
          versions.step(id, Kind.WITHDRAWN, by.id(), by.name(), reason.strip());
          said("withdraw", id);
          return versions.get(id);
        });
  }

  /** The change commits, then this instance decides by it, then the caller is answered. */
  private PolicyVersion change(Supplier<PolicyVersion> work) {
    if (inForce.overridden()) {
      throw Problem.conflict(
          "policy-overridden",
          "The platform decides by a file (yiwang.policy), so no version can be changed.",
          "Maybe the operator can start it without the file again.");
    }
    return SystemDuty.call(
        () -> {
          PolicyVersion changed =
              Objects.requireNonNull(
                  transaction.execute(
                      status -> {
                        versions.lock();
                        return work.get();
                      }));
          watch.look();
          return changed;
        });
  }

  private PolicyVersion requireState(int id, VersionState... states) {
    PolicyVersion version = versions.get(id);
    if (!List.of(states).contains(version.state())) {
      throw Problem.conflict(
              "policy-decided",
              "Version %d is %s already.".formatted(id, version.state()),
              "Maybe somebody else was faster.")
          .with("version", version);
    }
    return version;
  }

  private static void requireSecond(Person by, PolicyVersion version) {
    if (Objects.equals(version.authorId(), by.id())) {
      throw new Problem(
          HttpStatus.FORBIDDEN,
          "second-person",
          "You proposed this change yourself; a second person decides about it.",
          null,
          null,
          "Maybe ask a colleague with the same duty.");
    }
  }

  /** What was shown before approving must be what happens. */
  private void requireStillBased(PolicyVersion version, @Nullable Integer seen) {
    int base = versions.inForce();
    if (!Objects.equals(version.basedOn(), base) || !Objects.equals(seen, base)) {
      throw Problem.conflict(
          "policy-moved",
          "Version %d is in force by now, and this change was made for version %d."
              .formatted(base, version.basedOn()),
          "Maybe propose it again on top of the version in force.");
    }
    versions.waiting().stream()
        .filter(v -> v.state() == VersionState.PLANNED)
        .findFirst()
        .ifPresent(
            planned -> {
              throw Problem.conflict(
                  "policy-planned",
                  "Version %d is to be in force from %s, and no other can come before it."
                      .formatted(planned.id(), planned.from()),
                  "Maybe withdraw or refuse that one first.");
            });
  }

  private void requireSound(String yaml) {
    List<Mistake> mistakes = mistakes(yaml);
    if (!mistakes.isEmpty()) {
      throw unsound(mistakes);
    }
  }

  static Problem unsound(List<Mistake> mistakes) {
    Mistake first = mistakes.getFirst();
    return new Problem(
            HttpStatus.BAD_REQUEST,
            "bad-policy",
            first.message(),
            "yaml",
            first.line() == 0 ? null : "line " + first.line(),
            first.advice())
        .with("mistakes", mistakes);
  }

  private void said(String what, int version) {
    audit.append(
        audit
            .entry(AuditAction.PERMISSION, "policy")
            .forPurpose(what, "")
            .about("policy:" + version));
  }
}
