package io.yiwang.sensing.readings;

import io.yiwang.sensing.RowProblem;
import java.util.List;

/** What a message holds: readings that can be true, and what could not be taken. */
record Message(List<Reading> readings, List<RowProblem> problems) {
  Message {
    readings = List.copyOf(readings);
    problems = List.copyOf(problems);
  }

  static Message refused(String type, String detail, String advice) {
    return new Message(List.of(), List.of(new RowProblem(type, detail, null, null, advice)));
  }
}
