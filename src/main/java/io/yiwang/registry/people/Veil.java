package io.yiwang.registry.people;

import io.yiwang.access.Decision;
import io.yiwang.access.Treatment;
import io.yiwang.kernel.Sex;
import io.yiwang.registry.Readers;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows what is known about a person as the policy shows it to whoever asks. */
@Component
public class Veil {
  private final Readers readers;
  private final Identifiers identifiers;
  private final Groups groups;

  Veil(Readers readers, Identifiers identifiers, Groups groups) {
    this.readers = readers;
    this.identifiers = identifiers;
    this.groups = groups;
  }

  /**
   * What is known, identifiers sealed.
   *
   * @param groups bits
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Known(
      long id,
      String name,
      Sex sex,
      @Nullable LocalDate birth,
      byte @Nullable [] number,
      byte @Nullable [] phone,
      int groups,
      Relation relation,
      @Nullable Long doorId,
      @Nullable Long householdId,
      String regionPath) {}

  /** How persons are shown to whoever asks now. */
  public Function<Known, PersonView> now() {
    return as(readers.shown(Readers.PERSON));
  }

  /** How persons leave in a file for whoever asks now. */
  Function<Known, PersonView> leaving() {
    return as(readers.exported(Readers.PERSON));
  }

  private Function<Known, PersonView> as(Function<String, Decision> shown) {
    return known -> view(known, shown.apply(known.regionPath));
  }

  private PersonView view(Known k, Decision shown) {
    boolean household = shown.field("household").plain();
    return new PersonView(
        k.id,
        shown.field("name").apply(k.name),
        shown.field("sex").plain() ? k.sex : Sex.UNKNOWN,
        shown.field("age").plain() ? groups.age(k.birth) : null,
        opened(shown.field("citizenNumber"), Identifiers.NUMBER, k.number),
        opened(shown.field("phone"), Identifiers.PHONE, k.phone),
        shown.field("groups").plain() ? groups.of(k.groups, k.birth) : List.of(),
        household ? k.relation : Relation.UNKNOWN,
        k.doorId,
        household ? k.householdId : null,
        k.regionPath);
  }

  /** What is hidden is not even opened. */
  private @Nullable String opened(Treatment shown, String field, byte @Nullable [] sealed) {
    return shown.kind() == Treatment.Kind.NONE
        ? null
        : shown.apply(identifiers.openText(field, sealed));
  }
}
