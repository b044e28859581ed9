package io.yiwang.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Unit;
import io.yiwang.access.UnitKind;
import io.yiwang.access.Units;
import io.yiwang.cases.CaseActor;
import io.yiwang.cases.CaseEvent;
import io.yiwang.cases.CaseState;
import io.yiwang.cases.CaseSummary;
import io.yiwang.house.OutboxEvent;
import io.yiwang.kernel.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** The dispatcher on the real tables, with cases that only remember what they were told. */
@PlatformTest
class DispatcherTest {
  private static final AtomicLong IDS = new AtomicLong(7_000_000);
  private static final LocalDate SINCE = LocalDate.of(2026, 1, 1);

  @Autowired Responsibilities responsibilities;
  @Autowired DutyBoard board;
  @Autowired Refusals refusals;
  @Autowired Rosters rosters;
  @Autowired Units units;
  @Autowired Owners owners;
  @Autowired JsonMapper json;

  private final String mark = "D" + IDS.incrementAndGet();
  private final String district = mark + "05";
  private final String street = district + "002";
  private final String streetPath = mark + "." + district + "." + street;
  private final CasesOfMemory cases = new CasesOfMemory();
  private long position;
  private Dispatcher dispatcher;

  @BeforeEach
  void aTownWithTwoUnits() {
    dispatcher = new Dispatcher(cases, responsibilities, board, refusals, owners, json);
    units.putAll(
        List.of(
            new Unit(mark + "-CENTRE", "中心", "Centre", UnitKind.CENTRE, mark, null),
            new Unit(mark + "-GREEN", "绿化", "Green", UnitKind.DEPARTMENT, district, null),
            new Unit(mark + "-CREW", "作业队", "Crew", UnitKind.CREW, district, mark + "-GREEN"),
            new Unit(mark + "-OFFICE", "街道办", "Office", UnitKind.STREET_OFFICE, street, null)));
    responsibilities.putAll(
        List.of(
            new Responsibility(0, "06", district, null, mark + "-GREEN", SINCE, null),
            new Responsibility(0, "*", street, null, mark + "-OFFICE", SINCE, null)));
    board.forget();
  }

  @Test
  void aFiledCaseGoesToTheUnitAndItsNearestWorkerAndSaysWhy() {
    long far = worker("-CREW", district(), 0.02, true);
    long near = worker("-CREW", district(), 0.001, true);
    worker("-CREW", district(), 0.0, false);

    CaseSummary filed = subject(CaseState.PENDING_DISPATCH, null, null, 1);
    accept("CaseFiled", null, filed);

    assertThat(cases.told())
        .containsExactly(
            "dispatch %d to %s-GREEN, %d because CLASS_PREFIX UNIT LOWEST_SCORE"
                .formatted(filed.id(), mark, near));
    var why = cases.orders().getFirst().choice().explanation();
    assertThat(why.at("/unit/nameZh").asString()).isEqualTo("绿化");
    assertThat(why.at("/unit/others/0/unitCode").asString()).isEqualTo(mark + "-OFFICE");
    assertThat(why.at("/worker/candidates/0/distanceMetres").asInt()).isEqualTo(111);
    assertThat(why.at("/worker/candidates/1/id").asLong()).isEqualTo(far);
    assertThat(why.at("/worker/candidates/1/verdict").asString()).isEqualTo("FARTHER");
  }

  @Test
  void choicesOfOneBatchCountAsLoadForTheNext() {
    long near = worker("-CREW", district(), 0.001, true);
    long second = worker("-CREW", district(), 0.003, true);

    accept(
        event("CaseFiled", null, subject(CaseState.PENDING_DISPATCH, null, null, 1)),
        event("CaseFiled", null, subject(CaseState.PENDING_DISPATCH, null, null, 1)),
        event("CaseFiled", null, subject(CaseState.PENDING_DISPATCH, null, null, 1)));

    assertThat(cases.orders().stream().map(o -> o.choice().workerId()))
        .containsExactly(near, second, near);
  }

  @Test
  void aWorkerWhoCouldNotIsNotAskedAgainAndTheOfficerComesLast() {
    long first = worker("-CREW", district(), 0.001, true);
    long second = worker("-CREW", district(), 0.01, true);
    long officer = person("-OFFICE", WorkerRole.STREET_OFFICER, streetPath, 0, true);
    CaseSummary back = subject(CaseState.DISPATCHED, mark + "-GREEN", null, 3);

    accept("WorkerRefused", new CaseActor(first, "甲"), back);
    accept("WorkerRefused", new CaseActor(second, "乙"), version(back, 5));

    assertThat(cases.told())
        .containsExactly(
            "assign %d to %s-GREEN, %d because CLASS_PREFIX UNIT LOWEST_SCORE"
                .formatted(back.id(), mark, second),
            "assign %d to %s-GREEN, %d because CLASS_PREFIX STREET_OFFICER ALL_REFUSED"
                .formatted(back.id(), mark, officer));
  }

  @Test
  void aUnitThatReturnedACaseIsPassedOverUntilNobodyIsLeft() {
    CaseSummary returned = subject(CaseState.RETURNED, mark + "-GREEN", null, 3);

    accept("CaseReturned", new CaseActor(1, "甲"), returned);
    accept("CaseReturned", new CaseActor(2, "乙"), unit(version(returned, 5), mark + "-OFFICE"));
    accept("CaseReturned", new CaseActor(3, "丙"), unit(version(returned, 7), mark + "-CENTRE"));

    assertThat(cases.told())
        .containsExactly(
            "dispatch %d to %s-OFFICE, null because ANY_CLASS NOBODY NOBODY_ON_DUTY"
                .formatted(returned.id(), mark),
            "dispatch %d to %s-CENTRE, null because NO_RULE NOBODY NOBODY_ON_DUTY"
                .formatted(returned.id(), mark));
  }

  @Test
  void whatAPersonSentToAUnitIsGivenToAWorkerAndWhatWeSentIsNot() {
    long near = worker("-CREW", district(), 0.001, true);
    CaseSummary sent = subject(CaseState.DISPATCHED, mark + "-CREW", null, 3);

    accept("CaseDispatched", null, version(sent, 2));
    accept("CaseDispatched", new CaseActor(1, "派遣员"), sent);

    assertThat(cases.told())
        .containsExactly(
            "assign %d to %s-CREW, %d because GIVEN UNIT ONLY_ONE"
                .formatted(sent.id(), mark, near));
  }

  @Test
  void aCaseThatFoundNobodyIsGivenToWhoeverComesOnDuty() {
    CaseSummary waiting = subject(CaseState.DISPATCHED, mark + "-GREEN", null, 2);
    dispatcher.findWorkers(List.of(waiting));
    assertThat(cases.told()).isEmpty();

    long near = worker("-CREW", district(), 0.001, true);
    dispatcher.findWorkers(List.of(waiting));

    assertThat(cases.told())
        .containsExactly(
            "assign %d to %s-GREEN, %d because CLASS_PREFIX UNIT ONLY_ONE"
                .formatted(waiting.id(), mark, near));
  }

  @Test
  void aCaseThatMovedOnInTheSameBatchIsLeftAlone() {
    CaseSummary filed = subject(CaseState.PENDING_DISPATCH, null, null, 1);

    accept(
        event("CaseFiled", null, filed),
        event("CaseGrew", null, filed),
        event("CaseCancelled", new CaseActor(1, "甲"), state(filed, CaseState.CANCELLED)));
    accept("CaseGrew", null, filed);

    assertThat(cases.told()).isEmpty();
  }

  @Test
  void fiveHundredCasesAmongThreeHundredWorkersTakeLessThanTwoAndAHalfSeconds() {
    for (int i = 0; i < 300; i++) {
      people.add(newWorker("-CREW", WorkerRole.WORKER, district(), i * 0.0003));
    }
    board.enrol(people);
    rosters.addAll(people.stream().map(p -> allDay(p.personId())).toList());
    board.forget();
    OutboxEvent[] events = new OutboxEvent[500];
    for (int i = 0; i < events.length; i++) {
      events[i] = event("CaseFiled", null, subject(CaseState.PENDING_DISPATCH, null, null, 1));
    }

    accept(events);
    accept(events);
    cases.orders().clear();
    long start = System.nanoTime();
    accept(events);
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    assertThat(cases.orders()).hasSize(500).allMatch(o -> o.choice().workerId() != null);
    System.out.printf("dispatch.choices_per_second %.0f 1/s%n", 500e9 / took.toNanos());
    assertThat(took).isLessThan(Duration.ofMillis(2_500));
  }

  private final List<NewWorker> people = new ArrayList<>();

  private String district() {
    return mark + "." + district;
  }

  private long worker(String unit, String beat, double northOf, boolean onDuty) {
    return person(unit, WorkerRole.WORKER, beat, northOf, onDuty);
  }

  private long person(String unit, WorkerRole role, String beat, double northOf, boolean onDuty) {
    NewWorker who = newWorker(unit, role, beat, northOf);
    board.enrol(List.of(who));
    if (onDuty) {
      rosters.addAll(List.of(allDay(who.personId())));
    }
    board.forget();
    return who.personId();
  }

  private NewWorker newWorker(String unit, WorkerRole role, String beat, double northOf) {
    return new NewWorker(
        IDS.incrementAndGet(),
        "工",
        "W",
        role,
        mark + unit,
        beat,
        8,
        new GeoPoint(31.2 + northOf, 121.4));
  }

  private static Shift allDay(long person) {
    var daily = EnumSet.allOf(java.time.DayOfWeek.class);
    return new Shift(0, person, daily, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, SINCE, null);
  }

  private void accept(String type, @Nullable CaseActor actor, CaseSummary subject) {
    accept(event(type, actor, subject));
  }

  private void accept(OutboxEvent... events) {
    dispatcher.accept(List.of(events));
  }

  private OutboxEvent event(String type, @Nullable CaseActor actor, CaseSummary subject) {
    Instant now = Instant.now();
    var told = new CaseEvent(type, now, actor, subject);
    return new OutboxEvent(
        ++position, "cases", "" + subject.id(), type, json.valueToTree(told), now);
  }

  private CaseSummary subject(
      CaseState state, @Nullable String unit, @Nullable Long worker, int version) {
    return CasesOfMemory.subject(
        IDS.incrementAndGet(), version, state, streetPath + "." + street + "001", unit, worker);
  }

  private static CaseSummary version(CaseSummary c, int version) {
    return CasesOfMemory.subject(
        c.id(), version, c.state(), c.regionPath(), c.unitCode(), c.workerId());
  }

  private static CaseSummary unit(CaseSummary c, String unit) {
    return CasesOfMemory.subject(
        c.id(), c.version(), c.state(), c.regionPath(), unit, c.workerId());
  }

  private static CaseSummary state(CaseSummary c, CaseState state) {
    return CasesOfMemory.subject(
        c.id(), c.version(), state, c.regionPath(), c.unitCode(), c.workerId());
  }
}
