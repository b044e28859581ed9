package io.yiwang.cases.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Acting;
import io.yiwang.access.Duty;
import io.yiwang.access.Person;
import io.yiwang.access.Unit;
import io.yiwang.access.UnitKind;
import io.yiwang.access.Units;
import io.yiwang.cases.CaseAction;
import io.yiwang.cases.CaseState;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.Cases;
import io.yiwang.cases.arrivals.Announcements;
import io.yiwang.cases.arrivals.Opener;
import io.yiwang.cases.lifecycle.Moves;
import io.yiwang.house.Problem;
import io.yiwang.incidents.IncidentChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Promise R5: no lost update and no illegal transition with 32 writers on 100 cases, who do
 * whatever may be done with a case, on versions that others have overtaken, and some of it twice.
 */
@PlatformTest
class CaseConcurrencyTest {
  private static final int WRITERS = 32;
  private static final int CASES = 100;
  private static final int HOT = 10;
  private static final int TRIES = 50;
  private static final List<CaseAction> WISHES =
      List.of(
          CaseAction.COMMENT,
          CaseAction.DISPATCH,
          CaseAction.TAKE_OVER,
          CaseAction.REVOKE_ASSIGN,
          CaseAction.RETURN,
          CaseAction.EXTEND,
          CaseAction.SUSPEND,
          CaseAction.RESUME,
          CaseAction.CANCEL,
          CaseAction.FORCE_CLOSE,
          CaseAction.REOPEN);
  private static final Person OFFICER =
      new Person(9, "officer", "officer", "officer", Set.of(Duty.CITY_OFFICER), "", "", "");

  @Autowired Clerk clerk;
  @Autowired Cases cases;
  @Autowired Units units;
  @Autowired JdbcTemplate jdbc;
  @Autowired ApplicationContext context;

  private final String unit = "R5-" + UUID.randomUUID();
  private final Map<Long, Queue<Integer>> written = new ConcurrentHashMap<>();
  private final AtomicInteger stale = new AtomicInteger();
  private final AtomicInteger illegal = new AtomicInteger();

  @BeforeEach
  void units() {
    units.putAll(List.of(new Unit(unit, "队", "Crew", UnitKind.CREW, "310000", null)));
  }

  @Test
  void noUpdateIsLostWith32WritersOn100Cases() throws Exception {
    List<Long> ids = open();
    try (ExecutorService pool = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int w = 0; w < WRITERS; w++) {
        Random random = new Random(w);
        writers.add(
            pool.submit(
                () ->
                    Acting.as(
                        OFFICER,
                        () -> {
                          write(ids, random);
                          return true;
                        })));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }

    assertThat(written.keySet()).as("cases written to").hasSizeGreaterThan(CASES * 9 / 10);
    assertThat(stale.get()).as("writers who were too late").isPositive();
    assertThat(illegal.get()).as("wishes refused by the state").isPositive();
    for (CaseSummary c : cases.list(ids)) {
      // every act that was answered has a version of its own, and there are no others
      assertThat(written.getOrDefault(c.id(), new ConcurrentLinkedQueue<>()))
          .as("case %d", c.id())
          .containsExactlyInAnyOrderElementsOf(versions(c.version()));
    }
    assertThat(brokenHistories(ids)).isEmpty();
    assertThat(illegalLines(ids)).isEmpty();
  }

  private static Collection<Integer> versions(int last) {
    return IntStream.rangeClosed(2, last).boxed().toList();
  }

  private void write(List<Long> ids, Random random) {
    for (int i = 0; i < TRIES; i++) {
      long id = ids.get(random.nextInt(random.nextBoolean() ? HOT : CASES));
      CaseSummary seen = cases.find(id).orElseThrow();
      ActionRequest wish = wish(WISHES.get(random.nextInt(WISHES.size())), seen.version());
      try {
        int after = clerk.act(id, wish, OFFICER).version();
        assertThat(after).isEqualTo(seen.version() + 1);
        written.computeIfAbsent(id, k -> new ConcurrentLinkedQueue<>()).add(after);
        if (random.nextInt(5) == 0) {
          clerk.act(id, wish, OFFICER); // the answer was lost on the way: applied once
        }
      } catch (Problem e) {
        assertThat(e.type()).isIn("stale-case", "illegal-transition");
        (e.type().equals("stale-case") ? stale : illegal).incrementAndGet();
      }
    }
  }

  private ActionRequest wish(CaseAction action, int version) {
    Instant until = Instant.now().plus(Duration.ofDays(1));
    String key = UUID.randomUUID().toString();
    return new ActionRequest(
        action, version, key, "why", null, null, null, unit, null, until, null);
  }

  private List<Long> open() {
    Opener opener = new Opener(context);
    IncidentChange[] changes =
        IntStream.range(0, CASES)
            .mapToObj(_ -> Announcements.of(Announcements.newId(), 1))
            .toArray(IncidentChange[]::new);
    opener.announce(changes);
    return IntStream.range(0, CASES)
        .mapToObj(i -> opener.caseOf(changes[i].incident()).id())
        .toList();
  }

  /** Histories with a gap, or with a line that begins elsewhere than the one before ended. */
  private List<Long> brokenHistories(List<Long> ids) {
    return jdbc.query(
        """
        select f.id from cases.case_file f join (
            select case_id, seq, from_state, to_state,
              lag(to_state) over (partition by case_id order by seq) as before
            from cases.history) h on h.case_id = f.id
        where f.id = any(?) group by f.id, f.history_count, f.state
        having count(*) <> f.history_count or max(h.seq) <> f.history_count
          or bool_or(h.before <> h.from_state)
          or (array_agg(h.to_state order by h.seq desc))[1] <> f.state
        """,
        (rs, row) -> rs.getLong(1),
        (Object) ids.toArray(Long[]::new));
  }

  /** Lines of people's acts in states they may not start from. */
  private Set<String> illegalLines(List<Long> ids) {
    Set<String> found = new HashSet<>();
    jdbc.query(
        "select action, from_state from cases.history where actor_id = 9 and case_id = any(?)",
        rs -> {
          CaseAction action = CaseAction.valueOf(rs.getString(1));
          CaseState from = CaseState.valueOf(rs.getString(2));
          if (!Moves.sources(action).contains(from)) {
            found.add(action + " in " + from);
          }
        },
        (Object) ids.toArray(Long[]::new));
    return found;
  }
}
