/** Open311 GeoReport v2, the way other cities' applications report to us and read from us. */
@NullMarked
package io.yiwang.sensing.open311;

import org.jspecify.annotations.NullMarked;
