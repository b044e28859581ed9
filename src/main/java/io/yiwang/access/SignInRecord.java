package io.yiwang.access;

import org.springframework.stereotype.Component;

/**
 * Signing in and out as the audit trail keeps it; what somebody typed as a name is not kept, it may
 * have been their password.
 */
@Component
class SignInRecord {
  private final AuditTrail audit;
  private final People people;

  SignInRecord(AuditTrail audit, People people) {
    this.audit = audit;
    this.people = people;
  }

  void signedIn(Person person) {
    audit.append(entry(AuditAction.SIGN_IN, person));
  }

  /** Names the account when there is one, and nobody otherwise. */
  void failed(String login) {
    audit.append(
        people
            .findByLogin(login)
            .map(person -> entry(AuditAction.SIGN_IN_FAILED, person))
            .orElseGet(() -> audit.entry(AuditAction.SIGN_IN_FAILED, "account"))
            .ending(AuditOutcome.DENIED));
  }

  /** Before the session ends; nothing when nobody is signed in. */
  void signingOut() {
    people.findCurrent().ifPresent(p -> audit.append(entry(AuditAction.SIGN_OUT, p)));
  }

  private AuditEntry entry(AuditAction action, Person person) {
    return audit.entry(action, "account").by(Actor.of(person)).about("account:" + person.id());
  }
}
