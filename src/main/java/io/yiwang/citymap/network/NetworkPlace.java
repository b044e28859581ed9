package io.yiwang.citymap.network;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A place in a network: a pipe or node by its identifier, or the nearest pipe to a point.
 *
 * @param network only pipes of this one, of any when it is not given
 */
record NetworkPlace(
    @Schema(description = "A pipe or a node, 17 digits") @Nullable String id,
    @Nullable Double lng,
    @Nullable Double lat,
    @Nullable Network network) {}
