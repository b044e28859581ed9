/**
 * The form through which residents and workers report, what they are told afterwards, and their
 * photos.
 */
@NullMarked
package io.yiwang.sensing.reports;

import org.jspecify.annotations.NullMarked;
