package io.yiwang.cases.arrivals;

import io.yiwang.PlatformTest;
import io.yiwang.cases.Cases;
import io.yiwang.cases.Dispatch;
import io.yiwang.incidents.IncidentChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.node.JsonNodeFactory;

/** Measures opening and dispatching in batches; run by hand, it asserts nothing. */
@PlatformTest
class CaseThroughputBench {
  private static final int BATCH = 200;
  private static final int BATCHES = 25;

  @Autowired Cases cases;
  @Autowired JdbcTemplate jdbc;
  @Autowired ApplicationContext context;

  @Test
  void opensAndDispatches() {
    Opener opener = new Opener(context);
    for (int i = 0; i < 5; i++) {
      opener.announce(fresh());
    }
    List<IncidentChange[]> batches = IntStream.range(0, BATCHES).mapToObj(_ -> fresh()).toList();
    long start = System.nanoTime();
    batches.forEach(opener::announce);
    print("cases.opened_per_second", start);
    List<Long> ids =
        jdbc.query(
            "select id from cases.case_file order by id desc limit ?",
            (rs, row) -> rs.getLong(1),
            BATCH * BATCHES);
    start = System.nanoTime();
    for (int i = 0; i < ids.size(); i += BATCH) {
      List<Dispatch.Order> orders = new ArrayList<>();
      for (long id : ids.subList(i, i + BATCH)) {
        Dispatch choice = new Dispatch("U-1", null, JsonNodeFactory.instance.objectNode());
        orders.add(new Dispatch.Order(id, choice));
      }
      cases.dispatchAll(orders);
    }
    print("cases.dispatched_per_second", start);
  }

  private static IncidentChange[] fresh() {
    return IntStream.range(0, BATCH)
        .mapToObj(_ -> Announcements.of(Announcements.newId(), 1))
        .toArray(IncidentChange[]::new);
  }

  private static void print(String name, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("%s %.0f 1/s%n", name, BATCH * BATCHES / seconds);
  }
}
