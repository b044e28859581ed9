package io.yiwang.sensing.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the city wants to know of its devices, as somebody wrote it; {@link RuleChecks} says whether
 * it makes sense.
 *
 * @param code short name for life, in kebab-case
 * @param model code of the device model it is about
 * @param matterClass class of the matter a firing raises, {@link #OF_COMPONENT} for the fault of
 *     the component the device sits on; null raises none, it is an alarm only
 * @param lasting how long it must be so; null is at once
 * @param goodFor how long a value counts when no newer one comes; null is three times as long as
 *     devices of the model are silent when all is well
 * @param region code of the region whose devices it is about; null is the whole city
 * @param acknowledgeWithin when nobody acknowledges in time it is escalated, and again after as
 *     long; null never
 * @param source where the limit comes from: a standard with its clause, or who decided it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SensorRule(
    String code,
    String nameZh,
    String nameEn,
    String model,
    boolean enabled,
    Severity severity,
    @Nullable String matterClass,
    Trigger when,
    @Schema(type = "string", example = "PT5M") @Nullable Duration lasting,
    @Nullable Repetition repeated,
    @Nullable Neighbours neighbours,
    @Schema(type = "string", example = "PT15M") @Nullable Duration goodFor,
    @Nullable OpenHours hours,
    @Nullable String region,
    @Schema(type = "string", example = "PT15M") @Nullable Duration acknowledgeWithin,
    @Nullable String source) {

  /** The class of the matter is the fault of the component the device sits on. */
  public static final String OF_COMPONENT = "component";

  /** How much it matters. */
  public enum Severity {
    NOTICE,
    WARNING,
    ALARM
  }

  /** What is looked for. */
  public enum Is {
    /** At the limit or more. */
    ABOVE,
    /** At the limit or less. */
    BELOW,
    /** More by the limit than the least value within the span. */
    RISES,
    /** Less by the limit than the greatest value within the span. */
    FALLS,
    /** Nothing was heard for the span. */
    SILENT
  }

  /** Which days of a calendar. */
  public enum Days {
    WORKING,
    OFF
  }

  /**
   * What is looked for in one quantity.
   *
   * @param limit in {@code unit}; of RISES and FALLS by how much
   * @param clear where it is over again, at the limit when null; only of ABOVE and BELOW
   * @param within the span of RISES, FALLS and SILENT
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "SensorTrigger")
  public record Trigger(
      String quantity,
      Is is,
      @Nullable Double limit,
      @Nullable Double clear,
      @Nullable String unit,
      @Schema(type = "string", example = "PT10M") @Nullable Duration within) {}

  /** It must come to be so that often within a span. */
  @Schema(name = "SensorRepetition")
  public record Repetition(
      int times, @Schema(type = "string", example = "PT10M") Duration within) {}

  /**
   * So many devices near one another must say the same, itself among them.
   *
   * @param metres null: those on the same component
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "SensorNeighbours")
  public record Neighbours(int atLeast, @Nullable Double metres) {}

  /**
   * When it looks at all, by the clock of the city.
   *
   * @param days none means every day
   * @param from together with {@code to}; may be later than it, over midnight
   * @param calendar by the city's working calendar
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "SensorHours")
  public record OpenHours(
      @Nullable List<DayOfWeek> days,
      @Schema(type = "string", example = "08:00") @Nullable LocalTime from,
      @Schema(type = "string", example = "18:00") @Nullable LocalTime to,
      @Nullable Days calendar) {}
}
