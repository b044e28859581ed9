/** What the platform notices about itself and reports like anybody else. */
@NullMarked
package io.yiwang.sensing.alerts;

import org.jspecify.annotations.NullMarked;
