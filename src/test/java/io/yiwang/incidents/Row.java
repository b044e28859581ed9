package io.yiwang.incidents;

import io.yiwang.kernel.ObservationId;
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
    boolean cleared,
    @Nullable ObservationId clears) {

  static final Comparator<Row> CANONICAL = Comparator.comparingLong(Row::at).thenComparing(Row::id);

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
    s.cleared = cleared;
    s.clears = cleared ? clears : null;
    s.offset = offset;
    s.row = row;
    return s;
  }
}
