/**
 * What is drawn: vector tiles from the pyramid and from the database, the styles of the map with
 * its glyphs and icons.
 */
@NullMarked
package io.yiwang.citymap.tiles;

import org.jspecify.annotations.NullMarked;
