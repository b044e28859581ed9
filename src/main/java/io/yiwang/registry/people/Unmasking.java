package io.yiwang.registry.people;

import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.Decision;
import io.yiwang.access.Purpose;
import io.yiwang.house.Problem;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The one way in which a masked field comes out in the clear: for a purpose and a case, audited.
 */
@Component
class Unmasking {
  private static final Pattern REFERENCE = Pattern.compile("(case|application|visit):\\d{1,10}");
  private static final Pattern PURPOSE = Pattern.compile("[a-z][a-z-]{1,40}");

  private final Readers readers;
  private final Persons persons;
  private final AuditTrail audit;

  Unmasking(Readers readers, Persons persons, AuditTrail audit) {
    this.readers = readers;
    this.persons = persons;
    this.audit = audit;
  }

  /** What can be asked for. */
  enum Field {
    NAME("name"),
    BIRTH("birth"),
    NUMBER("citizenNumber"),
    PHONE("phone");

    private final String policyName;

    Field(String policyName) {
      this.policyName = policyName;
    }
  }

  /** The fields asked for; all others are null. */
  record Unmasked(
      long id,
      @Nullable String name,
      @Nullable LocalDate birth,
      @Nullable String number,
      @Nullable String phone) {}

  /**
   * @param purpose code of a purpose, for example {@code handle-case}
   * @param reference what the purpose is tied to, for example {@code case:123}
   */
  Unmasked unmask(Scope scope, long id, List<Field> fields, String purpose, String reference) {
    if (fields.isEmpty()) {
      throw Problem.badField("fields", fields, "must name at least one field.", null);
    }
    if (!PURPOSE.matcher(purpose).matches()) {
      throw Problem.badField(
          "purpose", purpose, "must be the code of a purpose.", "Maybe handle-case or visit.");
    }
    if (!REFERENCE.matcher(reference).matches()) {
      throw Problem.badField(
          "reference",
          reference,
          "must name a case, application or visit.",
          "Maybe write case:123.");
    }
    String path = persons.get(scope, id).regionPath();
    Set<Field> asked = EnumSet.copyOf(fields);
    Decision decision = readers.unmasked(Readers.PERSON, path, new Purpose(purpose, reference));
    if (asked.stream().anyMatch(field -> !decision.field(field.policyName).plain())) {
      throw Problem.forbidden("Your duties do not let you see these fields in full.");
    }
    audit.append(
        audit
            .entry(AuditAction.REVEAL, "person.identity")
            .about("person:" + id)
            .in(path)
            .forPurpose(purpose, reference)
            .counting(asked.size()));
    Persons.Plain plain = persons.plain(scope, id);
    return new Unmasked(
        id,
        asked.contains(Field.NAME) ? plain.name() : null,
        asked.contains(Field.BIRTH) ? plain.birth() : null,
        asked.contains(Field.NUMBER) && plain.number() != null ? plain.number().text() : null,
        asked.contains(Field.PHONE) && plain.phone() != null ? plain.phone().text() : null);
  }
}
