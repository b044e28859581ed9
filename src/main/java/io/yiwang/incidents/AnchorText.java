package io.yiwang.incidents;

import io.yiwang.sensing.Observation;
import io.yiwang.sensing.ObservationPacket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole observation of an anchor as JSON: from the packet in hand, from the ledger, or from the
 * log.
 */
final class AnchorText {
  private final Partition partition;
  private final Ledger ledger;
  private final Workshop.Archive log;
  private final JsonMapper json;
  private @Nullable ObservationPacket inHand;
  private long offsetInHand = -1;

  AnchorText(Partition partition, Ledger ledger, Workshop.Archive log, JsonMapper json) {
    this.partition = partition;
    this.ledger = ledger;
    this.log = log;
    this.json = json;
  }

  /** The packet that is being correlated, whose rows need not be fetched. */
  void inHand(@Nullable ObservationPacket packet, long offset) {
    inHand = packet;
    offsetInHand = offset;
  }

  @Nullable String find(int r) {
    RowStore rows = partition.index().rows;
    if (inHand != null && rows.offset(r) == offsetInHand) {
      return text(inHand.observation(rows.rowInPacket(r)));
    }
    byte[] kept = ledger.anchor(rows.idHigh(r), rows.idLow(r));
    if (kept != null) {
      return new String(kept, StandardCharsets.UTF_8);
    }
    return log.find(partition.number(), rows.offset(r), rows.rowInPacket(r))
        .map(this::text)
        .orElse(null);
  }

  void keep(int r, String text) {
    RowStore rows = partition.index().rows;
    ledger.anchor(rows.idHigh(r), rows.idLow(r), text.getBytes(StandardCharsets.UTF_8));
  }

  private String text(Observation observation) {
    return json.writeValueAsString(observation);
  }
}
