package io.yiwang.demo.people;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.Sex;
import io.yiwang.registry.load.QuarterLoad.EnterpriseLoad;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Lets enterprises settle around one quarter. */
final class Firms {
  /** 2.7 million over 14,000 quarters. */
  private static final int MEAN = 193;

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);
  private static final String SYLLABLES = "华盛鑫达宏瑞恒通嘉德信诚海天融汇智云博远创新科凯泰隆兴源景辉力鸿宇康乐美佳合众联";

  /** Letter of GB/T 4754 and what such firms call themselves. */
  private static final String[][] TRADES = {
    {"F", "贸易"},
    {"F", "商贸"},
    {"F", "便利店"},
    {"H", "餐饮管理"},
    {"H", "餐饮"},
    {"I", "信息科技"},
    {"I", "网络科技"},
    {"M", "技术服务"},
    {"L", "企业管理咨询"},
    {"L", "物业管理"},
    {"E", "建筑装饰"},
    {"C", "机械制造"},
    {"C", "电子"},
    {"G", "物流"},
    {"K", "房地产经纪"},
    {"O", "家政服务"},
    {"R", "文化传播"},
    {"P", "教育科技"},
    {"J", "投资管理"},
    {"Q", "健康管理"}
  };

  private final int quarter;
  private final SplittableRandom random;
  private final Names names;
  private final SyntheticNumbers numbers;

  Firms(int quarter, SplittableRandom random, Names names, SyntheticNumbers numbers) {
    this.quarter = quarter;
    this.random = random;
    this.names = names;
    this.numbers = numbers;
  }

  List<EnterpriseLoad> around(QuarterMaker.Site site, String address) {
    int count = MEAN / 2 + random.nextInt(MEAN + 1);
    List<EnterpriseLoad> firms = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String[] trade = TRADES[random.nextInt(TRADES.length)];
      String name = "上海" + syllable() + syllable() + (random.nextBoolean() ? syllable() : "");
      Sex sex = random.nextInt(100) < 65 ? Sex.MALE : Sex.FEMALE;
      firms.add(
          new EnterpriseLoad(
              (long) quarter * QuarterMaker.DOORS + i + 1,
              numbers.enterprise().text(),
              name + trade[1] + "有限公司",
              address + (1 + random.nextInt(40)) + "号" + (101 + random.nextInt(900)) + "室",
              trade[0],
              (int) Math.min(3_000, 1 + Math.exp(random.nextDouble() * random.nextDouble() * 9)),
              TODAY.minusDays(30 + random.nextInt(10_000)),
              names.surname(random) + names.given(sex, 1960 + random.nextInt(40), random),
              numbers.phone().orElse("15400000000"),
              new GeoPoint(near(site.point().lat()), near(site.point().lng()))));
    }
    return firms;
  }

  private String syllable() {
    int at = random.nextInt(SYLLABLES.length());
    return SYLLABLES.substring(at, at + 1);
  }

  /** Within about 150 m. */
  private double near(double degrees) {
    return degrees + (random.nextDouble() - 0.5) * 0.0027;
  }
}
