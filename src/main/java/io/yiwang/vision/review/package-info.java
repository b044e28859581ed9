/**
 * The people's part of seeing: what lies between two thresholds is shown to a person, and what they
 * say tells how good each version of an ability is and which one works.
 */
@NullMarked
package io.yiwang.vision.review;

import org.jspecify.annotations.NullMarked;
