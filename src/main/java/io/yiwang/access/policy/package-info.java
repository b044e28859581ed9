/** The policy: read from a readable file, compiled, and turned into what the database shows. */
@NullMarked
package io.yiwang.access.policy;

import org.jspecify.annotations.NullMarked;
