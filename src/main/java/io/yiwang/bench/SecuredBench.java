package io.yiwang.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.yiwang.house.postgres.StoredDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;

/**
 * What row security, masks and the audit trail cost together: a page of those who live in a
 * building, asked over HTTP by the officer of the street, beside {@link PlainPage}: the same page
 * in the same process, by the same query with a hand-written condition, in the clear and unaudited.
 * Rounds of the two take turns, and their first requests are not counted.
 */
final class SecuredBench {
  private static final int READERS = 64;
  private static final int ROUNDS = 9;
  private static final long ROUND_NANOS = 2_000_000_000L;
  private static final String STREET = "310105002";
  private static final String SECURED = "/api/v1/registry/buildings/{id}/persons";

  private final URI city;
  private final Map<String, String> officer;
  private final List<Long> buildings;

  private SecuredBench(URI city, List<Long> buildings) throws IOException, InterruptedException {
    this.city = city;
    this.officer = SignIn.as(city, "street", "yiwang");
    this.buildings = buildings;
  }

  /** Measures on a city of its own with the registry of these many of 24 million residents. */
  static void run(String scale) throws Exception {
    Path data = Files.createTempDirectory("yiwang-bench");
    Bench.note("data folder " + data);
    var application = new SpringApplication(Class.forName("io.yiwang.Yiwang"));
    application.addInitializers(
        (ApplicationContextInitializer<GenericApplicationContext>)
            context ->
                context.registerBean(
                    "plainPage",
                    RouterFunction.class,
                    () ->
                        RouterFunctions.route()
                            .GET(PlainPage.PATH, q -> context.getBean(PlainPage.class).handle(q))
                            .build()));
    try (ConfigurableApplicationContext context =
            application.run(
                "--yiwang.data=" + data,
                "--server.port=0",
                "--yiwang.demo.enabled=true",
                "--yiwang.demo.life=false",
                "--yiwang.demo.people-scale=" + scale,
                "--logging.level.root=error");
        StoredDatabase database = StoredDatabase.open(data);
        HikariDataSource pool = pool(database)) {
      JdbcClient plain = JdbcClient.create(pool);
      String path =
          plain
              .sql("select path from citymap.region where code = ?")
              .param(STREET)
              .query((rs, i) -> rs.getString(1))
              .single();
      ((GenericApplicationContext) context)
          .registerBean(PlainPage.class, () -> PlainPage.of(context, plain, path));
      String port = context.getEnvironment().getRequiredProperty("local.server.port");
      var bench = new SecuredBench(URI.create("http://127.0.0.1:" + port), buildings(plain, path));
      bench.measure(10, "_of_10");
      bench.measure(50, "");
    }
  }

  /** Those with enough people for the pages that are asked for. */
  private static List<Long> buildings(JdbcClient plain, String street) {
    return plain
        .sql(
            """
            select d.building_id from registry.door d join registry.person p on p.door_id = d.id
            where d.region_path like ? || '.%' group by d.building_id having count(*) > 110
            """)
        .param(street)
        .query((rs, i) -> rs.getLong(1))
        .list();
  }

  private static HikariDataSource pool(StoredDatabase database) {
    var config = new HikariConfig();
    config.setDataSource(database.dataSource());
    config.setMaximumPoolSize(24);
    return new HikariDataSource(config);
  }

  /** The middle of the rounds of each side, in pages a second, and how they relate. */
  private void measure(int size, String suffix) throws Exception {
    List<Double> plain = new ArrayList<>();
    List<Double> secured = new ArrayList<>();
    perSecond(PlainPage.PATH, size);
    perSecond(SECURED, size);
    for (int round = 0; round < ROUNDS; round++) {
      plain.add(perSecond(PlainPage.PATH, size));
      secured.add(perSecond(SECURED, size));
    }
    plain.sort(null);
    secured.sort(null);
    double plainly = plain.get(ROUNDS / 2);
    double securely = secured.get(ROUNDS / 2);
    Bench.figure("access.plain_pages_per_second" + suffix, plainly, "1/s");
    Bench.figure("access.secured_pages_per_second" + suffix, securely, "1/s");
    Bench.figure("access.secured_over_plain_ratio" + suffix, plainly / securely, "");
  }

  private double perSecond(String path, int size) throws Exception {
    long begin = System.nanoTime();
    List<Future<Integer>> parts = new ArrayList<>();
    int pages = 0;
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < READERS; i++) {
        int seed = i;
        parts.add(readers.submit(() -> read(path, size, seed, begin + ROUND_NANOS)));
      }
      for (Future<Integer> part : parts) {
        pages += part.get();
      }
    }
    return pages * 1e9 / (System.nanoTime() - begin);
  }

  private int read(String path, int size, int seed, long until) throws IOException {
    var random = new SplittableRandom(seed);
    int pages = 0;
    try (Wire wire = new Wire(city, officer)) {
      for (; System.nanoTime() < until; pages++) {
        long building = buildings.get(random.nextInt(buildings.size()));
        Wire.Answer answer =
            wire.get(
                path.replace("{id}", Long.toString(building))
                    + "?page="
                    + random.nextInt(100 / size)
                    + "&size="
                    + size);
        if (answer.status() != 200 || !answer.body().contains("\"more\":true")) {
          throw new IllegalStateException(path + ": " + answer);
        }
      }
    }
    return pages;
  }
}
