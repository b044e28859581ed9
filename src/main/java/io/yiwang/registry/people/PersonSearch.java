package io.yiwang.registry.people;

import io.yiwang.access.AuditAction;
import io.yiwang.house.Problem;
import io.yiwang.kernel.CitizenNumber;
import io.yiwang.kernel.MobileNumber;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Finds persons by exact number or phone, or by name inside the scope. */
@Component
class PersonSearch {
  private static final int MOST = 100;
  private static final int DEEPEST = 10_000;

  private final Persons persons;
  private final Sightings sightings;
  private final Readers readers;

  PersonSearch(Persons persons, Sightings sightings, Readers readers) {
    this.readers = readers;
    this.persons = persons;
    this.sightings = sightings;
  }

  /** Exactly one of number, phone and name; the answer is what has been asked for and no more. */
  record Wanted(
      @Nullable String number,
      @Nullable String phone,
      @Nullable String name,
      boolean begins,
      int page,
      int size) {}

  /**
   * Counting them all would cost more than finding some, so a page only knows whether it is the
   * last.
   */
  record Found(List<PersonView> items, int page, int size, boolean more) {}

  Found find(Scope scope, Wanted wanted) {
    int size = wanted.size == 0 ? 20 : wanted.size;
    if (size < 1 || size > MOST || wanted.page < 0 || (long) wanted.page * size > DEEPEST) {
      throw Problem.badField(
          "size",
          wanted.size,
          "must be 1 to " + MOST + " and page not negative nor beyond " + DEEPEST + " persons.",
          "Maybe a longer name or a smaller region finds them sooner.");
    }
    List<PersonView> found = find(scope, wanted, (long) wanted.page * size, size + 1);
    boolean more = found.size() > size;
    List<PersonView> items = more ? found.subList(0, size) : found;
    sightings.shown(AuditAction.SEARCH, items, scope.region());
    return new Found(items, wanted.page, size, more);
  }

  private List<PersonView> find(Scope scope, Wanted wanted, long offset, int limit) {
    if (filled(wanted.number)) {
      return offset > 0
          ? List.of()
          : persons.withNumber(scope, read("number", wanted.number, CitizenNumber::parse));
    }
    if (filled(wanted.phone)) {
      return offset > 0
          ? List.of()
          : persons.withPhone(scope, read("phone", wanted.phone, MobileNumber::parse), limit);
    }
    String name = wanted.name == null ? "" : wanted.name.strip();
    if (name.codePointCount(0, name.length()) < 2) {
      throw Problem.badField(
          "name", null, "must have at least two characters.", "Maybe search by number or phone.");
    }
    if (wanted.begins && !readers.mayAskBy(Readers.PERSON, "name")) {
      throw Problem.forbidden(
          "Names are masked for you, so they are found whole and not by how they begin.");
    }
    return persons.named(scope, name, !wanted.begins, offset, limit);
  }

  private static boolean filled(@Nullable String text) {
    return text != null && !text.isBlank();
  }

  /** The value is not repeated in the answer: it is an identifier. */
  private static <T> T read(String field, @Nullable String text, Function<String, T> parse) {
    try {
      return parse.apply(text == null ? "" : text);
    } catch (IllegalArgumentException e) {
      throw new Problem(
          HttpStatus.BAD_REQUEST, "bad-field", String.valueOf(e.getMessage()), field, null, null);
    }
  }
}
