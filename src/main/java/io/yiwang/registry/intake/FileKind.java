package io.yiwang.registry.intake;

import io.yiwang.house.Problem;
import java.util.Arrays;
import java.util.Locale;

/** What a file can be about, and what it looks like. */
enum FileKind {
  PEOPLE(
      "name,number,phone,birth,sex,region,quarter,building,entrance,door,household,relation,groups,at",
      "姓名,公民身份号码,手机,出生日期,性别,居委代码,小区,楼栋,单元,室号,户号,与户主关系,特殊人群,登记日期",
      "王建国,,,1950-03-07,男,310105002003,江苏新村,1号楼,1,602,,户主,独居;党员,2026-11-20"),
  HOUSES(
      "region,quarter,address,building,entrance,floor,door,occupancy,lat,lng,built",
      "居委代码,小区,地址,楼栋,单元,楼层,室号,居住情况,纬度,经度,建成年份",
      "310105002003,江苏新村,长宁区江苏路123弄,1号楼,1,6,602,自住,31.2204,121.4310,1984"),
  ENTERPRISES(
      "credit_code,name,region,address,industry,employees,founded,legal_person,phone",
      "统一社会信用代码,企业名称,区划代码,地址,行业门类,从业人数,成立日期,法定代表人,联系电话",
      "91350100M000100Y43,上海试验贸易有限公司,310105002003,江苏路1号,F,12,2012-03-01,王建国,");

  final String columns;
  final String chinese;
  final String example;

  FileKind(String columns, String chinese, String example) {
    this.columns = columns;
    this.chinese = chinese;
    this.example = example;
  }

  static FileKind get(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.path().equals(name))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("kind of file", name));
  }

  String path() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Columns and an example, with the mark by which spreadsheets know UTF-8. */
  String template(boolean inChinese) {
    return "\uFEFF" + (inChinese ? chinese : columns) + "\r\n" + example + "\r\n";
  }
}
