/**
 * What people outside may know of a matter and say about it: nearby matters, their own report,
 * Open311. They hold no duty, so the platform reads for them and hands out these few fields only.
 */
@NullMarked
package io.yiwang.cases.reporters;

import org.jspecify.annotations.NullMarked;
