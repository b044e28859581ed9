package io.yiwang.cases.lifecycle;

import static io.yiwang.cases.CaseState.ACCEPTED;
import static io.yiwang.cases.lifecycle.Story.CALENDAR;
import static io.yiwang.cases.lifecycle.Story.LIFECYCLE;
import static io.yiwang.cases.lifecycle.Story.MONDAY_9;
import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.cases.CaseAction;
import io.yiwang.cases.CaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Promise R5: breadth-first exploration of the production transition function. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifecycleExplorationTest {

  private record Node(Case subject, Instant at) {}

  private final Map<String, Node> seen = new HashMap<>();
  private final Map<String, Set<String>> next = new HashMap<>();
  private final Set<CaseState> passed = EnumSet.noneOf(CaseState.class);
  private int moves;

  @Test
  void everyStateIsReachedNothingIsStuckAndEveryMoveKeepsTheRules() {
    assertThat(passed).containsExactlyInAnyOrder(CaseState.values());
    assertThat(seen).hasSizeGreaterThan(200);
    assertThat(moves).isGreaterThan(2_000);
    Set<String> canEnd = canReachTheEnd();
    assertThat(seen.keySet()).as("cases that can still end").isSubsetOf(canEnd);
  }

  @Test
  void everyActionOutsideItsStatesThrowsAndNamesTheState() {
    for (Node node : seen.values()) {
      for (Command command : commands(node.at)) {
        if (Moves.sources(command.action()).contains(node.subject.state())) {
          continue;
        }
        assertThat(attempt(node.subject, command, node.at)).isNull();
      }
    }
  }

  @BeforeAll
  void explore() {
    ArrayDeque<Node> queue = new ArrayDeque<>();
    for (Lifecycle.Taking taking : List.of(Story.thin(), Story.evident(), Story.filedAtOnce())) {
      Move opened = LIFECYCLE.open(17, "n", Story.matter(1), taking, MONDAY_9);
      visit(null, opened, MONDAY_9, queue);
    }
    while (!queue.isEmpty()) {
      Node node = queue.poll();
      for (Duration wait : List.of(Duration.ZERO, Duration.ofMinutes(20), Duration.ofHours(9))) {
        Instant at = node.at.plus(wait);
        visit(node, LIFECYCLE.tick(node.subject, at), at, queue);
        visit(node, LIFECYCLE.cleared(node.subject, at, at), at, queue);
        Instant later = at.plus(Duration.ofMinutes(1));
        visit(node, LIFECYCLE.lookAgain(node.subject, List.of("c"), later, later, at), at, queue);
        visit(node, LIFECYCLE.couldNotTell(node.subject, "dark", at), at, queue);
        for (Command command : commands(at)) {
          Move move = attempt(node.subject, command, at);
          if (move != null) {
            visit(node, move, at, queue);
          }
        }
      }
    }
  }

  private void visit(
      @org.jspecify.annotations.Nullable Node from, Move move, Instant at, ArrayDeque<Node> queue) {
    moves++;
    move.history().forEach(line -> passed.add(line.to()));
    holds(from, move, at);
    String key = key(move.after(), at);
    if (from != null) {
      next.computeIfAbsent(key(from.subject, from.at), _ -> new HashSet<>()).add(key);
    }
    Node node = new Node(move.after(), at);
    if (seen.putIfAbsent(key, node) == null) {
      queue.add(node);
    }
  }

  /** What must be true after any move. */
  private static void holds(@org.jspecify.annotations.Nullable Node from, Move move, Instant at) {
    Case after = move.after();
    Standing s = after.standing();
    ClockKind running = ClockKind.runningIn(after.state());
    after.clocks().forEach((kind, clock) -> assertThat(clock.running()).isEqualTo(kind == running));
    if (running != null) {
      assertThat(after.clocks()).containsKey(running);
      assertThat(after.dueAt(CALENDAR)).isNotNull();
    } else {
      assertThat(after.dueAt(CALENDAR)).isNull();
    }
    assertThat(after.state()).isNotIn(ACCEPTED, CaseState.CHECK_PASS, CaseState.CHECK_NOT_PASS);
    assertThat(s.extensions()).isBetween(0, 2);
    assertThat(s.suspensions()).isBetween(0, 1);
    assertThat(s.escalated()).isBetween(0, 3);
    assertThat(s.heldFrom() != null)
        .isEqualTo(after.state() == CaseState.SUSPENDED || after.state() == CaseState.MERGED);
    assertThat(s.lookAt() == null || after.state() == CaseState.PENDING_CHECK).isTrue();
    assertThat(s.undoUntil() == null || after.state() == CaseState.CLOSED).isTrue();
    assertThat(s.mergedInto() != null).isEqualTo(after.state() == CaseState.MERGED);
    boolean ended = after.state().terminal() && after.state() != CaseState.MERGED;
    assertThat(s.closedAt() != null).isEqualTo(ended || wasEnded(s));
    if (EnumSet.of(CaseState.PENDING_HANDLE, CaseState.HANDLING).contains(after.state())) {
      assertThat(s.workerId()).isNotNull();
      assertThat(s.unitCode()).isNotNull();
    }
    if (after.state().stage().ordinal() >= 1 && after.state() == CaseState.CLOSED) {
      assertThat(s.condition()).isNotNull();
    }
    for (int i = 1; i < move.history().size(); i++) {
      assertThat(move.history().get(i).from()).isEqualTo(move.history().get(i - 1).to());
    }
    if (from != null && !move.history().isEmpty()) {
      assertThat(move.history().getFirst().from()).isEqualTo(from.subject.state());
    }
    assertThat(at).isNotNull();
  }

  private static boolean wasEnded(Standing s) {
    return s.heldFrom() != null && s.heldFrom().terminal();
  }

  private static @org.jspecify.annotations.Nullable Move attempt(
      Case subject, Command command, Instant at) {
    try {
      return LIFECYCLE.act(subject, command, at);
    } catch (IllegalMove e) {
      assertThat(e).hasMessageContaining(subject.state().name());
      return null;
    }
  }

  private static List<Command> commands(Instant at) {
    List<Command> commands = new ArrayList<>();
    for (CaseAction action : CaseAction.values()) {
      Command plain =
          Command.of(action, Story.OFFICER)
              .because("why")
              .under(Story.FOUR_WORK_HOURS)
              .to("crews", Story.CREW_7)
              .until(at.plus(Duration.ofHours(5)))
              .into(99L);
      commands.add(plain);
      commands.add(plain.with("see", List.of("photo")).under(Story.TWO_URGENT_HOURS));
      commands.add(plain.seenBy(new Command.Witness("m", "1", 0.9, Duration.ofHours(1))));
      commands.add(plain.to("parks", null));
      commands.add(plain.approving(false));
      commands.add(plain.because(null).to(null, null).under(null).until(null).into(null));
    }
    return commands;
  }

  /** What decides how a case may go on, without its times. */
  private static String key(Case c, Instant at) {
    Standing s = c.standing();
    CaseClock clock = c.runningClock();
    return String.join(
        " ",
        c.state().name(),
        "" + s.heldFrom(),
        s.condition() == null ? "-" : "c",
        "" + s.unitCode(),
        s.workerId() == null ? "-" : "w",
        s.ask() == null ? "-" : s.ask().kind().name(),
        s.returned() ? "returned" : "-",
        s.arrivedAt() == null ? "-" : "there",
        s.lookAt() == null ? "-" : "looks",
        s.undoUntil() == null ? "-" : at.isBefore(s.undoUntil()) ? "undoable" : "self",
        "" + Math.min(1, s.rework()),
        "" + s.extensions(),
        "" + s.suspensions(),
        clock == null ? "-" : "" + Math.min(2, clock.alarms()),
        "" + c.dueState(at, CALENDAR));
  }

  private Set<String> canReachTheEnd() {
    Map<String, Set<String>> back = new HashMap<>();
    next.forEach(
        (from, tos) -> tos.forEach(to -> back.computeIfAbsent(to, _ -> new HashSet<>()).add(from)));
    ArrayDeque<String> queue = new ArrayDeque<>();
    seen.forEach(
        (key, node) -> {
          if (node.subject.state() == CaseState.CLOSED
              || node.subject.state() == CaseState.NOT_ACCEPTED) {
            queue.add(key);
          }
        });
    Set<String> reached = new HashSet<>(queue);
    while (!queue.isEmpty()) {
      for (String from : back.getOrDefault(queue.poll(), Set.of())) {
        if (reached.add(from)) {
          queue.add(from);
        }
      }
    }
    return reached;
  }
}
