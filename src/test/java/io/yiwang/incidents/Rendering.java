package io.yiwang.incidents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The incidents of an index as lines, in the words of {@link Reference}. */
final class Rendering {
  private Rendering() {}

  static List<String> of(IncidentIndex index) {
    List<String> lines = new ArrayList<>();
    for (int r = 0; r < index.rows.end(); r++) {
      if (index.rows.is(r, RowStore.ANCHOR)) {
        lines.add(line(index, index.rows.incident(r), r));
      }
    }
    Collections.sort(lines);
    return lines;
  }

  static String line(IncidentIndex index, int incident, int anchor) {
    long cleared = index.clearedAt(incident);
    return "%s | %d reports | %.4f | last %d | %s | %s"
        .formatted(
            index.rows.id(anchor),
            index.reports(incident),
            Weight.of(index.evidence.of(incident)),
            index.lastAt(incident),
            cleared == Summary.NEVER ? "open" : "cleared " + cleared,
            Arrays.stream(index.members.list(incident))
                .mapToObj(m -> index.rows.id(m).toString())
                .sorted()
                .toList());
  }
}
