package io.yiwang.cases.lifecycle;

import io.yiwang.cases.CaseAction;
import io.yiwang.cases.CaseActor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to do with a case. What an action needs is checked by {@link Lifecycle}.
 *
 * @param approves whether this person may grant extensions and suspensions; a wish of anybody else
 *     waits for one who may
 * @param unitCode the unit to send to
 * @param worker the worker to give to
 * @param until end of a suspension
 * @param into the case to merge into
 * @param witness what looked, when it was no person
 */
public record Command(
    CaseAction action,
    CaseActor by,
    boolean approves,
    @Nullable String reason,
    @Nullable String note,
    List<String> photos,
    @Nullable Condition condition,
    @Nullable String unitCode,
    @Nullable Worker worker,
    @Nullable Instant until,
    @Nullable Long into,
    @Nullable Witness witness) {

  /** Who is to mend it. */
  public record Worker(long id, String name) {}

  /**
   * A camera or sensor that looked again.
   *
   * @param model what decided, a detector or a rule, in its version
   * @param confidence 0 to 1
   * @param undo how long a person may undo the closing
   */
  public record Witness(String model, String version, double confidence, Duration undo) {}

  public Command {
    photos = List.copyOf(photos);
    reason = reason == null || reason.isBlank() ? null : reason.strip();
    note = note == null || note.isBlank() ? null : note.strip();
  }

  public static Command of(CaseAction action, CaseActor by) {
    return new Command(action, by, true, null, null, List.of(), null, null, null, null, null, null);
  }

  public Command because(@Nullable String why) {
    return new Command(
        action, by, approves, why, note, photos, condition, unitCode, worker, until, into, witness);
  }

  public Command with(@Nullable String words, List<String> evidence) {
    return new Command(
        action, by, approves, reason, words, evidence, condition, unitCode, worker, until, into,
        witness);
  }

  public Command under(@Nullable Condition chosen) {
    return new Command(
        action, by, approves, reason, note, photos, chosen, unitCode, worker, until, into, witness);
  }

  public Command to(@Nullable String unit, @Nullable Worker person) {
    return new Command(
        action, by, approves, reason, note, photos, condition, unit, person, until, into, witness);
  }

  public Command until(@Nullable Instant end) {
    return new Command(
        action, by, approves, reason, note, photos, condition, unitCode, worker, end, into,
        witness);
  }

  public Command into(@Nullable Long other) {
    return new Command(
        action, by, approves, reason, note, photos, condition, unitCode, worker, until, other,
        witness);
  }

  public Command approving(boolean may) {
    return new Command(
        action, by, may, reason, note, photos, condition, unitCode, worker, until, into, witness);
  }

  public Command seenBy(Witness looked) {
    return new Command(
        action, by, approves, reason, note, photos, condition, unitCode, worker, until, into,
        looked);
  }

  /** What the history keeps of it beside the reason. */
  Map<String, String> words() {
    Map<String, String> words = new TreeMap<>();
    if (note != null) {
      words.put("note", note);
    }
    if (!photos.isEmpty()) {
      words.put("photos", String.join(",", photos));
    }
    if (witness != null) {
      words.put("model", witness.model());
      words.put("version", witness.version());
      words.put("confidence", Double.toString(witness.confidence()));
    }
    return words;
  }
}
