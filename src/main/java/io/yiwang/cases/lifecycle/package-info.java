/**
 * The life of a case as pure rules: states, clocks, moves. No Spring, no SQL, no clock of its own.
 */
@NullMarked
package io.yiwang.cases.lifecycle;

import org.jspecify.annotations.NullMarked;
