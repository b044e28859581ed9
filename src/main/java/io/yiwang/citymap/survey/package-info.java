/**
 * What somebody on the street says the map should say: proposed with photos from the phone,
 * reviewed on the desk, applied as a change set, undone if it was wrong.
 */
@NullMarked
package io.yiwang.citymap.survey;

import org.jspecify.annotations.NullMarked;
