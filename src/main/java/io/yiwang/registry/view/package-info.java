/** What the neighbourhood sees of its houses, and its visits. */
@NullMarked
package io.yiwang.registry.view;

import org.jspecify.annotations.NullMarked;
