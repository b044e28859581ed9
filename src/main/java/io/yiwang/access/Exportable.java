package io.yiwang.access;

import java.util.List;
import java.util.Map;

/**
 * A kind of list that can be taken away as a file. A module brings in its own; who may, who has to
 * agree, marking and counting is the work of {@code access.exports}. What is masked for whoever
 * asks stays masked in the file.
 */
public interface Exportable {
  /** Such as {@code cases}. */
  String name();

  /** A class of the policy. */
  String dataClass();

  /**
   * How many rows the filter finds for whoever asks now.
   *
   * @throws io.yiwang.house.Problem when the filter is wrong or reaches beyond what they may see
   */
  long count(Map<String, String> filter);

  /** The records of people in the file, as {@code kind:id}; none when it is about nobody. */
  default List<String> people(Map<String, String> filter) {
    return List.of();
  }

  /** Writes header and rows. */
  void write(Map<String, String> filter, Sheet sheet);
}
