package io.yiwang.browser;

import io.yiwang.access.Duty;
import io.yiwang.access.NewPerson;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.access.Unit;
import io.yiwang.access.UnitKind;
import io.yiwang.access.Units;
import io.yiwang.citymap.City;
import io.yiwang.citymap.RegionDraft;
import io.yiwang.citymap.Regions;
import io.yiwang.dispatch.DutyBoard;
import io.yiwang.dispatch.NewWorker;
import io.yiwang.dispatch.Responsibilities;
import io.yiwang.dispatch.Responsibility;
import io.yiwang.dispatch.Rosters;
import io.yiwang.dispatch.Shift;
import io.yiwang.dispatch.WorkerRole;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.RegionLevel;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.context.ApplicationContext;

/**
 * A district of twenty-eight streets on open sea inside the city's extent, each of one
 * neighbourhood and one grid, with one crew that mends everything, one worker, one checker, one
 * desk and one duty officer. Each test has a street of its own, 0.7 km from the others.
 */
final class MiniatureCity {
  static final String PASSWORD = "a-password-of-the-miniature";
  static final String DISTRICT = "310199";
  private static final String CREW = "MINI-CREW-";
  private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);
  private static final GeometryFactory SHAPES = new GeometryFactory();
  private static final double SOUTH = 31.70;
  private static final double WEST = 121.90;
  private static final double SIDE = 0.18;
  private static final int STREETS = 28;

  private final ApplicationContext beans;

  MiniatureCity(ApplicationContext beans) {
    this.beans = beans;
    if (beans.getBean(Regions.class).find(street(STREETS)).isEmpty()) {
      build();
    }
  }

  /** One street of the miniature: a place in it and who works there. */
  record Corner(
      String name,
      GeoPoint place,
      String street,
      String worker,
      String checker,
      String desk,
      String officer) {

    /** The same corner for somebody who stands so many metres further north. */
    Corner north(double metres) {
      GeoPoint there = new GeoPoint(place.lat() + metres / 111_195, place.lng());
      return new Corner(name, there, street, worker, checker, desk, officer);
    }
  }

  private void build() {
    Geometry square = SHAPES.toGeometry(new Envelope(WEST, WEST + SIDE, SOUTH, SOUTH + SIDE));
    draft(DISTRICT, RegionLevel.DISTRICT, "小样区", "Miniature", null, square);
    for (int row = 1; row <= STREETS; row++) {
      double south = SOUTH + (row - 1) * SIDE / STREETS;
      Geometry strip =
          SHAPES.toGeometry(new Envelope(WEST, WEST + SIDE, south, south + SIDE / STREETS));
      String street = street(row);
      draft(street, RegionLevel.STREET, "第" + row + "街道", "Street " + row, DISTRICT, strip);
      draft(
          street + "001",
          RegionLevel.NEIGHBOURHOOD,
          "第" + row + "居委会",
          "Quarter " + row,
          street,
          strip);
      draft(
          street + "001001", RegionLevel.GRID, row + " 号网格", "Grid " + row, street + "001", strip);
    }
  }

  private static String street(int number) {
    return "%s%03d".formatted(DISTRICT, number);
  }

  private void draft(
      String code,
      RegionLevel level,
      String zh,
      String en,
      @Nullable String parent,
      Geometry area) {
    RegionDraft draft = new RegionDraft(code, level, zh, en, parent, area);
    Regions.Loaded loaded = beans.getBean(Regions.class).load(List.of(draft));
    if (!loaded.rejects().isEmpty()) {
      throw new IllegalStateException(loaded.rejects().toString());
    }
  }

  /** The corner of that number, 1 to 28, with its crew and everybody on duty. */
  Corner corner(int number) {
    String street = street(number);
    String path = beans.getBean(City.class).code() + "." + DISTRICT + "." + street;
    GeoPoint place = new GeoPoint(SOUTH + (number - 0.5) * SIDE / STREETS, WEST + SIDE / 2);
    String worker = "mini-worker-" + number;
    String checker = "mini-checker-" + number;
    String desk = "mini-desk-" + number;
    String officer = "mini-officer-" + number;
    Corner corner = new Corner("第" + number + "街道", place, street, worker, checker, desk, officer);
    if (beans.getBean(People.class).findByLogin(worker).isEmpty()) {
      staff(number, corner, path);
    }
    return corner;
  }

  /** Login of somebody who watches the whole city. */
  String watcher() {
    String login = "mini-watcher";
    if (beans.getBean(People.class).findByLogin(login).isEmpty()) {
      person(login, "郑望", Duty.CITY_OFFICER, CREW + 1, "", "");
    }
    return login;
  }

  /** Code of the neighbourhood of a street. */
  static String neighbourhood(int number) {
    return street(number) + "001";
  }

  /** Login of a member of the committee of that neighbourhood. */
  String committee(int number) {
    String login = "mini-committee-" + number;
    if (beans.getBean(People.class).findByLogin(login).isEmpty()) {
      String code = neighbourhood(number);
      String path = beans.getBean(Regions.class).get(code).path();
      person(login, "居干" + number, Duty.COMMITTEE, CREW + number, code, path);
    }
    return login;
  }

  /** Login of somebody who keeps the cameras of the whole city. */
  String steward(int number) {
    String login = "mini-steward-" + number;
    if (beans.getBean(People.class).findByLogin(login).isEmpty()) {
      person(login, "管家" + number, Duty.ADMIN, CREW + number, "", "");
    }
    return login;
  }

  private void staff(int number, Corner corner, String path) {
    String crew = CREW + number;
    String street = corner.street();
    beans
        .getBean(Units.class)
        .putAll(
            List.of(
                new Unit(
                    crew, "小样作业" + number + "队", "Crew " + number, UnitKind.CREW, street, null)));
    beans
        .getBean(Responsibilities.class)
        .putAll(List.of(new Responsibility(0, "*", street, null, crew, LONG_AGO, null)));
    person(corner.desk(), "郑派" + number, Duty.DISPATCHER, crew, street, path);
    person(corner.officer(), "郑值" + number, Duty.STREET_OFFICER, crew, street, path);
    Person mender = person(corner.worker(), "吴修" + number, Duty.GRID_WORKER, crew, street, path);
    Person looker = person(corner.checker(), "何查" + number, Duty.CHECKER, crew, street, path);
    beans
        .getBean(DutyBoard.class)
        .enrol(
            List.of(
                onBoard(mender, WorkerRole.WORKER, corner.place()),
                onBoard(looker, WorkerRole.CHECKER, corner.place())));
    beans.getBean(Rosters.class).addAll(List.of(always(mender), always(looker)));
  }

  private Person person(
      String login, String name, Duty duty, String unit, String region, String path) {
    People people = beans.getBean(People.class);
    people.create(
        new NewPerson(login, name, login, people.hash(PASSWORD), Set.of(duty), unit, region, path));
    return people.findByLogin(login).orElseThrow();
  }

  private static NewWorker onBoard(Person person, WorkerRole role, GeoPoint at) {
    return new NewWorker(
        person.id(),
        person.name(),
        person.nameEn(),
        role,
        person.unitCode(),
        person.regionPath(),
        NewWorker.USUAL_MAX_LOAD,
        at);
  }

  /** A shift from midnight to midnight on every day. */
  private static Shift always(Person person) {
    return new Shift(
        0,
        person.id(),
        EnumSet.allOf(DayOfWeek.class),
        LocalTime.MIDNIGHT,
        LocalTime.MIDNIGHT,
        LONG_AGO,
        null);
  }
}
