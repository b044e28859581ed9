package io.yiwang.cases.desk;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.yiwang.cases.CaseSummary;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list as a spreadsheet opens it: UTF-8 with a mark, times in the city's zone, and no cell that
 * could be a formula.
 */
final class CaseCsv implements AutoCloseable {
  private static final List<String> ZH =
      List.of(
          "案卷号", "阶段", "状态", "类别代码", "类别", "描述", "地址", "纬度", "经度", "北斗网格码", "区县", "街道", "来源",
          "上报次数", "责任单位", "处置人", "上报时间", "立案时间", "派遣时间", "截止时间", "时限状态", "结案时间", "返工次数", "延期次数",
          "升级层级");
  private static final List<String> EN =
      List.of(
          "number",
          "stage",
          "state",
          "class_code",
          "class",
          "description",
          "address",
          "lat",
          "lng",
          "location_code",
          "district",
          "street",
          "channel",
          "reports",
          "unit",
          "worker",
          "reported_at",
          "filed_at",
          "dispatched_at",
          "due_at",
          "due_state",
          "closed_at",
          "rework",
          "extensions",
          "escalated");

  private static final Map<String, String> CHANNELS_ZH =
      Map.of(
          "HOTLINE", "热线",
          "RESIDENT", "市民上报",
          "WORKER", "巡查上报",
          "CAMERA", "视频感知",
          "SENSOR", "物联感知",
          "OPEN311", "开放接口",
          "FEED", "部门共享",
          "SYSTEM", "系统");

  /**
   * What spreadsheets take for the start of a formula, also in the full width of Chinese typing.
   */
  private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

  private final CsvWriter csv;
  private final boolean chinese;
  private final DateTimeFormatter time;

  CaseCsv(OutputStream out, @Nullable String lang, ZoneId zone) throws IOException {
    chinese = lang == null || !lang.toLowerCase(Locale.ROOT).startsWith("en");
    time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write('\uFEFF');
    csv = CsvWriter.builder().build(writer);
    csv.writeRecord(chinese ? ZH : EN);
  }

  void write(CaseSummary c) {
    csv.writeRecord(
        c.number(),
        chinese ? c.stage().nameZh() : c.stage().name(),
        chinese ? c.state().nameZh() : c.state().name(),
        safe(c.classCode()),
        safe(chinese ? c.classZh() : c.classEn()),
        safe(c.description()),
        safe(c.address()),
        Double.toString(c.lat()),
        Double.toString(c.lng()),
        safe(c.locationCode()),
        safe(chinese ? c.districtZh() : c.districtEn()),
        safe(chinese ? c.streetZh() : c.streetEn()),
        chinese ? CHANNELS_ZH.getOrDefault(c.channel(), c.channel()) : c.channel(),
        Integer.toString(c.reports()),
        safe(chinese ? c.unitZh() : c.unitEn()),
        safe(c.workerName()),
        time(c.reportedAt()),
        time(c.filedAt()),
        time(c.dispatchedAt()),
        time(c.dueAt()),
        chinese ? c.dueState().nameZh() : c.dueState().name(),
        time(c.closedAt()),
        Integer.toString(c.rework()),
        Integer.toString(c.extensions()),
        Integer.toString(c.escalated()));
  }

  @Override
  public void close() {
    try {
      csv.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Text of people must not start a formula (OWASP: CSV injection). */
  static String safe(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    char first = text.stripLeading().isEmpty() ? ' ' : text.stripLeading().charAt(0);
    boolean formula =
        FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 || FORMULA_STARTS.indexOf(first) >= 0;
    return formula ? "'" + text : text;
  }

  private String time(@Nullable Instant at) {
    return at == null ? "" : time.format(at);
  }
}
