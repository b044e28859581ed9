package io.yiwang.cases.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Duty;
import io.yiwang.access.Person;
import io.yiwang.cases.CaseAction;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.Cases;
import io.yiwang.cases.arrivals.Announcements;
import io.yiwang.cases.arrivals.Opener;
import io.yiwang.house.Problem;
import io.yiwang.incidents.IncidentChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Promise R5: no lost update with 32 writers on 100 cases. */
@PlatformTest
class CaseConcurrencyTest {
  private static final int WRITERS = 32;
  private static final int CASES = 100;
  private static final int TRIES = 40;
  private static final Person OFFICER =
      new Person(9, "officer", "officer", "officer", Set.of(Duty.CITY_OFFICER), "", "", "");

  @Autowired Clerk clerk;
  @Autowired Cases cases;
  @Autowired JdbcTemplate jdbc;
  @Autowired ApplicationContext context;

  @Test
  void noUpdateIsLostWith32WritersOn100Cases() throws Exception {
    List<Long> ids = open();
    AtomicInteger applied = new AtomicInteger();
    AtomicInteger stale = new AtomicInteger();
    try (ExecutorService pool = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int w = 0; w < WRITERS; w++) {
        Random random = new Random(w);
        writers.add(pool.submit(() -> write(ids, random, applied, stale)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
    Long comments =
        jdbc.queryForObject(
            "select count(*) from cases.history where action = 'COMMENT' and case_id = any(?)",
            Long.class,
            (Object) ids.toArray(Long[]::new));
    assertThat(comments).isEqualTo(applied.get());
    assertThat(stale.get()).isPositive();
    int versions = cases.list(ids).stream().mapToInt(c -> c.version() - 1).sum();
    assertThat(versions).isEqualTo(applied.get());
    assertThat(brokenHistories(ids)).isZero();
  }

  private void write(List<Long> ids, Random random, AtomicInteger applied, AtomicInteger stale) {
    for (int i = 0; i < TRIES; i++) {
      long id = ids.get(random.nextInt(CASES / 10));
      CaseSummary seen = cases.find(id).orElseThrow();
      try {
        ActionRequest comment = ActionRequest.of(CaseAction.COMMENT, seen.version());
        int after = clerk.act(id, comment, OFFICER).version();
        assertThat(after).isEqualTo(seen.version() + 1);
        applied.incrementAndGet();
      } catch (Problem e) {
        assertThat(e.type()).isEqualTo("stale-case");
        stale.incrementAndGet();
      }
    }
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

  /** Histories with a gap, or whose number of lines the case does not know. */
  private int brokenHistories(List<Long> ids) {
    return jdbc.query(
            """
            select f.id from cases.case_file f join cases.history h on h.case_id = f.id
            where f.id = any(?) group by f.id, f.history_count
            having count(*) <> f.history_count or max(h.seq) <> f.history_count
            """,
            (rs, row) -> rs.getLong(1),
            (Object) ids.toArray(Long[]::new))
        .size();
  }
}
