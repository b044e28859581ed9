package io.yiwang.citymap;

import io.yiwang.kernel.TimeBudget;

/**
 * One condition under which a matter of a class is filed, and the time its handling may take.
 *
 * @param id the same at every start: it names class and ordinal
 * @param ordinal 1 is the default condition of its class
 */
public record FilingCondition(
    long id, String classCode, int ordinal, String nameZh, String nameEn, TimeBudget limit) {}
