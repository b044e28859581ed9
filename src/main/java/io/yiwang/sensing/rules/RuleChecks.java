package io.yiwang.sensing.rules;

import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.Regions;
import io.yiwang.sensing.devices.DeviceModel;
import io.yiwang.sensing.devices.DeviceModels;
import io.yiwang.sensing.devices.Quantity;
import io.yiwang.sensing.rules.SensorRule.Is;
import io.yiwang.sensing.rules.SensorRule.OpenHours;
import io.yiwang.sensing.rules.SensorRule.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether a rule makes sense: for its device model, in its units, with the city's catalogue. */
@Component
class RuleChecks {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_SOURCE = 300;
  private static final int MOST_TIMES = 100;
  private static final double FARTHEST_M = 5_000;
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** What every device tells whatever its model: whether it is connected. */
  static final Set<String> ALWAYS = Set.of("online", "battery", "signal");

  private final DeviceModels models;
  private final Catalogue catalogue;
  private final Regions regions;

  RuleChecks(DeviceModels models, Catalogue catalogue, Regions regions) {
    this.models = models;
    this.catalogue = catalogue;
    this.regions = regions;
  }

  private static final class Mistakes {
    final List<RuleMistake> all = new ArrayList<>();

    void add(String field, @Nullable Object value, String zh, String en) {
      all.add(new RuleMistake(field, value == null ? "" : value.toString(), zh, en));
    }

    void span(String field, @Nullable Duration span) {
      if (span != null && (span.compareTo(SHORTEST) < 0 || span.compareTo(LONGEST) > 0)) {
        add(field, span, "须在 1 秒到 31 天之间", "must be 1 second to 31 days.");
      }
    }
  }

  /** All that is not right, empty when the rule can be used. */
  List<RuleMistake> check(SensorRule rule) {
    Mistakes mistakes = new Mistakes();
    if (!CODE.matcher(rule.code()).matches() || rule.code().length() > LONGEST_NAME) {
      mistakes.add(
          "code", rule.code(), "须为小写字母、数字和连字符", "must be lower-case words joined by hyphens.");
    }
    name(mistakes, "nameZh", rule.nameZh());
    name(mistakes, "nameEn", rule.nameEn());
    if (rule.matterClass() != null
        && !rule.matterClass().equals(SensorRule.OF_COMPONENT)
        && catalogue.find(rule.matterClass()).isEmpty()) {
      mistakes.add("matterClass", rule.matterClass(), "目录中没有这一类别", "is no class of the catalogue.");
    }
    if (rule.region() != null && regions.find(rule.region()).isEmpty()) {
      mistakes.add("region", rule.region(), "没有这个区域", "is no region of the city.");
    }
    if (rule.source() != null && rule.source().length() > LONGEST_SOURCE) {
      mistakes.add("source", rule.source().length(), "过长", "is too long.");
    }
    mistakes.span("lasting", rule.lasting());
    mistakes.span("goodFor", rule.goodFor());
    mistakes.span("acknowledgeWithin", rule.acknowledgeWithin());
    Optional<DeviceModel> model = models.find(rule.model());
    if (model.isEmpty()) {
      mistakes.add("model", rule.model(), "没有这种设备", "is no device model.");
    } else {
      trigger(mistakes, model.get(), rule.when());
    }
    more(mistakes, rule);
    return mistakes.all;
  }

  private static void name(Mistakes mistakes, String field, @Nullable String name) {
    if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
      mistakes.add(field, name, "须为 1 到 60 个字", "must have 1 to 60 letters.");
    }
  }

  private void trigger(Mistakes mistakes, DeviceModel model, Trigger when) {
    Optional<Quantity> quantity = models.findQuantity(when.quantity());
    boolean measured =
        model.quantities().contains(when.quantity()) || ALWAYS.contains(when.quantity());
    if (!measured) {
      mistakes.add(
          "when.quantity",
          when.quantity(),
          model.zh() + "不测这个量，可选 " + String.join("、", model.quantities()),
          "is not measured by "
              + model.en()
              + ". Maybe one of "
              + String.join(", ", model.quantities())
              + ".");
      return;
    }
    if (when.is() == Is.SILENT) {
      needs(mistakes, when);
      return;
    }
    if (when.limit() == null || !Double.isFinite(when.limit())) {
      mistakes.add("when.limit", when.limit(), "须填阈值", "must be a number.");
    }
    needs(mistakes, when);
    quantity.ifPresent(q -> values(mistakes, q, when));
  }

  private static void needs(Mistakes mistakes, Trigger when) {
    boolean spans = when.is() != Is.ABOVE && when.is() != Is.BELOW;
    if (spans && when.within() == null) {
      mistakes.add("when.within", null, "须填时间长度", "must be given.");
    }
    mistakes.span("when.within", when.within());
    if (spans && when.clear() != null) {
      mistakes.add("when.clear", when.clear(), "只用于高于、低于", "is only for ABOVE and BELOW.");
    }
  }

  private void values(Mistakes mistakes, Quantity quantity, Trigger when) {
    String unit = when.unit() == null ? quantity.unit() : when.unit();
    if (models.units().convert(1, unit, quantity.unit()).isEmpty()) {
      mistakes.add(
          "when.unit",
          unit,
          quantity.zh() + "用 " + quantity.unit() + "，不能换算",
          "cannot be told in " + quantity.unit() + ", the unit of " + quantity.en() + ".");
      return;
    }
    if (when.limit() == null) {
      return;
    }
    double limit = kept(when.limit(), unit, quantity);
    boolean change = when.is() == Is.RISES || when.is() == Is.FALLS;
    if (change && limit <= kept(0, unit, quantity)) {
      mistakes.add("when.limit", when.limit(), "须大于 0", "must be more than 0.");
    } else if (!change && (limit < quantity.min() || limit > quantity.max())) {
      mistakes.add(
          "when.limit",
          when.limit(),
          "超出可能的范围 %s 到 %s %s".formatted(quantity.min(), quantity.max(), quantity.unit()),
          "is outside what can be true: %s to %s %s."
              .formatted(quantity.min(), quantity.max(), quantity.unit()));
    }
    if (when.clear() != null
        && (when.is() == Is.ABOVE ? when.clear() > when.limit() : when.clear() < when.limit())) {
      mistakes.add(
          "when.clear",
          when.clear(),
          when.is() == Is.ABOVE ? "须不高于阈值" : "须不低于阈值",
          when.is() == Is.ABOVE ? "must not be above the limit." : "must not be below the limit.");
    }
  }

  private double kept(double value, String unit, Quantity quantity) {
    OptionalDouble kept = models.units().convert(value, unit, quantity.unit());
    return kept.orElse(value);
  }

  private static void more(Mistakes mistakes, SensorRule rule) {
    if (rule.when().is() == Is.SILENT && rule.lasting() != null) {
      mistakes.add("lasting", rule.lasting(), "静默本身就是时间长度", "is what the silence itself says.");
    }
    if (rule.repeated() != null) {
      if (rule.repeated().times() < 2 || rule.repeated().times() > MOST_TIMES) {
        mistakes.add("repeated.times", rule.repeated().times(), "须为 2 到 100", "must be 2 to 100.");
      }
      mistakes.span("repeated.within", rule.repeated().within());
    }
    if (rule.neighbours() != null) {
      Double metres = rule.neighbours().metres();
      if (rule.neighbours().atLeast() < 2 || rule.neighbours().atLeast() > MOST_TIMES) {
        mistakes.add(
            "neighbours.atLeast", rule.neighbours().atLeast(), "须为 2 到 100", "must be 2 to 100.");
      }
      if (metres != null && !(metres > 0 && metres <= FARTHEST_M)) {
        mistakes.add("neighbours.metres", metres, "须在 5000 米以内", "must be at most 5,000 metres.");
      }
    }
    OpenHours hours = rule.hours();
    if (hours != null && (hours.from() == null) != (hours.to() == null)) {
      mistakes.add("hours.to", hours.to(), "起止时间须一起填", "must come with from.");
    }
    if (hours != null && hours.from() != null && hours.from().equals(hours.to())) {
      mistakes.add("hours.to", hours.to(), "起止时间相同", "must differ from from.");
    }
  }
}
