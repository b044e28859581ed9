/**
 * The simulated people of the demonstration city; they know it only through its public HTTP API.
 */
@NullMarked
package io.yiwang.demo.life;

import org.jspecify.annotations.NullMarked;
