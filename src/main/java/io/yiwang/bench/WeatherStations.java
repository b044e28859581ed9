package io.yiwang.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * What the weather stations of a benchmark say, a message a second by their own clocks, and the
 * rules that watch each quantity they tell. One station in a hundred has half a minute of heat in
 * every minute; it is gusty everywhere, too briefly to be an alarm.
 */
final class WeatherStations {
  /** In a message. */
  static final int READINGS = 5;

  private static final int HOT_EVERY = 100;
  private static final int SPELL = 30;
  private static final String HEAT = "bench-heat";

  private final int stations;
  private final Instant begin = Instant.now().minusSeconds(7_200);

  WeatherStations(int stations) {
    this.stations = stations;
  }

  /** A rule by its code, as the API takes it. */
  record Rule(String code, String change) {}

  /** How often a rule should have fired. */
  record Firings(long least, long most) {}

  /** The moment of the first message. */
  Instant begin() {
    return begin;
  }

  /**
   * @param number of the message; divided by the stations it is how many the station said before,
   *     what is left is the station
   */
  byte[] message(long number) {
    long before = number / stations;
    boolean hot = number % stations % HOT_EVERY == 0 && before / SPELL % 2 == 1;
    boolean gust = before % 5 == 0;
    return ("{\"t\":"
            + (begin.toEpochMilli() + before * 1_000)
            + ",\"v\":{\"temperature\":"
            + (hot ? "36.5" : "21.5")
            + ",\"humidity\":60,\"airPressure\":1013,\"windSpeed\":"
            + (gust ? "21" : "3")
            + ",\"light\":4000}}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A threshold, a repetition, a fall, a short gust that must last, a silence. */
  List<Rule> rules() {
    return List.of(
        rule(
            HEAT,
            """
            "when":{"quantity":"temperature","is":"ABOVE","limit":35,"clear":30,"unit":"Cel"},"lasting":"PT10S"\
            """),
        rule(
            "bench-damp",
            """
            "when":{"quantity":"humidity","is":"ABOVE","limit":95,"unit":"%"},
            "repeated":{"times":3,"within":"PT1M"}
            """),
        rule(
            "bench-storm",
            """
            "when":{"quantity":"airPressure","is":"FALLS","limit":5,"unit":"hPa","within":"PT10M"}\
            """),
        rule(
            "bench-gust",
            """
            "when":{"quantity":"windSpeed","is":"ABOVE","limit":17.2,"unit":"m/s"},
            "lasting":"PT3S","goodFor":"PT2S"
            """),
        rule(
            "bench-dark",
            "\"when\":{\"quantity\":\"light\",\"is\":\"SILENT\",\"within\":\"PT1H\"}"));
  }

  private static Rule rule(String code, String condition) {
    return new Rule(
        code,
        """
        {"basis":0,"rule":{"code":"%s","nameZh":"基准测试","nameEn":"Benchmark","model":"weather",
        "enabled":true,"severity":"NOTICE",%s}}
        """
            .formatted(code, condition));
  }

  /** Of one rule, when the stations have said so much; a spell that is not over may count. */
  Firings firings(Rule rule, IntToLongFunction said) {
    long least = 0;
    long most = 0;
    for (int station = 0; station < stations; station += HOT_EVERY) {
      least += said.applyAsLong(station) / (2 * SPELL);
      most += (said.applyAsLong(station) + SPELL) / (2 * SPELL);
    }
    return rule.code().equals(HEAT) ? new Firings(least, most) : new Firings(0, 0);
  }
}
