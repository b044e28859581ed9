package io.yiwang.incidents;

import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.ObservationPacket;
import io.yiwang.sensing.Sighting;
import org.jspecify.annotations.Nullable;

/**
 * One row on its way into an index: what correlation needs of an observation. Reused row by row,
 * never kept.
 */
final class Sight {
  long idHigh;
  long idLow;
  long at;
  int latE7;
  int lngE7;
  int source;
  int weight;
  int classNumber;
  long component;
  long track;
  boolean cleared;
  boolean apart;
  @Nullable ObservationId clears;
  long offset;
  int row;

  /** Takes over row i of a packet that lies at this offset of the log. */
  void take(ObservationPacket packet, int i, int classNumber, long offset) {
    idHigh = packet.idHigh(i);
    idLow = packet.idLow(i);
    at = packet.observedAtMillis(i);
    latE7 = packet.latE7(i);
    lngE7 = packet.lngE7(i);
    source = packet.sourceHash(i);
    weight = Weight.micro(packet.weight(i));
    this.classNumber = classNumber;
    component = packet.componentHash(i);
    track = packet.trackHash(i);
    Sighting sighting = packet.sighting(i);
    cleared = sighting == Sighting.CLEARED;
    apart = sighting == Sighting.APART;
    clears = cleared || apart ? packet.clears(i) : null;
    this.offset = offset;
    row = i;
  }
}
