package io.yiwang.cases.lifecycle;

import io.yiwang.kernel.TimeBudget;

/** The filing condition a case was filed under; it carries the limit of the handling. */
public record Condition(long id, String nameZh, String nameEn, TimeBudget limit) {}
