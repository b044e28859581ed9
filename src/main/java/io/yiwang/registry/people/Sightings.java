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

  /** Persons of whom some field was shown, with no more about them. */
  public void seen(Collection<Long> ids, String regionPath) {
    if (!ids.isEmpty()) {
      append(AuditAction.VIEW, ids, regionPath);
    }
  }

  /** One entry for one answer, before it leaves. */
  public void shown(AuditAction action, Collection<PersonView> persons, String regionPath) {
    if (!persons.isEmpty() || action == AuditAction.SEARCH) {
      append(action, persons.stream().map(PersonView::id).toList(), regionPath);
    }
  }

  private void append(AuditAction action, Collection<Long> ids, String regionPath) {
    List<String> objects = ids.stream().distinct().map(id -> "person:" + id).toList();
    audit.append(audit.entry(action, "person.identity").about(objects).in(regionPath));
  }
}
