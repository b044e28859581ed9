package io.yiwang.citymap.ogc;

import io.yiwang.citymap.cql.CqlDecision;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** A feature of a collection; its properties are worked out when they are asked for. */
interface Feature extends CqlDecision.Row {
  /** The property under which filters know the shape. */
  String GEOMETRY = "geometry";

  String id();

  /** In longitude and latitude. */
  Geometry shape();

  /** A property that is not hidden from whoever asks, or the shape. */
  @Override
  @Nullable Object value(String property);
}
