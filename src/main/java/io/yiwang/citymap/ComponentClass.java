package io.yiwang.citymap;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A kind of thing that stands in a city, for example a street lamp. */
public record ComponentClass(
    String standardRef,
    String code,
    String nameZh,
    String nameEn,
    String majorZh,
    String majorEn,
    LocalDate validFrom,
    @Nullable LocalDate validTo) {}
