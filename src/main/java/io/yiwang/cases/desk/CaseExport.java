package io.yiwang.cases.desk;

import io.yiwang.access.ExportFilters;
import io.yiwang.access.Exportable;
import io.yiwang.access.Sheet;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.book.CaseSight;
import io.yiwang.citymap.Catalogue;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list of cases as a file, times in the city's zone; nothing of those who reported. */
@Component
class CaseExport implements Exportable {
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

  private final CaseLists lists;
  private final Catalogue catalogue;

  CaseExport(CaseLists lists, Catalogue catalogue) {
    this.lists = lists;
    this.catalogue = catalogue;
  }

  @Override
  public String name() {
    return "cases";
  }

  @Override
  public String dataClass() {
    return CaseSight.CLASS;
  }

  @Override
  public long count(Map<String, String> filter) {
    return lists.page(ExportFilters.read(filter, CaseFilter.class), 0, 1).total();
  }

  @Override
  public void write(Map<String, String> filter, Sheet sheet) {
    ZoneId zone = catalogue.calendar().zone();
    DateTimeFormatter time =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    sheet.head(sheet.chinese() ? ZH : EN);
    lists.each(ExportFilters.read(filter, CaseFilter.class), c -> row(c, sheet, time));
  }

  private static void row(CaseSummary c, Sheet sheet, DateTimeFormatter time) {
    boolean chinese = sheet.chinese();
    sheet.row(
        c.number(),
        chinese ? c.stage().nameZh() : c.stage().name(),
        chinese ? c.state().nameZh() : c.state().name(),
        c.classCode(),
        chinese ? c.classZh() : c.classEn(),
        c.description(),
        c.address(),
        c.lat(),
        c.lng(),
        c.locationCode(),
        chinese ? c.districtZh() : c.districtEn(),
        chinese ? c.streetZh() : c.streetEn(),
        chinese ? CHANNELS_ZH.getOrDefault(c.channel(), c.channel()) : c.channel(),
        c.reports(),
        chinese ? c.unitZh() : c.unitEn(),
        c.workerName(),
        at(time, c.reportedAt()),
        at(time, c.filedAt()),
        at(time, c.dispatchedAt()),
        at(time, c.dueAt()),
        chinese ? c.dueState().nameZh() : c.dueState().name(),
        at(time, c.closedAt()),
        c.rework(),
        c.extensions(),
        c.escalated());
  }

  private static String at(DateTimeFormatter time, @Nullable Instant at) {
    return at == null ? "" : time.format(at);
  }
}
