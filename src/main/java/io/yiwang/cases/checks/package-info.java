/**
 * Closing by the eye that saw it: what reported a matter looks again after the mending, and the
 * case closes, goes back to the worker or goes to a person by what was seen.
 */
@NullMarked
package io.yiwang.cases.checks;

import org.jspecify.annotations.NullMarked;
