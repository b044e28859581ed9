package io.yiwang.cases.lifecycle;

import static io.yiwang.cases.CaseAction.*;
import static io.yiwang.cases.lifecycle.Story.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.cases.CaseActor;
import io.yiwang.cases.CaseState;
import io.yiwang.cases.DueState;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every path of the lifecycle, told in one line at its end. */
class CaseScenarioTest {

  @Test
  void A01_filedAtOnceMendedCheckedAndClosed() {
    Story story =
        handling()
            .after(10)
            .act(ARRIVE, WORKER)
            .after(20)
            .photographed(FINISH, WORKER)
            .after(12)
            .photographed(CHECK_PASS, CHECKER);
    assertThat(story.line()).isEqualTo("CLOSED | litter | 310105 江苏路 | 3 signals | crew 7 | 42m");
    assertThat(story.events)
        .containsExactly(
            "CaseReported",
            "CaseFiled",
            "CaseDispatched",
            "CaseAssigned",
            "WorkerAccepted",
            "WorkerArrived",
            "CaseMended",
            "CheckAsked",
            "CheckPassed",
            "CaseClosed");
    assertThat(story.now.standing().onTime()).isTrue();
  }

  @Test
  void A02_filedByTheAcceptorUnderAChosenCondition() {
    Story story = reported(1, evident());
    assertThat(story.line())
        .isEqualTo("PENDING_REGISTER | litter | 310105 江苏路 | 1 signal | nobody | 0m");
    assertThatThrownBy(() -> story.act(FILE, CENTRE))
        .isInstanceOf(IllegalMove.class)
        .hasMessageContaining("PENDING_REGISTER")
        .hasMessageContaining("filing condition");
    story.after(5).act(Command.of(FILE, CENTRE).under(TWO_URGENT_HOURS));
    assertThat(story.line())
        .isEqualTo("PENDING_DISPATCH | litter | 310105 江苏路 | 1 signal | nobody | 5m");
  }

  @Test
  void A03_declinedWithAReason() {
    Story story = reported(1, evident());
    assertThatThrownBy(() -> story.act(DECLINE, CENTRE)).hasMessageContaining("needs a reason");
    story.after(3).act(DECLINE, CENTRE, "private ground");
    assertThat(story.line())
        .isEqualTo("NOT_ACCEPTED | litter | 310105 江苏路 | 1 signal | nobody | 3m");
  }

  @Test
  void A04_verifiedOnSiteBeforeFiling() {
    Story story = reported(1, evident()).act(VERIFY, CENTRE);
    assertThat(story.now.state()).isEqualTo(CaseState.PENDING_VERIFY);
    story.after(20).act(CHECK_PASS, CHECKER);
    assertThat(story.line())
        .isEqualTo("PENDING_REGISTER | litter | 310105 江苏路 | 1 signal | nobody | 20m");
    story.act(VERIFY, CENTRE).after(9).act(CHECK_FAIL, CHECKER, "nothing there");
    assertThat(story.line())
        .isEqualTo("NOT_ACCEPTED | litter | 310105 江苏路 | 1 signal | nobody | 29m");
  }

  @Test
  void A05_thinReportBecomesEvidentByGrowth() {
    Story story = reported(1, thin());
    assertThat(story.now.state()).isEqualTo(CaseState.REPORTED);
    Matter.Growth more = new Matter.Growth(2, 0, 1.0, story.at, null);
    story.after(2).keep(LIFECYCLE.grow(story.now, more, filedAtOnce(), story.at));
    assertThat(story.line())
        .isEqualTo("PENDING_DISPATCH | litter | 310105 江苏路 | 2 signals | nobody | 2m");
  }

  @Test
  void A06_thinReportLapses() {
    Story story = reported(1, thin()).after(24 * 60 - 1).tick();
    assertThat(story.now.state()).isEqualTo(CaseState.REPORTED);
    story.after(1).tick();
    assertThat(story.line())
        .isEqualTo("NOT_ACCEPTED | litter | 310105 江苏路 | 1 signal | nobody | 1d0h");
  }

  @Test
  void A07_returnedByTheUnitAndSentToAnother() {
    Story story = reported(1, filedAtOnce());
    story.act(Command.of(DISPATCH, CENTRE).to("parks", null)).after(30);
    assertThatThrownBy(() -> story.act(RETURN, UNIT)).hasMessageContaining("needs a reason");
    story.act(RETURN, UNIT, "not our land");
    assertThatThrownBy(() -> story.act(RETURN, CENTRE, "nor ours"))
        .hasMessageContaining("RETURN")
        .hasMessageContaining("in state RETURNED");
    assertThatThrownBy(() -> story.sentTo("parks")).hasMessageContaining("another unit");
    story.sentTo("crews");
    assertThat(story.line())
        .isEqualTo("PENDING_HANDLE | litter | 310105 江苏路 | 1 signal | crew 7 | 30m");
    assertThat(story.now.getClock(ClockKind.HANDLE).consumed()).isZero();
  }

  @Test
  void A08_unitMustRevokeBeforeReturning() {
    Story story = handling();
    assertThatThrownBy(() -> story.act(RETURN, UNIT, "not ours"))
        .isInstanceOfSatisfying(
            IllegalMove.class,
            e -> {
              assertThat(e.state()).isEqualTo(CaseState.HANDLING);
              assertThat(e.advice()).startsWith("Maybe revoke");
            });
    story.act(REVOKE_ASSIGN, UNIT).after(6).act(RETURN, UNIT, "not ours");
    assertThat(story.line()).isEqualTo("RETURNED | litter | 310105 江苏路 | 3 signals | crews | 6m");
  }

  @Test
  void A09_dispatcherReturnsToTheAcceptorWhoMayOnlyCorrect() {
    Story story = reported(1, filedAtOnce()).act(RETURN, UNIT, "wrong condition");
    assertThatThrownBy(() -> story.act(VERIFY, CENTRE)).hasMessageContaining("only be corrected");
    story.act(Command.of(FILE, CENTRE).under(TWO_URGENT_HOURS));
    assertThat(story.now.standing().condition()).isEqualTo(TWO_URGENT_HOURS);
    assertThat(story.line())
        .isEqualTo("PENDING_DISPATCH | litter | 310105 江苏路 | 1 signal | nobody | 0m");
  }

  @Test
  void A10_workerCannotAndAnotherTakesIt() {
    Story story = handling().act(CANNOT, WORKER, "needs a crane");
    assertThat(story.line()).isEqualTo("DISPATCHED | litter | 310105 江苏路 | 3 signals | crews | 0m");
    story.act(Command.of(ASSIGN, UNIT).to(null, new Command.Worker(12, "crane 12")));
    assertThat(story.line())
        .isEqualTo("PENDING_HANDLE | litter | 310105 江苏路 | 3 signals | crane 12 | 0m");
  }

  @Test
  void A11_takenOverByAnotherWorker() {
    Story story = reported(1, filedAtOnce()).sentTo("crews");
    story.act(Command.of(TAKE_OVER, new CaseActor(12, "crew 12")).to("crews", null));
    assertThat(story.line()).isEqualTo("HANDLING | litter | 310105 江苏路 | 1 signal | crew 12 | 0m");
  }

  @Test
  void A12_reworkGoesOnWithTheRestOfTheLimit() {
    Story story = handling().after(60).photographed(FINISH, WORKER);
    assertThat(story.now.state()).isEqualTo(CaseState.PENDING_CHECK);
    story.after(25).act(CHECK_FAIL, CHECKER, "half is still there");
    assertThat(story.line())
        .isEqualTo("PENDING_HANDLE | litter | 310105 江苏路 | 3 signals | crew 7 | 1h25m");
    assertThat(story.now.standing().rework()).isEqualTo(1);
    CaseClock clock = story.now.getClock(ClockKind.HANDLE);
    assertThat(clock.consumed()).isEqualTo(Duration.ofMinutes(60));
    // 10:25 + 95 min to noon, then 85 min of the afternoon = 15:25 in Shanghai
    assertThat(story.now.dueAt(CALENDAR)).isEqualTo(Instant.parse("2026-11-23T07:25:00Z"));
  }

  @Test
  void A13_finishedWithoutPhotoNeedsTheUnitsConfirmation() {
    Story story = handling().after(30).act(FINISH, WORKER);
    assertThat(story.now.state()).isEqualTo(CaseState.HANDLE_FINISH);
    assertThat(story.now.dueState(story.at, CALENDAR)).isEqualTo(DueState.ON_TIME);
    story.after(5).act(FEEDBACK, UNIT).act(BEGIN_CHECK, CHECKER).act(CHECK_PASS, CHECKER);
    assertThat(story.line())
        .isEqualTo("PENDING_CLOSE | litter | 310105 江苏路 | 3 signals | crew 7 | 35m");
    story.after(1).act(CLOSE, CENTRE);
    assertThat(story.line()).isEqualTo("CLOSED | litter | 310105 江苏路 | 3 signals | crew 7 | 36m");
  }

  @Test
  void A14_reporterConfirmsOrRejects() {
    Story happy = handling().photographed(FINISH, WORKER).after(8).act(CONFIRM, CaseActor.SYSTEM);
    assertThat(happy.line()).isEqualTo("CLOSED | litter | 310105 江苏路 | 3 signals | crew 7 | 8m");
    Story sad =
        handling().photographed(FINISH, WORKER).act(REJECT, CaseActor.SYSTEM, "still there");
    assertThat(sad.line())
        .isEqualTo("PENDING_HANDLE | litter | 310105 江苏路 | 3 signals | crew 7 | 0m");
  }

  @Test
  void A15_suspendedOnceAndResumedByItself() {
    Story story = handling().after(30);
    Instant until = story.at.plus(Duration.ofDays(2));
    story.act(Command.of(SUSPEND, OFFICER).because("rain").until(until));
    assertThat(story.now.dueState(story.at, CALENDAR)).isEqualTo(DueState.PAUSED);
    assertThat(story.now.dueAt(CALENDAR)).isNull();
    story.after(2 * 24 * 60).tick();
    assertThat(story.line())
        .isEqualTo("HANDLING | litter | 310105 江苏路 | 3 signals | crew 7 | 2d0h");
    assertThat(story.now.getClock(ClockKind.HANDLE).consumed()).isEqualTo(Duration.ofMinutes(30));
    assertThatThrownBy(
            () ->
                story.act(
                    Command.of(SUSPEND, OFFICER).because("rain").until(story.at.plusSeconds(60))))
        .hasMessageContaining("more than once");
  }

  @Test
  void A16_extendedTwiceFromTheCurrentDeadlineAndNotAThirdTime() {
    Story story = handling().act(EXTEND, OFFICER, "parts");
    // 4 working hours from 09:00 are 15:00; once more: 3 hours to 18:00 and one on Tuesday
    assertThat(story.now.dueAt(CALENDAR)).isEqualTo(Instant.parse("2026-11-24T01:00:00Z"));
    story.act(EXTEND, OFFICER, "parts");
    assertThat(story.now.dueAt(CALENDAR)).isEqualTo(Instant.parse("2026-11-24T07:00:00Z"));
    assertThatThrownBy(() -> story.act(EXTEND, OFFICER, "parts"))
        .hasMessageContaining("more than 2 times");
  }

  @Test
  void A17_extensionAskedByTheUnitRefusedThenApproved() {
    Story story = handling();
    Command wish = Command.of(EXTEND, UNIT).because("parts").approving(false);
    story.act(wish).act(REFUSE, OFFICER, "no need");
    assertThat(story.now.standing().extensions()).isZero();
    story.act(wish).act(EXTEND, OFFICER, "granted");
    assertThat(story.now.standing().extensions()).isEqualTo(1);
    assertThat(story.now.standing().ask()).isNull();
    assertThat(story.events).contains("ExtensionAsked", "RequestRefused", "CaseExtended");
  }

  @Test
  void A18_neitherExtendedNorSuspendedOnceOverdue() {
    Story story = handling().after(6 * 60);
    assertThatThrownBy(() -> story.act(EXTEND, OFFICER, "parts")).hasMessageContaining("overdue");
    assertThatThrownBy(() -> story.act(SUSPEND, OFFICER, "rain")).hasMessageContaining("overdue");
  }

  @Test
  void A19_cancelledForcedAndReopened() {
    Story story = handling().after(2).act(CANCEL, CENTRE, "test call");
    assertThat(story.line()).isEqualTo("CANCELLED | litter | 310105 江苏路 | 3 signals | crew 7 | 2m");
    story.act(REOPEN, CENTRE, "it was real").sentTo("crews").after(3);
    story.act(FORCE_CLOSE, OFFICER, "the house is gone");
    assertThat(story.line())
        .isEqualTo("FORCED_CLOSE | litter | 310105 江苏路 | 3 signals | crew 7 | 5m");
    story.act(REOPEN, OFFICER, "the house is back");
    assertThat(story.line())
        .isEqualTo("PENDING_DISPATCH | litter | 310105 江苏路 | 3 signals | crews | 5m");
  }

  @Test
  void A20_mergedAndSplitOffAgainWithItsClock() {
    Story story = handling().after(10);
    story.act(Command.of(MERGE, CENTRE).into(99L));
    assertThat(story.line()).isEqualTo("MERGED | litter | 310105 江苏路 | 3 signals | crew 7 | 10m");
    story.after(30).act(UNMERGE, CENTRE, "two different heaps");
    assertThat(story.line()).isEqualTo("HANDLING | litter | 310105 江苏路 | 3 signals | crew 7 | 40m");
    assertThat(story.now.getClock(ClockKind.HANDLE).consumed()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void A21_goneBeforeAnybodySetOutIsChecked() {
    Story story = reported(3, filedAtOnce()).sentTo("crews").after(4);
    story.keep(LIFECYCLE.cleared(story.now, story.at, story.at));
    assertThat(story.line())
        .isEqualTo("PENDING_CHECK | litter | 310105 江苏路 | 3 signals | crew 7 | 4m");
    story.act(CHECK_FAIL, CHECKER, "still there");
    assertThat(story.line())
        .isEqualTo("PENDING_HANDLE | litter | 310105 江苏路 | 3 signals | crew 7 | 4m");
    assertThat(story.now.standing().rework()).isZero();
  }

  @Test
  void A22_goneWhileBeingHandledIsOnlyNoted() {
    Story story = handling();
    story.keep(LIFECYCLE.cleared(story.now, story.at, story.at));
    assertThat(story.now.state()).isEqualTo(CaseState.HANDLING);
    assertThat(story.history.getLast().action()).isEqualTo("CLEARED");
  }

  @Test
  void A23_adoptedByTheIncidentThatAbsorbedItsOwn() {
    Story story = handling();
    int version = story.now.version();
    story.keep(LIFECYCLE.adopt(story.now, new UUID(5, 5), story.at));
    assertThat(story.now.matter().incident()).isEqualTo(new UUID(5, 5));
    assertThat(story.now.version()).isEqualTo(version);
    assertThat(story.history.getLast().action()).isEqualTo("ADOPT");
  }

  @Test
  void A24_commentedInAnyState() {
    Story story = handling().act(CANCEL, CENTRE, "test").act(COMMENT, UNIT, "noted");
    assertThat(story.now.state()).isEqualTo(CaseState.CANCELLED);
    assertThat(story.events.getLast()).isEqualTo("CaseCommented");
  }

  @Test
  void A25_arrivesOnceEachTimeItIsToBeMended() {
    Story story = handling().after(5).act(ARRIVE, WORKER);
    assertThatThrownBy(() -> story.act(ARRIVE, WORKER)).hasMessageContaining("twice");
    story.photographed(FINISH, WORKER).act(REJECT, CaseActor.SYSTEM, "still there");
    assertThat(story.now.standing().arrivedAt()).isNull();
    story.act(ACCEPT, WORKER).after(5).act(ARRIVE, WORKER);
    assertThat(story.line()).isEqualTo("HANDLING | litter | 310105 江苏路 | 3 signals | crew 7 | 10m");
  }
}
