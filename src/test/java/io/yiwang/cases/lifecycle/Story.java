package io.yiwang.cases.lifecycle;

import io.yiwang.cases.CaseAction;
import io.yiwang.cases.CaseActor;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.LimitUnit;
import io.yiwang.kernel.TimeBudget;
import io.yiwang.kernel.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One case lived through minute by minute; a Monday, 09:00 in Shanghai, is minute 0. */
final class Story {
  static final Instant MONDAY_9 = Instant.parse("2026-11-23T01:00:00Z");
  static final WorkingCalendar CALENDAR =
      WorkingCalendar.weekdays(ZoneId.of("Asia/Shanghai"), Set.of(), Set.of());
  static final Lifecycle LIFECYCLE = new Lifecycle(CALENDAR);
  static final Condition FOUR_WORK_HOURS =
      new Condition(1, "暴露垃圾", "Heap", new TimeBudget(4, LimitUnit.WORK_HOUR));
  static final Condition TWO_URGENT_HOURS =
      new Condition(2, "危险", "Danger", new TimeBudget(2, LimitUnit.URGENT_HOUR));
  static final CaseActor CENTRE = new CaseActor(1, "centre");
  static final CaseActor UNIT = new CaseActor(2, "unit desk");
  static final CaseActor WORKER = new CaseActor(7, "crew 7");
  static final CaseActor CHECKER = new CaseActor(8, "checker");
  static final CaseActor OFFICER = new CaseActor(9, "officer");
  static final Command.Worker CREW_7 = new Command.Worker(7, "crew 7");

  Case now;
  Instant at = MONDAY_9;
  final List<Move.Line> history = new ArrayList<>();
  final List<String> events = new ArrayList<>();

  private Story(Move opened) {
    now = opened.after();
    keep(opened);
  }

  static Matter matter(int reports) {
    return matter(reports, null);
  }

  static Matter matter(int reports, Matter.@Nullable Prior prior) {
    return new Matter(
        new UUID(1, 1),
        "06010",
        "暴露垃圾",
        "Litter",
        new GeoPoint(31.22, 121.431),
        "N51H263A3C3160301040",
        new Matter.Place(
            "310105002003001",
            "310000.310105.310105002.310105002003.310105002003001",
            "310105",
            "长宁区",
            "Changning",
            "江苏路",
            "Jiangsu Road"),
        "垃圾堆在路口",
        "江苏路 1 号",
        null,
        "HOTLINE",
        MONDAY_9,
        null,
        prior,
        new Matter.Growth(reports, 0, 1.0, MONDAY_9, null));
  }

  static Lifecycle.Taking evident() {
    return new Lifecycle.Taking(true, null, MONDAY_9.plus(Duration.ofDays(1)));
  }

  static Lifecycle.Taking filedAtOnce() {
    return new Lifecycle.Taking(true, FOUR_WORK_HOURS, MONDAY_9.plus(Duration.ofDays(1)));
  }

  static Lifecycle.Taking thin() {
    return new Lifecycle.Taking(false, null, MONDAY_9.plus(Duration.ofDays(1)));
  }

  static Story reported(int reports, Lifecycle.Taking taking) {
    return new Story(LIFECYCLE.open(17, "20261123-000017", matter(reports), taking, MONDAY_9));
  }

  /** Imported some time after it was reported elsewhere. */
  static Story imported(@Nullable Instant promisedAt, long minutesLater) {
    Matter matter = matter(1, new Matter.Prior("boston-311", promisedAt));
    Instant at = MONDAY_9.plus(Duration.ofMinutes(minutesLater));
    Story story = new Story(LIFECYCLE.open(17, "n", matter, filedAtOnce(), at));
    return story.after(minutesLater);
  }

  /** Filed at once and with crew 7, who has accepted. */
  static Story handling() {
    return reported(3, filedAtOnce()).sentTo("crews").act(CaseAction.ACCEPT, WORKER);
  }

  Story sentTo(String unit) {
    return act(Command.of(CaseAction.DISPATCH, CaseActor.SYSTEM).to(unit, CREW_7));
  }

  Story after(long minutes) {
    at = at.plus(Duration.ofMinutes(minutes));
    return this;
  }

  Story act(CaseAction action, CaseActor by) {
    return act(Command.of(action, by));
  }

  Story act(CaseAction action, CaseActor by, String reason) {
    return act(Command.of(action, by).because(reason));
  }

  Story act(Command command) {
    return keep(LIFECYCLE.act(now, command, at));
  }

  Story photographed(CaseAction action, CaseActor by) {
    return act(Command.of(action, by).with("done", List.of("photo-1")));
  }

  Story tick() {
    return keep(LIFECYCLE.tick(now, at));
  }

  final Story keep(Move move) {
    now = move.after();
    history.addAll(move.history());
    events.addAll(move.events());
    return this;
  }

  String line() {
    return now.line();
  }
}
