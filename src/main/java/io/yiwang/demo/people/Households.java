package io.yiwang.demo.people;

import io.yiwang.kernel.CitizenNumber;
import io.yiwang.kernel.Sex;
import io.yiwang.registry.load.QuarterLoad.BuildingLoad;
import io.yiwang.registry.load.QuarterLoad.DoorLoad;
import io.yiwang.registry.load.QuarterLoad.PersonLoad;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Lets families, couples, singles and flat-sharers live behind the doors of one quarter. */
final class Households {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

  // bits of the special groups as the registry ships them
  private static final int DISABLED = 1;
  private static final int LIVING_ALONE = 1 << 1;
  private static final int PARTY_MEMBER = 1 << 2;
  private static final int VOLUNTEER = 1 << 3;
  private static final int BUILDING_LEADER = 1 << 4;
  private static final int RETURNEE = 1 << 5;

  // ordinals of Relation
  private static final int HEAD = 1;
  private static final int SPOUSE = 2;
  private static final int CHILD = 3;
  private static final int PARENT = 5;
  private static final int TENANT = 9;

  private final int quarter;
  private final SplittableRandom random;
  private final Names names;
  private final SyntheticNumbers numbers;
  private final Set<Integer> withoutLeader = new HashSet<>();
  private final List<PersonLoad> people = new ArrayList<>();

  /** Of a thousand residents; quarters differ much in this, so that a map shows something. */
  private final int returnees;

  Households(
      int quarter,
      SplittableRandom random,
      Names names,
      SyntheticNumbers numbers,
      List<BuildingLoad> buildings) {
    this.quarter = quarter;
    this.random = random;
    this.names = names;
    this.numbers = numbers;
    buildings.forEach(b -> withoutLeader.add(b.id()));
    int dice = random.nextInt(100);
    this.returnees = dice < 15 ? 0 : dice < 80 ? 2 + random.nextInt(14) : 20 + random.nextInt(40);
  }

  SyntheticNumbers numbers() {
    return numbers;
  }

  List<PersonLoad> people(List<DoorLoad> doors) {
    for (DoorLoad door : doors) {
      switch (door.occupancy()) {
        case 1 ->
            family(door, 30 + random.nextInt(58), TODAY.minusDays(200 + random.nextInt(9_000)));
        case 2 -> {
          LocalDate since = TODAY.minusDays(random.nextInt(1_500));
          if (random.nextInt(100) < 30) {
            sharers(door, since);
          } else {
            family(door, 22 + random.nextInt(35), since);
          }
        }
        default -> {}
      }
    }
    return people;
  }

  private void family(DoorLoad door, int age, LocalDate since) {
    Sex sex = random.nextInt(100) < 70 ? Sex.MALE : Sex.FEMALE;
    String surname = names.surname(random);
    int dice = random.nextInt(100);
    boolean old = age >= 65;
    boolean single = dice < (old ? 22 : 10);
    add(door, since, HEAD, surname, sex, age, single && old ? LIVING_ALONE : 0);
    if (single) {
      return;
    }
    Sex other = sex == Sex.MALE ? Sex.FEMALE : Sex.MALE;
    if (dice < 93) {
      int partner = Math.clamp(age - (sex == Sex.MALE ? 2 : -2) + random.nextInt(-3, 4), 20, 99);
      add(door, since, SPOUSE, names.surname(random), other, partner, 0);
    }
    int children = old ? (random.nextInt(100) < 30 ? 1 : 0) : dice < 34 ? 0 : dice < 84 ? 1 : 2;
    for (int i = 0; i < children; i++) {
      int years = Math.max(0, age - 24 - random.nextInt(10));
      if (years < 32 || random.nextInt(2) == 0) {
        add(door, since, CHILD, surname, random.nextBoolean() ? Sex.MALE : Sex.FEMALE, years, 0);
      }
    }
    if (!old && age > 28 && random.nextInt(100) < 20) {
      add(
          door,
          since,
          PARENT,
          surname,
          random.nextBoolean() ? Sex.MALE : Sex.FEMALE,
          Math.min(98, age + 23 + random.nextInt(9)),
          0);
    }
  }

  private void sharers(DoorLoad door, LocalDate since) {
    int count = 2 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      Sex sex = random.nextBoolean() ? Sex.MALE : Sex.FEMALE;
      add(door, since, TENANT, names.surname(random), sex, 20 + random.nextInt(22), 0);
    }
  }

  private void add(
      DoorLoad door, LocalDate since, int relation, String surname, Sex sex, int age, int groups) {
    LocalDate birth = TODAY.minusYears(age).minusDays(random.nextInt(365));
    Optional<CitizenNumber> number = numbers.citizen(birth, sex);
    while (number.isEmpty()) {
      birth = birth.minusDays(1);
      number = numbers.citizen(birth, sex);
    }
    boolean phone = age >= 12 && random.nextInt(100) < (age < 75 ? 97 : 60);
    people.add(
        new PersonLoad(
            (long) quarter * QuarterMaker.PERSONS + people.size() + 1,
            door.id(),
            surname + names.given(sex, birth.getYear(), random),
            sex,
            birth,
            number.get().text(),
            phone ? numbers.phone().orElse(null) : null,
            relation,
            groups | noted(door, age),
            since.isBefore(birth) ? birth : since));
  }

  private int noted(DoorLoad door, int age) {
    int groups = random.nextInt(1_000) < 25 ? DISABLED : 0;
    if (age >= 18) {
      groups |= random.nextInt(1_000) < 80 ? PARTY_MEMBER : 0;
      groups |= random.nextInt(1_000) < 30 ? VOLUNTEER : 0;
    }
    groups |= random.nextInt(1_000) < returnees ? RETURNEE : 0;
    if (age >= 50 && random.nextInt(20) == 0 && withoutLeader.remove(door.buildingId())) {
      groups |= BUILDING_LEADER;
    }
    return groups;
  }
}
