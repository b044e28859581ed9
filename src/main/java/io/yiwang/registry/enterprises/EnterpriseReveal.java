package io.yiwang.registry.enterprises;

import io.yiwang.access.Item;
import io.yiwang.access.Reference;
import io.yiwang.access.Revealable;
import io.yiwang.house.Problem;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Streets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who speaks for an enterprise, in full while a reveal lasts. */
@Component
class EnterpriseReveal implements Revealable {
  private final Readers readers;
  private final Enterprises enterprises;

  EnterpriseReveal(Readers readers, Enterprises enterprises) {
    this.readers = readers;
    this.enterprises = enterprises;
  }

  @Override
  public String kind() {
    return "enterprise";
  }

  @Override
  public String dataClass() {
    return Readers.ENTERPRISE;
  }

  @Override
  public Set<String> fields() {
    return Set.of("contact", "phone");
  }

  @Override
  public Item get(String id) {
    return Item.in(Readers.ENTERPRISE, regionPath(id));
  }

  private String regionPath(String id) {
    return enterprises.regionPath(readers.reading(Readers.ENTERPRISE), number(id));
  }

  /** A case in its street. */
  @Override
  public boolean concernedBy(String id, Reference reference) {
    return reference.kind().equals("case") && Streets.same(regionPath(id), reference.regionPath());
  }

  @Override
  public Map<String, String> plain(String id, Set<String> fields) {
    Enterprises.Contact contact =
        enterprises.contact(readers.reading(Readers.ENTERPRISE), number(id));
    Map<String, String> plain = new HashMap<>();
    if (contact.name() != null && fields.contains("contact")) {
      plain.put("contact", contact.name());
    }
    if (contact.phone() != null && fields.contains("phone")) {
      plain.put("phone", contact.phone());
    }
    return plain;
  }

  private static long number(String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      throw Problem.notFound("enterprise", id);
    }
  }
}
