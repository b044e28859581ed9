package io.yiwang.sensing.rules;

import io.yiwang.citymap.City;
import io.yiwang.sensing.devices.DeviceModels;
import io.yiwang.sensing.devices.Quantity;
import io.yiwang.sensing.rules.SensorRule.Days;
import io.yiwang.sensing.rules.SensorRule.Is;
import io.yiwang.sensing.rules.SensorRule.OpenHours;
import io.yiwang.sensing.rules.SensorRule.Trigger;
import io.yiwang.sensing.rules.engine.Began;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Says a rule, and why it fired, in words of both languages. */
@Component
public class RuleWords {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final int DECIMALS = 3;

  /** UCUM codes as people write them. */
  private static final Map<String, String> WRITTEN =
      Map.of(
          "1", "", "Cel", "℃", "ug/m3", "µg/m³", "mg/m3", "mg/m³", "m3/h", "m³/h", "deg", "°",
          "m/s2", "m/s²", "kW.h", "kWh", "[ppm]", "ppm", "[degF]", "°F");

  private final DeviceModels models;
  private final ZoneId zone;

  @Autowired
  RuleWords(DeviceModels models, City city) {
    this(models, city.zone());
  }

  RuleWords(DeviceModels models, ZoneId zone) {
    this.models = models;
    this.zone = zone;
  }

  /** The rule as a sentence. */
  public String sentence(SensorRule rule, boolean zh) {
    List<String> parts = new ArrayList<>();
    parts.add(trigger(rule.when(), zh));
    if (rule.lasting() != null) {
      parts.add((zh ? "持续 " : "for ") + span(rule.lasting(), zh));
    }
    if (rule.repeated() != null) {
      String within = span(rule.repeated().within(), zh);
      parts.add(
          zh
              ? within + "内 " + rule.repeated().times() + " 次"
              : rule.repeated().times() + " times within " + within);
    }
    if (rule.neighbours() != null) {
      parts.add(neighbours(rule.neighbours(), zh));
    }
    if (rule.hours() != null) {
      parts.add(hours(rule.hours(), zh));
    }
    return String.join(zh ? "，" : ", ", parts);
  }

  private String trigger(Trigger when, boolean zh) {
    String name = name(when.quantity(), zh);
    String limit = when.limit() == null ? "?" : number(when.limit()) + unit(when);
    String within = when.within() == null ? "?" : span(when.within(), zh);
    return switch (when.is()) {
      case ABOVE -> name + " ≥ " + limit + clear(when, zh);
      case BELOW -> name + " ≤ " + limit + clear(when, zh);
      case RISES ->
          zh
              ? within + "内" + name + "上升 ≥ " + limit
              : name + " rises by " + limit + " within " + within;
      case FALLS ->
          zh
              ? within + "内" + name + "下降 ≥ " + limit
              : name + " falls by " + limit + " within " + within;
      case SILENT -> zh ? within + "没有" + name + "读数" : "no reading of " + name + " for " + within;
    };
  }

  private String clear(Trigger when, boolean zh) {
    if (when.clear() == null || when.clear().equals(when.limit())) {
      return "";
    }
    String to = number(when.clear()) + unit(when);
    boolean above = when.is() == Is.ABOVE;
    if (zh) {
      return "（" + (above ? "低于 " : "高于 ") + to + " 解除）";
    }
    return " (over " + (above ? "below " : "above ") + to + ")";
  }

  private static String neighbours(SensorRule.Neighbours n, boolean zh) {
    Double metres = n.metres();
    if (metres == null) {
      return zh
          ? "同一部件上至少 " + n.atLeast() + " 台"
          : "at least " + n.atLeast() + " on the same component";
    }
    String far = number(metres);
    return zh
        ? far + " 米内至少 " + n.atLeast() + " 台"
        : "at least " + n.atLeast() + " within " + far + " m";
  }

  private static String hours(OpenHours hours, boolean zh) {
    List<String> parts = new ArrayList<>();
    if (hours.calendar() != null) {
      boolean working = hours.calendar() == Days.WORKING;
      parts.add(zh ? (working ? "工作日" : "休息日") : working ? "working days" : "days off");
    }
    if (hours.days() != null && !hours.days().isEmpty()) {
      Locale locale = zh ? Locale.CHINA : Locale.ENGLISH;
      parts.add(
          hours.days().stream()
              .map((DayOfWeek d) -> d.getDisplayName(TextStyle.SHORT, locale))
              .collect(Collectors.joining(zh ? "、" : " ")));
    }
    if (hours.from() != null) {
      parts.add(hours.from() + "–" + hours.to());
    }
    return String.join(" ", parts);
  }

  /** Why it fired, with the numbers. */
  public String why(SensorRule rule, Began began, boolean zh) {
    Trigger when = rule.when();
    String name = name(when.quantity(), zh);
    String value = shown(when, began.value());
    String limit = when.limit() == null ? "" : number(when.limit()) + unit(when);
    String since = clock(began.since());
    String told =
        switch (when.is()) {
          case ABOVE ->
              zh
                  ? name + " " + value + "，达到 " + limit
                  : name + " is " + value + ", at or above " + limit;
          case BELOW ->
              zh
                  ? name + " " + value + "，低至 " + limit
                  : name + " is " + value + ", at or below " + limit;
          case RISES ->
              zh
                  ? name
                      + "自 "
                      + since
                      + " 上升 "
                      + moved(when, began)
                      + "，达到 "
                      + limit
                      + "，现为 "
                      + value
                  : name
                      + " rose by "
                      + moved(when, began)
                      + " since "
                      + since
                      + ", limit "
                      + limit
                      + ", now "
                      + value;
          case FALLS ->
              zh
                  ? name
                      + "自 "
                      + since
                      + " 下降 "
                      + moved(when, began)
                      + "，达到 "
                      + limit
                      + "，现为 "
                      + value
                  : name
                      + " fell by "
                      + moved(when, began)
                      + " since "
                      + since
                      + ", limit "
                      + limit
                      + ", now "
                      + value;
          case SILENT ->
              zh
                  ? "自 " + since + " 起没有" + name + "读数，最后为 " + value
                  : "no reading of " + name + " since " + since + ", the last was " + value;
        };
    return told + more(rule, began, since, zh);
  }

  private String more(SensorRule rule, Began began, String since, boolean zh) {
    StringBuilder more = new StringBuilder();
    if (rule.lasting() != null) {
      String span = span(Duration.ofMillis(began.at() - began.since()), zh);
      more.append(zh ? "，自 " + since + " 起持续 " + span : ", for " + span + " since " + since);
    }
    if (rule.repeated() != null) {
      String within = span(rule.repeated().within(), zh);
      more.append(
          zh
              ? "，" + within + "内 " + began.times() + " 次"
              : ", " + began.times() + " times within " + within);
    }
    if (!began.together().isEmpty()) {
      int n = began.together().size();
      more.append(zh ? "，附近共 " + n + " 台" : ", " + n + " devices nearby");
    }
    return more.toString();
  }

  private String moved(Trigger when, Began began) {
    return shown(when, began.change() + kept(when, 0));
  }

  private double kept(Trigger when, double value) {
    return factor(when, value, false);
  }

  /** A value as it is kept, in the unit of the rule. */
  private String shown(Trigger when, double kept) {
    return number(factor(when, kept, true)) + unit(when);
  }

  private double factor(Trigger when, double value, boolean out) {
    Quantity quantity = models.findQuantity(when.quantity()).orElse(null);
    if (quantity == null || when.unit() == null) {
      return value;
    }
    String from = out ? quantity.unit() : when.unit();
    String to = out ? when.unit() : quantity.unit();
    return models.units().convert(value, from, to).orElse(value);
  }

  private String name(String quantity, boolean zh) {
    if (quantity.equals("online")) {
      return zh ? "在线" : "online";
    }
    return models.findQuantity(quantity).map(q -> zh ? q.zh() : q.en()).orElse(quantity);
  }

  private String unit(Trigger when) {
    String code =
        when.unit() != null
            ? when.unit()
            : models.findQuantity(when.quantity()).map(Quantity::unit).orElse("1");
    String written = written(code);
    return written.isEmpty() || written.equals("%") || written.equals("°")
        ? written
        : " " + written;
  }

  /** A unit as people write it. */
  static String written(String code) {
    return WRITTEN.getOrDefault(code, code);
  }

  private String clock(long at) {
    return CLOCK.format(Instant.ofEpochMilli(at).atZone(zone));
  }

  static String number(@Nullable Double value) {
    if (value == null || !Double.isFinite(value)) {
      return "?";
    }
    return BigDecimal.valueOf(value)
        .setScale(DECIMALS, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  static String span(Duration span, boolean zh) {
    List<String> parts = new ArrayList<>();
    part(parts, span.toDays(), zh ? "天" : "d");
    part(parts, span.toHoursPart(), zh ? "小时" : "h");
    part(parts, span.toMinutesPart(), zh ? "分钟" : "min");
    part(parts, span.toSecondsPart(), zh ? "秒" : "s");
    return parts.isEmpty() ? (zh ? "0 秒" : "0 s") : String.join(" ", parts);
  }

  private static void part(List<String> parts, long amount, String unit) {
    if (amount > 0) {
      parts.add(amount + " " + unit);
    }
  }
}
