package io.yiwang.demo.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What anybody sees of a quarter from the street. It depends on seed and number only, so the
 * registry and the map show the same one.
 *
 * @param built year
 * @param floors of each of its buildings, as are the entrances
 * @param landing doors on a landing
 */
public record QuarterSketch(
    String name, String address, int built, int buildings, int floors, int entrances, int landing) {

  /** Quarters of the whole city. */
  public static final int ALL = SyntheticNumbers.QUARTERS;

  /** The street whose officer a visitor may play; its quarters come first. */
  static final String FIRST_STREET = "310105002";

  private static final int QUARTERS_EACH = 6;

  private static final String[] ENDINGS = {"新村", "花园", "公寓", "小区", "家园", "苑", "名邸", "大厦", "里", "坊"};
  private static final String[] MOTTOES = {
    "安居", "和平", "新华", "绿地", "阳光", "锦绣", "梧桐", "曙光", "明珠", "春申", "永乐", "仁德", "康泰", "长乐", "瑞金", "景云"
  };

  /** Every so many quarters there is an estate of 5,000 doors. */
  private static final int LARGE_EVERY = 700;

  private static final int LARGE_AT = 3;

  /** The neighbourhood a quarter lies in, and how many quarters it has had before. */
  public record Slot(String hood, int round) {}

  /**
   * Where the first so many quarters lie: the neighbourhoods of the first street one after the
   * other, then all others in turn.
   */
  public static List<Slot> slots(Collection<String> hoods, int count) {
    List<Slot> slots = new ArrayList<>(count);
    hoods.stream()
        .filter(h -> h.startsWith(FIRST_STREET))
        .sorted()
        .forEach(
            h -> {
              for (int i = 0; i < QUARTERS_EACH; i++) {
                slots.add(new Slot(h, i));
              }
            });
    List<String> others =
        hoods.stream()
            .filter(h -> !h.startsWith(FIRST_STREET))
            .sorted(
                Comparator.comparing(h -> Long.reverse(Long.parseLong(h) * 0x9E3779B97F4A7C15L)))
            .toList();
    for (int i = 0; slots.size() < count && !others.isEmpty(); i++) {
      slots.add(new Slot(others.get(i % others.size()), i / others.size()));
    }
    return slots.subList(0, Math.min(count, slots.size()));
  }

  /**
   * The quarter of that number.
   *
   * @param district its Chinese name
   * @param road name of a road there
   */
  public static QuarterSketch of(long seed, int number, String district, String road) {
    var random = new SplittableRandom(seed * 1_000_003 - number - 1);
    int lane = 10 + random.nextInt(1_990);
    int built = 1952 + random.nextInt(70);
    String first =
        random.nextBoolean()
            ? road.replaceFirst("路$", "")
            : MOTTOES[random.nextInt(MOTTOES.length)];
    String name = first + ENDINGS[random.nextInt(ENDINGS.length)] + (number % 97 + 1) + "期";
    String address = district + road + lane + "弄";
    if (number % LARGE_EVERY == LARGE_AT) {
      return new QuarterSketch(name, address, built, 25, 25, 1, 8);
    }
    int kind = random.nextInt(100);
    if (kind < 55) { // walk-ups of the workers' estates
      return new QuarterSketch(
          name, address, built, 6 + random.nextInt(25), 6, 2 + random.nextInt(3), 2);
    }
    if (kind < 90) {
      return new QuarterSketch(
          name,
          address,
          built,
          3 + random.nextInt(12),
          12 + random.nextInt(22),
          1,
          4 + random.nextInt(4));
    }
    return new QuarterSketch(name, address, built, 10 + random.nextInt(16), 3, 1, 4); // lanes
  }

  /** The road after which a street's quarters are addressed. */
  public static String road(String street) {
    String name = street.replaceFirst("(街道|镇|乡)$", "");
    return name.endsWith("路") ? name : name + "路";
  }

  /** Homes of one building. */
  public int homes() {
    return entrances * floors * landing;
  }
}
