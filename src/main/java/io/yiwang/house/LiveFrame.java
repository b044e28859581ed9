package io.yiwang.house;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One server-sent event; without a position it is not repeated to those who come back. */
record LiveFrame(@Nullable Long position, String event, String data, JsonNode payload) {
  /** The wire form of the HTML standard's event stream. */
  String text() {
    String id = position == null ? "" : "id: " + position + "\n";
    return id + "event: " + event + "\ndata: " + data + "\n\n";
  }
}
