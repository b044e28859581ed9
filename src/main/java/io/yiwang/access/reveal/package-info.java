/** Seeing masked fields in full: for a purpose and a piece of work, for minutes, audited. */
@NullMarked
package io.yiwang.access.reveal;

import org.jspecify.annotations.NullMarked;
