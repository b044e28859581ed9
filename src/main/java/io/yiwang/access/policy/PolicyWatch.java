package io.yiwang.access.policy;

import io.yiwang.access.Actor;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.policy.PolicyVersion.Kind;
import io.yiwang.access.policy.PolicyVersions.NewText;
import io.yiwang.house.Live;
import io.yiwang.house.Phases;
import io.yiwang.house.SystemDuty;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps this instance deciding by the version in force, whoever brought it there: on this instance
 * at once, on others within a second. Makes the shipped policy the first version, and brings a
 * planned version into force when its day has come.
 */
@Component
class PolicyWatch implements SmartLifecycle {
  private static final String PLATFORM = "policy";
  private static final Logger log = LoggerFactory.getLogger(PolicyWatch.class);

  private final PolicyInForce inForce;
  private final PolicyVersions versions;
  private final AuditTrail audit;
  private final Live live;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private volatile int known;
  private volatile boolean running;

  PolicyWatch(
      PolicyInForce inForce,
      PolicyVersions versions,
      AuditTrail audit,
      Live live,
      TransactionTemplate transaction,
      Clock clock) {
    this.inForce = inForce;
    this.versions = versions;
    this.audit = audit;
    this.live = live;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public void start() {
    SystemDuty.run(
        () -> {
          transaction.executeWithoutResult(status -> takeUpShipped());
          if (inForce.overridden()) {
            log.warn("A file goes before all versions of the policy (yiwang.policy)");
            said("override", versions.inForce());
          } else {
            look();
          }
        });
    running = true;
  }

  private void takeUpShipped() {
    versions.lock();
    if (versions.findInForce().isEmpty()) {
      NewText shipped =
          new NewText(PolicyFile.text(PolicyFile.SHIPPED), "随程序发布 · shipped", null, null, null);
      int first = versions.add(shipped, null, "Yiwang");
      versions.step(first, Kind.PROPOSED, null, "Yiwang", "");
      versions.step(first, Kind.IN_FORCE, null, "Yiwang", "");
      said("in-force", first);
    }
  }

  @Scheduled(fixedDelayString = "PT1S")
  void watch() {
    if (!running || inForce.overridden()) {
      return;
    }
    try {
      SystemDuty.run(
          () -> {
            transaction.executeWithoutResult(status -> bringIntoForce());
            look();
          });
    } catch (DataAccessException | TransactionException e) {
      log.warn("The policy stays as it is, the database does not answer: {}", e.toString());
    }
  }

  private void bringIntoForce() {
    for (PolicyVersion planned : versions.waiting()) {
      if (planned.state() == VersionState.PLANNED && due(planned)) {
        versions.lock();
        if (versions.get(planned.id()).state() == VersionState.PLANNED) {
          versions.step(planned.id(), Kind.IN_FORCE, null, "Yiwang", "");
          said("in-force", planned.id());
        }
      }
    }
  }

  private boolean due(PolicyVersion planned) {
    return planned.from() == null || !planned.from().isAfter(clock.instant());
  }

  private void said(String what, int version) {
    audit.append(
        audit
            .entry(AuditAction.PERMISSION, "policy")
            .by(Actor.system(PLATFORM))
            .forPurpose(what, "")
            .about("policy:" + version));
  }

  /** Takes up the version in force, and tells every open screen to look again. */
  synchronized void look() {
    int present = versions.inForce();
    if (present == known) {
      return;
    }
    Reading reading = PolicyReader.examine(versions.yaml(present));
    if (reading.policy() == null) {
      throw new IllegalStateException(
          "Version %d of the policy cannot be read: %s Maybe this program is older than the version; start it with yiwang.policy=FILE."
              .formatted(present, reading.mistakes()));
    }
    inForce.replace(reading.policy());
    boolean first = known == 0;
    known = present;
    log.info("Version {} of the policy is in force", present);
    if (!first) {
      live.push(PolicyNews.EVENT, Map.of("version", present));
    }
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before anybody can ask for a decision. */
  @Override
  public int getPhase() {
    return Phases.BROKER - 1;
  }
}
