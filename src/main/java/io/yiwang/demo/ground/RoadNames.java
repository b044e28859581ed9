package io.yiwang.demo.ground;

import java.util.HashSet;
import java.util.Set;

/**
 * Names roads the way Shanghai does: after provinces, cities and counties, fringe roads after
 * towns.
 */
final class RoadNames {
  private static final String[] PLACES =
      ("南京 北京 西藏 河南 江西 浙江 福建 四川 云南 贵州 广西 广东 山东 山西 陕西 甘肃 青海 宁夏 新疆 西康 长宁 安远 武宁 曹杨 "
              + "淮海 复兴 建国 延安 人民 中山 瑞金 茂名 石门 成都 重庆 黄陂 马当 普安 济南 宁海 金陵 福州 汉口 九江 天津 厦门 温州 "
              + "宁波 台州 嘉兴 湖州 绍兴 杭州 桐乡 海宁 平湖 余姚 慈溪 奉化 象山 天台 仙居 临海 黄岩 乐清 瑞安 平阳 丽水 龙泉 遂昌 "
              + "松阳 衢州 江山 常山 开化 金华 兰溪 义乌 东阳 永康 武义 浦江 诸暨 新昌 嵊州 常德 长沙 湘潭 衡阳 岳阳 益阳 武昌 汉阳 "
              + "宜昌 荆州 襄阳 黄石 鄂州 孝感 随州 十堰 合肥 芜湖 蚌埠 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 南昌 景德 萍乡 "
              + "新余 鹰潭 赣州 吉安 宜春 抚州 上饶 玉山 铅山 弋阳 余干 鄱阳 大连 沈阳 鞍山 抚顺 本溪 丹东 锦州 营口 辽阳 铁岭 朝阳 "
              + "长春 吉林 四平 通化 白城 延吉 敦化 珲春 佳木斯 齐齐哈尔 牡丹江 鸡西 鹤岗 大庆 伊春 黑河 绥化 嫩江 密山 虎林 宝清 "
              + "桦甸 舒兰 蛟河 图们 和龙 汪清 安图 石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 涿州 定州 晋州 "
              + "太原 大同 阳泉 长治 晋城 朔州 忻州 临汾 吕梁 运城 包头 乌海 赤峰 通辽 海拉尔 满洲里 郑州 开封 洛阳 安阳 鹤壁 新乡 "
              + "焦作 濮阳 许昌 漯河 商丘 信阳 周口 驻马店 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 "
              + "菏泽 曲阜 徐州 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 苏州 无锡 常州 江阴 宜兴 溧阳 昆山 太仓 常熟 张家港 靖江 泰兴 "
              + "如皋 海门 启东 东台 大丰 兴化 高邮 仪征 句容 丹阳 西安 宝鸡 咸阳 渭南 延川 汉中 榆林 安康 商州 兰州 天水 酒泉 张掖 "
              + "武威 定西 陇西 平凉 庆阳 西宁 格尔木 银川 石嘴山 吴忠 固原 乌鲁木齐 克拉玛依 哈密 吐鲁番 伊犁 和田 昆明 曲靖 玉溪 "
              + "保山 昭通 思茅 大理 楚雄 红河 文山 遵义 安顺 毕节 铜仁 兴义 都匀 绵阳 德阳 广元 遂宁 内江 乐山 南充 宜宾 达州 雅安 "
              + "广安 眉山 泸州 自贡 攀枝花 巴中 资阳 广州 韶关 梅州 惠州 汕头 湛江 茂名 肇庆 清远 潮州 云浮 南宁 柳州 桂林 梧州 "
              + "北海 钦州 贵港 玉林 百色 贺州 河池 海口 三亚 琼海 文昌 万宁 泉州 漳州 莆田 三明 南平 龙岩 宁德 永安 邵武 武夷 建瓯")
          .split(" ");
  private static final String[] ENDINGS = {"路", "路", "路", "东路", "西路", "南路", "北路", "中路", "支路", "街"};
  private static final String FIRST = "新金宝沪嘉松青奉川周浦华东春明康鹤德安和永兴长云龙凤秀锦杨顾高曹祁罗华漕江航白";
  private static final String SECOND = "桥泾浦塘湾港村园林山江河庄宅溪渡浜店行场墩荡圩弄江阳宁丰乐平庆昌盛达业园灵芝";

  private final long seed;
  private final Set<String> used = new HashSet<>();

  RoadNames(long seed) {
    this.seed = seed;
  }

  /** The main road a street is named after. */
  String ofStreet(String street, int number) {
    String name = street.replaceFirst("(街道|镇|乡)$", "");
    if (name.endsWith("路") && used.add(name)) {
      return name;
    }
    return name(Ways.MAIN, 1, number, street);
  }

  /**
   * A name that no other road of the district has.
   *
   * @param street the street or town that lies there
   */
  String name(byte rank, double urban, int number, String street) {
    for (int attempt = 0; ; attempt++) {
      String name =
          rural(rank, urban) ? rural(rank, number, attempt, street) : urban(number, attempt);
      if (used.add(name)) {
        return name;
      }
    }
  }

  private static boolean rural(byte rank, double urban) {
    return urban < (rank == Ways.MAIN ? 0.22 : 0.3);
  }

  private String urban(int number, int attempt) {
    String place = PLACES[pick(number, 2 * attempt, PLACES.length)];
    if (attempt > 6) {
      place = syllables(number, attempt);
    }
    return place + ENDINGS[pick(number, 2 * attempt + 1, ENDINGS.length)];
  }

  private String rural(byte rank, int number, int attempt, String street) {
    String town = street.replaceFirst("(街道|镇|乡)$", "");
    String first = attempt < 3 ? town.substring(0, 1) : character(FIRST, number, 3 * attempt);
    String second = character(SECOND, number, 3 * attempt + 1);
    String third = attempt > 8 ? character(FIRST, number, 3 * attempt + 2) : "";
    return first + third + second + (rank == Ways.MAIN ? "公路" : "路");
  }

  private String syllables(int number, int attempt) {
    String third = attempt > 14 ? character(SECOND, number, attempt * 5) : "";
    return character(FIRST, number, attempt) + character(SECOND, number, attempt * 3 + 1) + third;
  }

  private String character(String of, int number, int salt) {
    int at = pick(number, salt + 1_000, of.length());
    return of.substring(at, at + 1);
  }

  private int pick(int number, int salt, int size) {
    return (int) (Chance.of(seed + salt, number) * size);
  }
}
