/**
 * Seeing things in pictures: manifests, models in process, abilities without a model, and the veil.
 */
@NullMarked
package io.yiwang.vision.detect;

import org.jspecify.annotations.NullMarked;
