/**
 * The pipe networks under the city as one graph in memory: tracing, what a burst cuts off and what
 * must be shut, what crosses a dig. Derived from the components of the map, which stay the truth.
 */
@NullMarked
package io.yiwang.citymap.network;

import org.jspecify.annotations.NullMarked;
