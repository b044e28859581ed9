package io.yiwang.access;

import java.util.Map;
import java.util.Set;

/**
 * A kind of record whose masked fields may be asked for in full. A module brings in its own; who
 * may ask, for how long, and that it is audited first is the work of {@code access.reveal}.
 */
public interface Revealable {
  /** As in {@code person:17}. */
  String kind();

  /** A class of the policy. */
  String dataClass();

  /** What can be asked for, by the policy's names. */
  Set<String> fields();

  /**
   * The record as the policy decides about it.
   *
   * @throws io.yiwang.house.Problem 404 when whoever asks may not see it even masked
   */
  Item get(String id);

  /** Whether that piece of work has to do with the record, as far as this can be known. */
  boolean concernedBy(String id, Reference reference);

  /** The fields in the clear, those without a value left out; called once it has been audited. */
  Map<String, String> plain(String id, Set<String> fields);
}
