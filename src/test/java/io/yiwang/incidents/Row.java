package io.yiwang.incidents;

import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Sighting;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** An observation as the tests write it, before any codec. */
record Row(
    ObservationId id,
    String code,
    long at,
    int lat,
    int lng,
    int source,
    double weight,
    long component,
    long track,
    Sighting sighting,
    @Nullable ObservationId clears) {

  static final Comparator<Row> CANONICAL = Comparator.comparingLong(Row::at).thenComparing(Row::id);

  Row of(String otherCode) {
    return new Row(id, otherCode, at, lat, lng, source, weight, component, track, sighting, clears);
  }

  Row withSourceOfItsTrack() {
    int its = track == 0 ? source : (int) (track % 4);
    return new Row(id, code, at, lat, lng, its, weight, component, track, sighting, clears);
  }

  boolean cleared() {
    return sighting == Sighting.CLEARED;
  }

  boolean apart() {
    return sighting == Sighting.APART;
  }

  boolean observed() {
    return sighting == Sighting.OBSERVED;
  }

  Sight sight(Rules rules, long offset, int row) {
    Sight s = new Sight();
    s.idHigh = id.value().getMostSignificantBits();
    s.idLow = id.value().getLeastSignificantBits();
    s.at = at;
    s.latE7 = lat;
    s.lngE7 = lng;
    s.source = source;
    s.weight = Weight.micro(weight);
    s.classNumber = rules.number(code);
    s.component = component;
    s.track = track;
    s.cleared = cleared();
    s.apart = apart();
    s.clears = observed() ? null : clears;
    s.offset = offset;
    s.row = row;
    return s;
  }
}
