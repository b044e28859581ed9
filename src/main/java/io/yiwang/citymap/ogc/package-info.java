/**
 * The map over the GIS world's own protocols: OGC API Features (Parts 1, 2 and 3) and OGC API
 * Tiles, for programs and, as HTML, for people. Reads as whoever asks.
 */
@NullMarked
package io.yiwang.citymap.ogc;

import org.jspecify.annotations.NullMarked;
