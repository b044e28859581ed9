package io.yiwang.demo;

import io.yiwang.access.Duty;
import io.yiwang.access.NewPerson;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.access.Unit;
import io.yiwang.access.Units;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.RegionDraft;
import io.yiwang.citymap.Regions;
import io.yiwang.demo.ground.DemoGround;
import io.yiwang.demo.people.DemoPeople;
import io.yiwang.dispatch.DutyBoard;
import io.yiwang.dispatch.NewWorker;
import io.yiwang.dispatch.Responsibilities;
import io.yiwang.dispatch.Rosters;
import io.yiwang.dispatch.Shift;
import io.yiwang.dispatch.WorkerRole;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.registry.mine.Claims;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets up the demonstration city on its first start; later starts find it there. */
class DemoCity {
  private static final Logger log = LoggerFactory.getLogger(DemoCity.class);
  private static final LocalDate SINCE = LocalDate.of(2026, 1, 1);
  private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);
  private static final LocalTime MORNING = LocalTime.of(6, 30);
  private static final LocalTime EVENING = LocalTime.of(18, 30);
  private static final int VISITOR_MAX_LOAD = 5;

  private final DemoSettings settings;
  private final Regions regions;
  private final Units units;
  private final People people;
  private final DutyBoard board;
  private final Rosters rosters;
  private final Responsibilities responsibilities;
  private final DemoPeople registry;
  private final DemoGround ground;
  private final Claims claims;
  private @Nullable List<RegionDraft> drafts;

  DemoCity(
      DemoSettings settings,
      Regions regions,
      Units units,
      People people,
      DutyBoard board,
      Rosters rosters,
      Responsibilities responsibilities,
      DemoPeople registry,
      DemoGround ground,
      Claims claims) {
    this.settings = settings;
    this.regions = regions;
    this.units = units;
    this.people = people;
    this.board = board;
    this.rosters = rosters;
    this.responsibilities = responsibilities;
    this.registry = registry;
    this.ground = ground;
    this.claims = claims;
  }

  /**
   * The steward comes last, so a set-up that was cut short is done again. Returns whether it was
   * new.
   */
  boolean setUp() {
    boolean fresh = setUpCity();
    registry.setUp(settings.peopleScale());
    ground.setUp(settings.ground(), this::drafts);
    drafts = null;
    people
        .findByLogin("resident")
        .ifPresent(resident -> claims.confirmed(resident.id(), DemoPeople.RESIDENT));
    return fresh;
  }

  private boolean setUpCity() {
    if (people.findByLogin("steward").isPresent()) {
      return false;
    }
    long start = System.nanoTime();
    Region city = regions.root();
    if (regions.children(city.code()).isEmpty()) {
      regions.load(drafts());
    }
    List<Region> districts = regions.children(city.code());
    List<Region> streets =
        districts.stream().flatMap(d -> regions.children(d.code()).stream()).toList();
    var demoUnits = new DemoUnits(city, districts, streets);
    List<Unit> all = demoUnits.units();
    units.putAll(all);
    responsibilities.putAll(demoUnits.responsibilities());
    var cast = new Cast(people.hash(Cast.PASSWORD), settings.seed(), regions::find);
    people.createAll(cast.played(all, settings.scale()));
    people.createAll(Visitors.ALL.stream().map(v -> visitor(cast, v)).toList());
    enrolAll();
    log.info(
        "The demonstration city is set up: {} streets, {} units in {} ms",
        streets.size(),
        all.size(),
        (System.nanoTime() - start) / 1_000_000);
    return true;
  }

  /** The regions as they are drawn; the ground is planned upon them. */
  private List<RegionDraft> drafts() {
    List<RegionDraft> all = drafts;
    if (all == null) {
      all = new CityPartition(DistrictShapes.list(), settings.seed()).regions(settings.scale());
      drafts = all;
    }
    return all;
  }

  private static NewPerson visitor(Cast cast, Visitors.Visitor v) {
    NewPerson p = cast.person(v.login(), v.unit(), v.region(), v.duty());
    return new NewPerson(
        p.login(),
        v.nameZh(),
        v.nameEn(),
        p.passwordHash(),
        p.duties(),
        p.unitCode(),
        p.regionCode(),
        p.regionPath());
  }

  private void enrolAll() {
    var random = new SplittableRandom(settings.seed() + 1);
    List<NewWorker> workers = new ArrayList<>();
    List<Shift> shifts = new ArrayList<>();
    Map<Duty, WorkerRole> roles =
        Map.of(
            Duty.GRID_WORKER, WorkerRole.WORKER,
            Duty.STREET_OFFICER, WorkerRole.STREET_OFFICER,
            Duty.DISTRICT_OFFICER, WorkerRole.DISTRICT_OFFICER,
            Duty.CITY_OFFICER, WorkerRole.CITY_OFFICER,
            Duty.CHECKER, WorkerRole.CHECKER);
    roles.forEach(
        (duty, role) -> {
          for (Person person : people.listByDuty(duty)) {
            workers.add(worker(person, role, random));
            shifts.add(shift(person, role));
          }
        });
    board.enrol(workers);
    rosters.addAll(shifts);
  }

  private NewWorker worker(Person person, WorkerRole role, SplittableRandom random) {
    boolean played = person.login().startsWith(Cast.PLAYED);
    GeoPoint at = somewhereIn(person.regionCode(), random);
    return new NewWorker(
        person.id(),
        person.name(),
        person.nameEn(),
        role,
        person.unitCode(),
        person.regionPath(),
        played ? NewWorker.USUAL_MAX_LOAD : VISITOR_MAX_LOAD,
        at);
  }

  /** The middle of a random unit grid of the region. */
  private GeoPoint somewhereIn(String code, SplittableRandom random) {
    Region here = regions.get(code);
    for (List<Region> below = regions.children(code);
        !below.isEmpty();
        below = regions.children(here.code())) {
      here = below.get(random.nextInt(below.size()));
    }
    return here.centre();
  }

  /** Workers take turns by day and by night; officers and visitors are always on duty. */
  private static Shift shift(Person person, WorkerRole role) {
    boolean always = role != WorkerRole.WORKER || !person.login().startsWith(Cast.PLAYED);
    int number = person.login().charAt(person.login().length() - 1) - '0';
    LocalTime from = always ? LocalTime.MIDNIGHT : number % 2 == 0 ? EVENING : MORNING;
    LocalTime to = always ? LocalTime.MIDNIGHT : number % 2 == 0 ? MORNING : EVENING;
    return new Shift(0, person.id(), EVERY_DAY, from, to, SINCE, null);
  }
}
