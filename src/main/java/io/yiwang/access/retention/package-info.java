/** How long data are kept, and the job that erases or pseudonymises them and proves it. */
@NullMarked
package io.yiwang.access.retention;

import org.jspecify.annotations.NullMarked;
