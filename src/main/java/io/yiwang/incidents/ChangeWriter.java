package io.yiwang.incidents;

import static io.yiwang.incidents.RowStore.NONE;

import io.yiwang.kernel.ObservationId;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;

/** Writes {@link IncidentChange}s as JSON straight from the index, with nothing in between. */
final class ChangeWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private final IncidentIndex index;
  private final int partition;

  ChangeWriter(Partition partition) {
    this.index = partition.index();
    this.partition = partition.number();
  }

  /** An incident as it is. */
  byte[] present(int incident, String anchorText, int[] added) {
    int anchor = index.incidents.get(incident, IncidentStore.ANCHOR);
    ByteArrayOutputStream out = new ByteArrayOutputStream(512 + anchorText.length() * 2);
    try (JsonGenerator g = JSON.createGenerator(out)) {
      start(g, anchor, anchorText);
      g.writeNumberProperty("reports", index.reports(incident));
      g.writeNumberProperty("evidence", Weight.of(index.evidence.of(incident)));
      instant(g, "firstSeen", index.rows.at(anchor));
      instant(g, "lastSeen", index.lastAt(incident));
      long cleared = index.clearedAt(incident);
      if (cleared != Summary.NEVER) {
        instant(g, "clearedAt", cleared);
      }
      absorbed(g, incident);
      g.writeArrayPropertyStart("added");
      for (int m : added) {
        member(g, m);
      }
      g.writeEndArray();
      g.writeEndObject();
    }
    return out.toByteArray();
  }

  /** A former incident whose anchor has become a member of another. */
  byte[] merged(int r, String anchorText) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512 + anchorText.length() * 2);
    try (JsonGenerator g = JSON.createGenerator(out)) {
      start(g, r, anchorText);
      g.writeNumberProperty("reports", 0);
      g.writeNumberProperty("evidence", 0);
      instant(g, "firstSeen", index.rows.at(r));
      instant(g, "lastSeen", index.rows.at(r));
      ObservationId into = index.incidentOf(r);
      g.writeStringProperty("mergedInto", String.valueOf(into));
      g.writeArrayPropertyStart("absorbed");
      g.writeEndArray();
      g.writeArrayPropertyStart("added");
      g.writeEndArray();
      g.writeEndObject();
    }
    return out.toByteArray();
  }

  private void start(JsonGenerator g, int anchor, String anchorText) {
    g.writeStartObject();
    g.writeStringProperty("incident", index.rows.id(anchor).toString());
    g.writeName("anchor");
    g.writeRawValue(anchorText);
    g.writeStringProperty("family", index.rules.rule(index.rows.classNumber(anchor)).family());
  }

  private void absorbed(JsonGenerator g, int incident) {
    g.writeArrayPropertyStart("absorbed");
    if (index.incidents.get(incident, IncidentStore.ABSORBED) > 0) {
      for (int m = index.incidents.get(incident, IncidentStore.TAIL);
          m != NONE;
          m = index.rows.previous(m)) {
        if (index.rows.is(m, RowStore.OPENED) && !index.rows.is(m, RowStore.ANCHOR)) {
          g.writeString(index.rows.id(m).toString());
        }
      }
    }
    g.writeEndArray();
  }

  private void member(JsonGenerator g, int m) {
    g.writeStartObject();
    g.writeStringProperty("id", index.rows.id(m).toString());
    g.writeNumberProperty("partition", partition);
    g.writeNumberProperty("offset", index.rows.offset(m));
    g.writeNumberProperty("row", index.rows.rowInPacket(m));
    g.writeEndObject();
  }

  private static void instant(JsonGenerator g, String name, long millis) {
    g.writeStringProperty(name, Instant.ofEpochMilli(millis).toString());
  }
}
