package io.yiwang.access.reveal;

import io.yiwang.access.Item;
import io.yiwang.access.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody was allowed, or asks, to see masked fields of some records in full. */
record Grant(
    long id,
    Asker asker,
    List<String> objects,
    List<String> fields,
    String purpose,
    String reference,
    boolean bulk,
    Instant askedAt,
    @Nullable Verdict verdict,
    @Nullable Instant begunAt,
    @Nullable Instant endsAt) {
  static final String CLASS = "reveal";

  Grant {
    objects = List.copyOf(objects);
    fields = List.copyOf(fields);
  }

  /** Who asks, in which session and at which post. */
  record Asker(
      long personId,
      String login,
      String name,
      long session,
      String unitCode,
      String regionCode,
      String regionPath) {

    boolean is(Person person, long inSession) {
      return personId == person.id()
          && session == inSession
          && unitCode.equals(person.unitCode())
          && regionCode.equals(person.regionCode());
    }
  }

  /** What a second person said. */
  record Verdict(boolean approved, String by, Instant at, @Nullable String reason) {}

  /** How far it has come. */
  enum State {
    /** For a second person. */
    WAITING,
    REFUSED,
    /** A second person has agreed; the first look begins it. */
    APPROVED,
    LIVE,
    ENDED,
    /** Nobody decided, or looked, in time. */
    LAPSED
  }

  State state(Instant now, Duration patience) {
    if (begunAt != null && endsAt != null) {
      return endsAt.isAfter(now) ? State.LIVE : State.ENDED;
    }
    Instant since = verdict == null ? askedAt : verdict.at();
    if (verdict != null && !verdict.approved()) {
      return State.REFUSED;
    }
    if (since.plus(patience).isBefore(now)) {
      return State.LAPSED;
    }
    return verdict == null ? State.WAITING : State.APPROVED;
  }

  /** As the policy decides who may approve it. */
  Item item() {
    return new Item(CLASS, asker.regionPath, null, asker.personId);
  }

  String name() {
    return CLASS + ":" + id;
  }
}
