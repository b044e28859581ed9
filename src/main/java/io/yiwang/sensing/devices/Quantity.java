package io.yiwang.sensing.devices;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Something that can be measured.
 *
 * @param unit UCUM code of the unit its values are kept in
 * @param dimension what units it can be told in, e.g. {@code length}
 * @param min the least value that can be true; less is refused
 * @param max the greatest value that can be true
 * @param kind how its values are to be understood
 */
@Schema(name = "DeviceQuantity")
public record Quantity(
    String code,
    String zh,
    String en,
    String unit,
    String dimension,
    double min,
    double max,
    QuantityKind kind) {}
