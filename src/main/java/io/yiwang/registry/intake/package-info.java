/** Files of people, houses and enterprises, read row by row. */
@NullMarked
package io.yiwang.registry.intake;

import org.jspecify.annotations.NullMarked;
