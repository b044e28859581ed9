/**
 * Where pictures come from: sent to us, fetched over HTTP, taken from streams by FFmpeg, replayed
 * from folders; and which addresses and folders may be read at all.
 */
@NullMarked
package io.yiwang.vision.sources;

import org.jspecify.annotations.NullMarked;
