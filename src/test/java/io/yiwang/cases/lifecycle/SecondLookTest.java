package io.yiwang.cases.lifecycle;

import static io.yiwang.cases.CaseAction.*;
import static io.yiwang.cases.lifecycle.Story.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.cases.CaseActor;
import io.yiwang.cases.CaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What reported a case looks again after the mending. */
class SecondLookTest {
  private static final CaseActor CAMERA = new CaseActor(0, "camera-0042");
  private static final Command.Witness LITTER =
      new Command.Witness("litter-nano", "1.2.0", 0.93, Duration.ofHours(24));

  @Test
  void closesByTheOrdinaryLifecycleWithTheCameraAsActor() {
    Story story = waiting().after(10).act(clear());
    assertThat(story.line()).isEqualTo("CLOSED | litter | 310105 江苏路 | 3 signals | crew 7 | 40m");
    assertThat(story.events).endsWith("CheckAsked", "SecondLookAsked", "CheckPassed", "CaseClosed");
    Move.Line passed = line(story, "CHECK_PASS");
    assertThat(passed.by()).isEqualTo(CAMERA);
    assertThat(passed.detail())
        .isEqualTo(
            Map.of(
                "model", "litter-nano", "version", "1.2.0", "confidence", "0.93", "photos", "now"));
    assertThat(line(story, "CLOSE").by()).isEqualTo(CAMERA);
    assertThat(story.now.standing().undoUntil()).isEqualTo(story.at.plus(Duration.ofHours(24)));
    assertThat(story.now.standing().lookAt()).isNull();
  }

  @Test
  void aSensorClosesWithoutAPicture() {
    Story story = waiting().act(Command.of(CHECK_PASS, CAMERA).seenBy(LITTER));
    assertThat(story.now.state()).isEqualTo(CaseState.CLOSED);
  }

  @Test
  void givesThePersonTheirWholeTimeAfterTheWaiting() {
    Story story = mended();
    assertThat(story.now.dueAt(CALENDAR)).isEqualTo(story.at.plus(Duration.ofMinutes(30)));
    looks(story);
    assertThat(story.now.dueAt(CALENDAR)).isEqualTo(story.at.plus(Duration.ofMinutes(20 + 30)));
    story.after(21).tick();
    assertThat(story.events).doesNotContain("CaseDueSoon");
    Instant asked = story.at;
    story.keep(LIFECYCLE.couldNotTell(story.now, "camera-0042: dark", story.at));
    assertThat(story.now.dueAt(CALENDAR)).isEqualTo(asked.plus(Duration.ofMinutes(30)));
    assertThat(story.now.standing().lookAt()).isNull();
    assertThat(line(story, "LOOK_FAILED").reason()).isEqualTo("camera-0042: dark");
    assertThat(story.now.state()).isEqualTo(CaseState.PENDING_CHECK);
  }

  @Test
  void whatIsStillThereGoesBackToTheSameWorkerWithTheRestOfTheLimit() {
    Story story = waiting().after(10);
    story.act(
        Command.of(CHECK_FAIL, CAMERA)
            .because("a bag lies there")
            .with(null, List.of("now"))
            .seenBy(LITTER));
    assertThat(story.line())
        .isEqualTo("PENDING_HANDLE | litter | 310105 江苏路 | 3 signals | crew 7 | 40m");
    assertThat(story.now.standing().rework()).isEqualTo(1);
    assertThat(line(story, "CHECK_FAIL").reason()).isEqualTo("a bag lies there");
    assertThat(story.now.getClock(ClockKind.HANDLE).consumed()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void aPersonUndoesTheClosingForAWhile() {
    Story story = waiting().after(10).act(clear()).after(60).act(UNDO_CLOSE, OFFICER, "wet paint");
    assertThat(story.now.state()).isEqualTo(CaseState.PENDING_CHECK);
    assertThat(story.now.dueAt(CALENDAR)).isEqualTo(story.at.plus(Duration.ofMinutes(30)));
    assertThat(story.now.standing().closedAt()).isNull();
    assertThat(story.now.standing().undoUntil()).isNull();
    assertThat(story.events).endsWith("ClosingUndone");
    story.act(CHECK_FAIL, CHECKER, "it was there");
    assertThat(story.now.state()).isEqualTo(CaseState.PENDING_HANDLE);
    assertThat(story.now.standing().rework()).isEqualTo(1);
  }

  @Test
  void isNotUndoneLaterNorWhenAPersonClosedIt() {
    Story late = waiting().act(clear()).after(24 * 60);
    assertThatThrownBy(() -> late.act(UNDO_CLOSE, OFFICER))
        .isInstanceOf(IllegalMove.class)
        .hasMessageContaining("was possible until 2026-11-24T01:30:00Z");
    Story byHand = mended().photographed(CHECK_PASS, CHECKER);
    assertThatThrownBy(() -> byHand.act(UNDO_CLOSE, OFFICER))
        .hasMessageContaining("only possible when it closed by itself")
        .isInstanceOfSatisfying(
            IllegalMove.class, e -> assertThat(e.advice()).isEqualTo("Maybe re-open the case."));
  }

  @Test
  void aPersonWhoIsQuickerEndsTheWaiting() {
    assertThat(waiting().act(BEGIN_CHECK, CHECKER).now.standing().lookAt()).isNull();
    assertThat(waiting().photographed(CHECK_PASS, CHECKER).now.standing().undoUntil()).isNull();
    Story merged = waiting().act(Command.of(MERGE, CENTRE).into(99L));
    merged.act(UNMERGE, CENTRE, "two heaps");
    assertThat(merged.now.state()).isEqualTo(CaseState.PENDING_CHECK);
    assertThat(merged.now.standing().lookAt()).isNull();
    Story forced = waiting().act(FORCE_CLOSE, OFFICER, "the road is closed");
    assertThat(forced.now.standing().lookAt()).isNull();
  }

  @Test
  void nothingHappensToACaseThatMovedOn() {
    Story story = mended().photographed(CHECK_PASS, CHECKER);
    Move late =
        LIFECYCLE.lookAgain(story.now, List.of("camera-0042"), story.at, story.at, story.at);
    assertThat(late.changed()).isFalse();
    assertThat(LIFECYCLE.couldNotTell(story.now, "dark", story.at).changed()).isFalse();
  }

  private static Story mended() {
    return handling().after(30).photographed(FINISH, WORKER);
  }

  /** Looked at again after 5 minutes, given up after 20. */
  private static Story waiting() {
    return looks(mended());
  }

  private static Story looks(Story story) {
    return story.keep(
        LIFECYCLE.lookAgain(
            story.now,
            List.of("camera-0042"),
            story.at.plus(Duration.ofMinutes(5)),
            story.at.plus(Duration.ofMinutes(20)),
            story.at));
  }

  private static Command clear() {
    return Command.of(CHECK_PASS, CAMERA).with(null, List.of("now")).seenBy(LITTER);
  }

  private static Move.Line line(Story story, String action) {
    return story.history.stream()
        .filter(l -> l.action().equals(action))
        .reduce((a, b) -> b)
        .orElseThrow();
  }
}
