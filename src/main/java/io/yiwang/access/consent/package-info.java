/** What people have agreed to, asked of the primary at every use. */
@NullMarked
package io.yiwang.access.consent;

import org.jspecify.annotations.NullMarked;
