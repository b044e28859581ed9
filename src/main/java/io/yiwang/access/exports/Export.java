package io.yiwang.access.exports;

import io.yiwang.access.Item;
import io.yiwang.access.Person;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asks to take a list away, or may.
 *
 * @param until until when it may be approved, then until when it may be downloaded
 */
record Export(
    long id,
    Asker asker,
    Wanted wanted,
    long rows,
    boolean needsApproval,
    Instant askedAt,
    @Nullable Verdict verdict,
    @Nullable Instant withdrawnAt,
    int downloads,
    int mostDownloads,
    Instant until) {
  static final String CLASS = "export";

  /** Who asks, and at which post. */
  record Asker(
      long personId,
      String login,
      String name,
      String unitCode,
      String regionCode,
      String regionPath) {

    boolean is(Person person) {
      return personId == person.id()
          && unitCode.equals(person.unitCode())
          && regionCode.equals(person.regionCode());
    }
  }

  /** What is asked for and why. */
  record Wanted(
      String what, Map<String, String> filter, String lang, String purpose, String reference) {
    Wanted {
      filter = Map.copyOf(filter);
    }
  }

  /** What a second person said. */
  record Verdict(boolean approved, String by, Instant at, @Nullable String reason) {}

  /** How far it has come. */
  enum State {
    /** For a second person. */
    WAITING,
    REFUSED,
    READY,
    /** Downloaded as often as it may be. */
    USED_UP,
    EXPIRED,
    WITHDRAWN
  }

  State state(Instant now) {
    if (withdrawnAt != null) {
      return State.WITHDRAWN;
    }
    if (verdict != null && !verdict.approved()) {
      return State.REFUSED;
    }
    if (downloads >= mostDownloads) {
      return State.USED_UP;
    }
    if (!until.isAfter(now)) {
      return State.EXPIRED;
    }
    return needsApproval && verdict == null ? State.WAITING : State.READY;
  }

  /** As the policy decides who may approve it. */
  Item item() {
    return new Item(CLASS, asker.regionPath, null, asker.personId);
  }

  String name() {
    return CLASS + ":" + id;
  }
}
