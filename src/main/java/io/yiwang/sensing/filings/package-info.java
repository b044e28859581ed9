/** What residents and Open311 clients filed, so that they can ask what became of it. */
@NullMarked
package io.yiwang.sensing.filings;

import org.jspecify.annotations.NullMarked;
