package io.yiwang.cases.arrivals;

import io.yiwang.house.LogConsumer;
import io.yiwang.house.LogRecord;
import io.yiwang.incidents.IncidentChange;
import io.yiwang.incidents.IncidentChange.Member;
import io.yiwang.kernel.ObservationId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads announcements of incidents in batches; of several about one incident only the last snapshot
 * counts.
 */
@Component
class IncidentInbox implements LogConsumer {
  private final JsonMapper json;
  private final Arrivals arrivals;

  IncidentInbox(JsonMapper json, Arrivals arrivals) {
    this.json = json;
    this.arrivals = arrivals;
  }

  @Override
  public String name() {
    return "cases";
  }

  @Override
  public String topic() {
    return "incidents";
  }

  @Override
  public void accept(List<LogRecord> records) {
    Map<ObservationId, IncidentChange> latest = new LinkedHashMap<>();
    for (LogRecord record : records) {
      if (record.value().length > 0) {
        IncidentChange change = json.readValue(record.value(), IncidentChange.class);
        latest.merge(change.incident(), change, IncidentInbox::later);
      }
    }
    arrivals.take(List.copyOf(latest.values()));
  }

  private static IncidentChange later(IncidentChange first, IncidentChange second) {
    Set<ObservationId> absorbed = new LinkedHashSet<>(first.absorbed());
    absorbed.addAll(second.absorbed());
    List<Member> added = new ArrayList<>(first.added());
    added.addAll(second.added());
    return new IncidentChange(
        second.incident(),
        second.anchor(),
        second.family(),
        second.reports(),
        second.evidence(),
        second.firstSeen(),
        second.lastSeen(),
        second.clearedAt(),
        second.mergedInto(),
        List.copyOf(absorbed),
        added);
  }
}
