/** The residents, houses and enterprises of the demonstration city, made up from a seed. */
@NullMarked
package io.yiwang.demo.people;

import org.jspecify.annotations.NullMarked;
