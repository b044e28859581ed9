package io.yiwang.cases.lifecycle;

import static io.yiwang.cases.lifecycle.Story.CALENDAR;
import static io.yiwang.cases.lifecycle.Story.MONDAY_9;
import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.cases.CaseAction;
import io.yiwang.cases.DueState;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CaseClockTest {

  @Test
  void warnsAtThreeQuartersAndRaisesEachAlarmOnce() {
    // 4 working hours from 09:00: 75 % at noon, due at 15:00, then 17:00 and Tuesday 09:00
    Story story = Story.handling();
    String[] due = {"04:00", "07:00", "09:00"};
    for (int minute = 1; minute < 3 * 24 * 60; minute++) {
      int before = story.events.size();
      story.after(1).tick();
      for (String event : story.events.subList(before, story.events.size())) {
        assertThat(event).isIn("CaseDueSoon", "CaseOverdue", "CaseEscalated");
      }
    }
    assertThat(story.history)
        .filteredOn(line -> line.action().equals("DUE_SOON") || line.action().equals("OVERDUE"))
        .extracting(line -> line.action() + " " + line.at())
        .containsExactly(
            "DUE_SOON 2026-11-23T" + due[0] + ":00Z", "OVERDUE 2026-11-23T" + due[1] + ":00Z");
    assertThat(story.history)
        .filteredOn(line -> line.action().equals("ESCALATE"))
        .extracting(line -> line.detail().get("level") + " " + line.at())
        .containsExactly(
            "1 2026-11-23T07:00:00Z", "2 2026-11-23T09:00:00Z", "3 2026-11-24T01:00:00Z");
    assertThat(story.now.nextAlarmAt(CALENDAR)).isNull();
  }

  @Test
  void givesMissedAlarmsInOrderAfterALongSleep() {
    Story story = Story.handling().after(5 * 24 * 60).tick().tick();
    assertThat(story.events)
        .endsWith("CaseDueSoon", "CaseOverdue", "CaseEscalated", "CaseEscalated", "CaseEscalated")
        .containsOnlyOnce("CaseOverdue");
    assertThat(story.now.dueAt(CALENDAR)).isEqualTo(Instant.parse("2026-11-23T07:00:00Z"));
  }

  @Test
  void neverRaisesEarlyEvenWhenTheClockJumpsBack() {
    Story story = Story.handling().after(6 * 60).tick();
    int raised = story.events.size();
    story.after(-60).tick().after(60).tick();
    assertThat(story.events).hasSize(raised);
  }

  @Test
  void warnsAgainAfterAnExtension() {
    Story story = Story.handling().after(200).tick();
    assertThat(story.events).contains("CaseDueSoon");
    story.act(CaseAction.EXTEND, Story.OFFICER, "parts").after(24 * 60).tick();
    assertThat(story.events).filteredOn("CaseDueSoon"::equals).hasSize(2);
  }

  @Test
  void actingAfterAnUnscannedDeadlineStillTellsIt() {
    Story story = Story.handling().after(6 * 60).photographed(CaseAction.FINISH, Story.WORKER);
    assertThat(story.events).contains("CaseDueSoon", "CaseOverdue", "CaseMended");
    assertThat(story.now.standing().onTime()).isFalse();
  }

  @Test
  void dueSoonOverdueAndDoneAreReadFromTheInstant() {
    Story story = Story.handling();
    Instant warn = Instant.parse("2026-11-23T04:00:00Z");
    Instant due = Instant.parse("2026-11-23T07:00:00Z");
    assertThat(story.now.dueState(warn.minusMillis(1), CALENDAR)).isEqualTo(DueState.ON_TIME);
    assertThat(story.now.dueState(warn, CALENDAR)).isEqualTo(DueState.DUE_SOON);
    assertThat(story.now.dueState(due.minusMillis(1), CALENDAR)).isEqualTo(DueState.DUE_SOON);
    assertThat(story.now.dueState(due, CALENDAR)).isEqualTo(DueState.OVERDUE);
  }

  @Test
  void stoppingAndStartingAtAnyMomentKeepsTheSum() {
    long seed = 20261123;
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      CaseClock clock =
          CaseClock.fresh(Story.FOUR_WORK_HOURS.limit().unit(), Duration.ofHours(40))
              .start(MONDAY_9);
      Instant at = MONDAY_9;
      Duration expected = Duration.ZERO;
      for (int i = 0; i < 20; i++) {
        Instant stop = at.plusSeconds(random.nextInt(40_000));
        expected = expected.plus(CALENDAR.consumed(at, stop, clock.unit()));
        clock = clock.stop(stop, CALENDAR);
        at = stop.plusSeconds(random.nextInt(40_000));
        clock = clock.start(at);
      }
      assertThat(clock.consumed()).as("seed " + seed + " round " + round).isEqualTo(expected);
    }
  }
}
