package io.yiwang.registry.people;

import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells the audit trail which persons somebody was shown, masked. */
@Component
public class Sightings {
  private final AuditTrail audit;

  Sightings(AuditTrail audit) {
    this.audit = audit;
  }

  /** One entry for one answer, before it leaves. */
  public void shown(AuditAction action, Collection<PersonView> persons, String regionPath) {
    if (!persons.isEmpty() || action == AuditAction.SEARCH) {
      List<String> objects = persons.stream().map(p -> "person:" + p.id()).distinct().toList();
      audit.append(audit.entry(action, "person.identity").about(objects).in(regionPath));
    }
  }
}
