package io.yiwang.access.identity;

import io.yiwang.access.Actor;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditEntry;
import io.yiwang.access.AuditOutcome;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import org.springframework.stereotype.Component;

/**
 * Signing in and out, and what people change about it, as the audit trail keeps it; what somebody
 * typed as a name is not kept, it may have been their password.
 */
@Component
public class SignInRecord {
  private final AuditTrail audit;
  private final People people;

  SignInRecord(AuditTrail audit, People people) {
    this.audit = audit;
    this.people = people;
  }

  public void signedIn(Person person) {
    audit.append(entry(AuditAction.SIGN_IN, "account", person));
  }

  /** Names the account when there is one, and nobody otherwise. */
  public void failed(String login) {
    audit.append(
        people
            .findByLogin(login)
            .map(person -> entry(AuditAction.SIGN_IN_FAILED, "account", person))
            .orElseGet(() -> audit.entry(AuditAction.SIGN_IN_FAILED, "account"))
            .ending(AuditOutcome.DENIED));
  }

  /** Before the session ends. */
  void signingOut(Person person) {
    audit.append(entry(AuditAction.SIGN_OUT, "account", person));
  }

  /** Somebody has changed how they prove who they are, e.g. their {@code password}. */
  public void changed(Person person, String what) {
    audit.append(entry(AuditAction.PERMISSION, "account." + what, person));
  }

  private AuditEntry entry(AuditAction action, String dataClass, Person person) {
    return audit.entry(action, dataClass).by(Actor.of(person)).about("account:" + person.id());
  }
}
