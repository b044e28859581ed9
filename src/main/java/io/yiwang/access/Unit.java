package io.yiwang.access;

import org.jspecify.annotations.Nullable;

/** An organisation that people belong to and that cases are sent to. */
public record Unit(
    String code,
    String nameZh,
    String nameEn,
    UnitKind kind,
    String regionCode,
    @Nullable String parentCode) {}
