package io.yiwang.cases.lifecycle;

import static io.yiwang.cases.lifecycle.Story.CALENDAR;
import static io.yiwang.cases.lifecycle.Story.FOUR_WORK_HOURS;
import static io.yiwang.cases.lifecycle.Story.LIFECYCLE;
import static io.yiwang.cases.lifecycle.Story.MONDAY_9;
import static io.yiwang.cases.lifecycle.Story.OFFICER;
import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.cases.CaseAction;
import io.yiwang.cases.DueState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Matters that another system has promised to mend, and maybe closed, before we heard of them. */
class ImportedCaseTest {
  private static final Instant PROMISED = MONDAY_9.plus(Duration.ofHours(30));

  @Test
  void I01_whatWasClosedElsewhereEntersTheBookAsItEnded() {
    Move inTime = recorded(PROMISED, PROMISED);
    assertThat(inTime.after().line())
        .isEqualTo("CLOSED | litter | 310105 江苏路 | 1 signal | nobody | 1d6h");
    assertThat(inTime.after().standing().onTime()).isTrue();
    assertThat(inTime.after().standing().closedAt()).isEqualTo(PROMISED);
    assertThat(inTime.events()).containsExactly("CaseReported", "CaseClosed");

    assertThat(recorded(PROMISED, PROMISED.plusSeconds(1)).after().standing().onTime()).isFalse();
    assertThat(recorded(null, PROMISED).after().standing().onTime()).isTrue();
  }

  @Test
  void I02_thePromiseTakesThePlaceOfOurLimit() {
    Story story = Story.imported(PROMISED, 60);
    assertThat(story.now.dueAt(CALENDAR)).isEqualTo(PROMISED);
    story.sentTo("crews");
    assertThat(story.now.dueAt(CALENDAR)).isEqualTo(PROMISED);
    assertThat(due(story)).isEqualTo(DueState.ON_TIME);
  }

  @Test
  void I03_aBrokenPromiseIsOverdueFromTheStart() {
    Story story = Story.imported(PROMISED, 31 * 60);
    assertThat(due(story)).isEqualTo(DueState.OVERDUE);
    story.sentTo("crews").tick();
    assertThat(due(story)).isEqualTo(DueState.OVERDUE);
    assertThat(story.now.dueAt(CALENDAR)).isEqualTo(PROMISED);
    assertThat(story.events).contains("CaseOverdue");
  }

  @Test
  void I04_reopeningStartsOurOwnLimit() {
    Story story = Story.imported(PROMISED, 31 * 60);
    story.keep(recorded(PROMISED, PROMISED)).act(CaseAction.REOPEN, OFFICER, "it is back");
    story.sentTo("crews");
    assertThat(story.now.dueAt(CALENDAR)).isAfter(story.at);
    assertThat(due(story)).isEqualTo(DueState.ON_TIME);
  }

  @Test
  void I05_whatNobodyPromisedIsNotLateUntilAUnitHasIt() {
    Story story = Story.imported(null, 31 * 60).after(60).tick();
    assertThat(due(story)).isEqualTo(DueState.NONE);
    assertThat(story.now.nextAlarmAt(CALENDAR)).isNull();
    story.sentTo("crews");
    assertThat(due(story)).isEqualTo(DueState.ON_TIME);
  }

  private static Move recorded(@Nullable Instant promised, Instant closed) {
    Matter matter = Story.matter(1, new Matter.Prior("boston-311", promised));
    Instant now = closed.plus(Duration.ofDays(700));
    return LIFECYCLE.record(17, "n", matter, FOUR_WORK_HOURS, closed, now);
  }

  private static DueState due(Story story) {
    return story.now.dueState(story.at, CALENDAR);
  }
}
