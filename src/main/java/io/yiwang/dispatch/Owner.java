package io.yiwang.dispatch;

import io.yiwang.citymap.components.Keepers.Capacity;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for the component a matter is about.
 *
 * @param unitCode the unit of the city that does
 * @param as what makes it answer for the component
 * @param nameZh the owner's own name, which may be another than the unit's
 */
record Owner(
    String unitCode,
    Capacity as,
    String nameZh,
    String nameEn,
    String componentId,
    @Nullable String componentName) {}
