package io.yiwang.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One act worth proving later. It names what was seen by id and never repeats it: no name, number,
 * address or search text of the people it is about.
 *
 * @param dataClass what kind of data, e.g. {@code person.contact}; empty when none was touched
 * @param objects ids as {@code kind:id}, e.g. {@code person:17}; at most {@link #MOST_OBJECTS}
 * @param objectRegion region path of what was seen, empty when it has none or several
 * @param purpose code of the purpose it was seen for; empty for everyday work
 * @param reference the case or application the purpose is tied to, as {@code case:123}; may be
 *     empty
 * @param count how many records; may exceed the objects named, in an export
 * @param remote address of the caller
 */
public record AuditEntry(
    Instant at,
    Actor actor,
    AuditAction action,
    String dataClass,
    List<String> objects,
    String objectRegion,
    String purpose,
    String reference,
    long count,
    String remote,
    AuditOutcome outcome) {
  /** More than this are several entries. */
  public static final int MOST_OBJECTS = 1_000;

  private static final int LONGEST_ID = 64;

  /** As long as the shortest of them, a phone number. */
  private static final int PERSONAL_DIGITS = 11;

  private static final Pattern PERSONAL =
      Pattern.compile("(?<!\\d)(\\d{17}[\\dXx]|1[3-9]\\d{9})(?![\\dA-Za-z])");

  public AuditEntry {
    at = at.truncatedTo(ChronoUnit.MICROS);
    objects = List.copyOf(objects);
    if (objects.size() > MOST_OBJECTS) {
      throw new IllegalArgumentException(
          "objects (%d) must be at most %d. Maybe make several entries."
              .formatted(objects.size(), MOST_OBJECTS));
    }
    objects.forEach(object -> requireReference("objects", object));
    if (!reference.isEmpty()) {
      requireReference("reference", reference);
    }
    requireImpersonal("dataClass", dataClass);
    requireImpersonal("purpose", purpose);
  }

  /**
   * Whether something may be named in the trail: {@code kind:id} that is no citizen or phone
   * number.
   */
  public static boolean mayName(String object) {
    return isReference(object) && !isPersonal(object);
  }

  /** {@code [a-z][a-z0-9-]*:[A-Za-z0-9._-]{1,64}}; a page of people asks it for each of them. */
  private static boolean isReference(String value) {
    int colon = value.indexOf(':');
    int idLength = value.length() - colon - 1;
    if (colon < 1 || idLength < 1 || idLength > LONGEST_ID || !isLower(value.charAt(0))) {
      return false;
    }
    for (int i = 1; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean fits = isLower(c) || isDigit(c) || c == '-';
      if (i > colon) {
        fits |= c >= 'A' && c <= 'Z' || c == '.' || c == '_';
      }
      if (!fits && i != colon) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Whether a citizen or phone number stands in it. */
  private static boolean isPersonal(String value) {
    int digits = 0;
    for (int i = 0; i < value.length() && digits < PERSONAL_DIGITS; i++) {
      digits = isDigit(value.charAt(i)) ? digits + 1 : 0;
    }
    return digits == PERSONAL_DIGITS && PERSONAL.matcher(value).find();
  }

  private static void requireReference(String field, String value) {
    if (!isReference(value)) {
      throw new IllegalArgumentException(
          field + " must be kind:id, e.g. person:17. Maybe the kind is missing.");
    }
    requireImpersonal(field, value);
  }

  /** The value is not repeated in the message: it is what must not be written down. */
  private static void requireImpersonal(String field, String value) {
    if (isPersonal(value)) {
      throw new IllegalArgumentException(
          field + " must not hold a citizen or phone number. Maybe use the record's own id.");
    }
  }

  public AuditEntry about(List<String> objects) {
    long most = Math.max(objects.size(), count);
    return with(actor, objects, objectRegion, purpose, reference, most, outcome);
  }

  public AuditEntry about(String object) {
    return about(List.of(object));
  }

  public AuditEntry in(String objectRegion) {
    return with(actor, objects, objectRegion, purpose, reference, count, outcome);
  }

  /**
   * @param reference the case or application, e.g. {@code case:123}; empty when there is none
   */
  public AuditEntry forPurpose(String purpose, String reference) {
    return with(actor, objects, objectRegion, purpose, reference, count, outcome);
  }

  public AuditEntry counting(long count) {
    return with(actor, objects, objectRegion, purpose, reference, count, outcome);
  }

  public AuditEntry ending(AuditOutcome outcome) {
    return with(actor, objects, objectRegion, purpose, reference, count, outcome);
  }

  public AuditEntry by(Actor actor) {
    return with(actor, objects, objectRegion, purpose, reference, count, outcome);
  }

  /** The same act of the same moment and place. */
  private AuditEntry with(
      Actor actor,
      List<String> objects,
      String objectRegion,
      String purpose,
      String reference,
      long count,
      AuditOutcome outcome) {
    return new AuditEntry(
        at,
        actor,
        action,
        dataClass,
        objects,
        objectRegion,
        purpose,
        reference,
        count,
        remote,
        outcome);
  }
}
