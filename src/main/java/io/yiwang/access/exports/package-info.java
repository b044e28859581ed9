/** Taking lists away as files: asked for, approved by a second person, marked and counted. */
@NullMarked
package io.yiwang.access.exports;

import org.jspecify.annotations.NullMarked;
