/**
 * What people outside may know of a matter and say about it: nearby matters, their own report,
 * Open311.
 */
@NullMarked
package io.yiwang.cases.reporters;

import org.jspecify.annotations.NullMarked;
