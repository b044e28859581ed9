/** What the log announces about incidents becomes cases: opened, grown, merged, cleared. */
@NullMarked
package io.yiwang.cases.arrivals;

import org.jspecify.annotations.NullMarked;
