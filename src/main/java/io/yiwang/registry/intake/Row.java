package io.yiwang.registry.intake;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row of a file; its columns may be named in English or in Chinese. */
record Row(NamedCsvRecord csv, int number) {
  private static final Map<String, List<String>> NAMES =
      Map.ofEntries(
          Map.entry("key", List.of("key", "编号", "记录编号")),
          Map.entry("number", List.of("number", "身份证号", "公民身份号码", "证件号码")),
          Map.entry("name", List.of("name", "姓名", "名称", "企业名称")),
          Map.entry("sex", List.of("sex", "性别")),
          Map.entry("birth", List.of("birth", "出生日期")),
          Map.entry("phone", List.of("phone", "手机", "手机号", "联系电话")),
          Map.entry("region", List.of("region", "居委代码", "区划代码")),
          Map.entry("quarter", List.of("quarter", "小区", "小区名称")),
          Map.entry("building", List.of("building", "楼栋", "楼号")),
          Map.entry("entrance", List.of("entrance", "单元")),
          Map.entry("floor", List.of("floor", "楼层")),
          Map.entry("door", List.of("door", "室号", "门牌", "房号")),
          Map.entry("household", List.of("household", "户号")),
          Map.entry("relation", List.of("relation", "与户主关系")),
          Map.entry("groups", List.of("groups", "特殊人群", "人群标签")),
          Map.entry("at", List.of("at", "登记日期", "采集时间")),
          Map.entry("occupancy", List.of("occupancy", "居住情况", "房屋状态")),
          Map.entry("address", List.of("address", "地址")),
          Map.entry("lat", List.of("lat", "纬度")),
          Map.entry("lng", List.of("lng", "经度")),
          Map.entry("built", List.of("built", "建成年份")),
          Map.entry("credit_code", List.of("credit_code", "统一社会信用代码")),
          Map.entry("legal_person", List.of("legal_person", "法定代表人")),
          Map.entry("industry", List.of("industry", "行业门类")),
          Map.entry("employees", List.of("employees", "从业人数")),
          Map.entry("founded", List.of("founded", "成立日期")));

  /** The text of a column, empty when it is not there. */
  String text(String column) {
    for (String name : NAMES.getOrDefault(column, List.of(column))) {
      Optional<String> field = csv.findField(name);
      if (field.isPresent()) {
        return field.get().strip();
      }
    }
    return "";
  }

  String needed(String column) {
    String text = text(column);
    if (text.isEmpty()) {
      throw new BadRow(column, "", "must not be empty.", "Maybe the column is named differently.");
    }
    return text;
  }

  /**
   * The value of a column, or null when it is empty; what the reader refuses is told as bad row.
   */
  <T> @Nullable T read(String column, Function<String, T> reader) {
    String text = text(column);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw BadRow.of(column, text, e);
    }
  }

  int integer(String column, int otherwise) {
    Integer value = read(column, Integer::valueOf);
    return value == null ? otherwise : value;
  }
}
