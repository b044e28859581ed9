package io.yiwang.sensing.rules;

import io.swagger.v3.oas.annotations.media.Schema;

/** Something that is not right in a rule, said in both languages. */
@Schema(name = "SensorRuleMistake")
record RuleMistake(String field, String value, String zh, String en) {}
