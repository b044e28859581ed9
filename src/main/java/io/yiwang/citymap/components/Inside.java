package io.yiwang.citymap.components;

import io.yiwang.citymap.Component;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/** What lies in an area, borders included, whichever way round the earth its degrees count. */
final class Inside {
  private final PreparedGeometry area;
  private final Envelope box;

  Inside(Geometry area) {
    this.area = PreparedGeometryFactory.prepare(area);
    this.box = area.getEnvelopeInternal();
  }

  boolean covers(double lng, double lat) {
    return coversAt(lng, lat)
        || box.getMaxX() > 180 && coversAt(lng + 360, lat)
        || box.getMinX() < -180 && coversAt(lng - 360, lat);
  }

  private boolean coversAt(double lng, double lat) {
    return box.contains(lng, lat)
        && area.covers(area.getGeometry().getFactory().createPoint(new Coordinate(lng, lat)));
  }

  boolean meets(Component c) {
    Geometry shape = c.shape();
    if (shape == null) {
      return covers(c.point().lng(), c.point().lat());
    }
    return area.intersects(Ranges.nearMeridian(shape, box.centre().x));
  }
}
