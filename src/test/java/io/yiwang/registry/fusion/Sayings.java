package io.yiwang.registry.fusion;

import io.yiwang.kernel.Sex;
import io.yiwang.registry.fusion.MatchRules.Weight;
import io.yiwang.registry.people.Relation;
import io.yiwang.registry.people.SourceKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Statements to test on. */
final class Sayings {
  /** The weights that ship. */
  static final MatchRules RULES =
      new MatchRules(
          Map.of(
              "PRIOR", new Weight(-24, 0),
              "NAME", new Weight(9, -6),
              "BIRTH", new Weight(14, -7),
              "SEX", new Weight(1, -8),
              "PHONE", new Weight(17, -1),
              "DOOR", new Weight(16, -1),
              "JOIN", new Weight(0.99, 0),
              "REVIEW", new Weight(0.5, 0)));

  static final Instant NOON = Instant.parse("2026-11-24T04:00:00Z");
  private static final String[] NAMES = {"王芳", "李伟", "张敏"};

  private Sayings() {}

  /** A statement that is put together piece by piece. */
  static final class Saying {
    private final String key;
    private SourceKind kind = SourceKind.COMMUNITY_CHECK;
    private Instant at = NOON;
    private String name = "王芳";
    private Sex sex = Sex.FEMALE;
    private @Nullable LocalDate birth;
    private @Nullable Long number;
    private @Nullable Long phone;
    private @Nullable Long door;
    private @Nullable Integer groups;

    private Saying(String key) {
      this.key = key;
    }

    Saying by(SourceKind by) {
      kind = by;
      return this;
    }

    Saying daysAgo(int days) {
      at = NOON.minusSeconds(86_400L * days);
      return this;
    }

    Saying name(String text) {
      name = text;
      return this;
    }

    Saying born(String day) {
      birth = LocalDate.parse(day);
      return this;
    }

    Saying number(long index) {
      number = index;
      return this;
    }

    Saying phone(long index) {
      phone = index;
      return this;
    }

    Saying door(long id) {
      door = id;
      return this;
    }

    Saying groups(int bits) {
      groups = bits;
      return this;
    }

    Statement say() {
      long id = key.hashCode() & 0xFFFF;
      return new Statement(
          id,
          id,
          kind,
          kind.name(),
          key,
          at,
          name,
          sex,
          birth,
          number == null ? null : new Statement.Sealed(number, new byte[0]),
          phone == null ? null : new Statement.Sealed(phone, new byte[0]),
          door,
          "",
          Relation.UNKNOWN,
          groups,
          "1");
    }
  }

  static Saying of(String key) {
    return new Saying(key);
  }

  /** Statements that know each other in every way, out of few names, numbers, phones and doors. */
  static List<Statement> crowd(Random random, int size) {
    List<Statement> crowd = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Saying saying =
          of("k" + i)
              .by(SourceKind.values()[random.nextInt(5)])
              .daysAgo(random.nextInt(400))
              .name(NAMES[random.nextInt(NAMES.length)]);
      if (random.nextInt(3) > 0) {
        saying.born("1980-01-0" + (1 + random.nextInt(3)));
      }
      if (random.nextInt(3) == 0) {
        saying.number(random.nextInt(4));
      }
      if (random.nextBoolean()) {
        saying.phone(random.nextInt(4));
      }
      if (random.nextBoolean()) {
        saying.door(random.nextInt(4));
      }
      if (random.nextBoolean()) {
        saying.groups(random.nextInt(4));
      }
      crowd.add(saying.say());
    }
    return crowd;
  }

  /** A few pairs with a decision. */
  static Map<String, Boolean> decisions(List<Statement> crowd, Random random) {
    Map<String, Boolean> decisions = new HashMap<>();
    for (int i = 0; i < crowd.size() / 5; i++) {
      List<Statement> two = new ArrayList<>(crowd);
      Collections.shuffle(two, random);
      decisions.put(Fusion.Pair.of(two.get(0), two.get(1)).identity(), random.nextInt(3) == 0);
    }
    return decisions;
  }
}
