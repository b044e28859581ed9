package io.yiwang.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.yiwang.access.Duty;
import io.yiwang.access.NewPerson;
import io.yiwang.access.People;
import io.yiwang.access.Vault;
import io.yiwang.house.SystemDuty;
import io.yiwang.house.postgres.StoredDatabase;
import io.yiwang.registry.people.Groups;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What row security, masks and the audit trail cost together: a page of those who live in a
 * building, asked over HTTP by the officer of the street, beside {@link PlainPage}: the same page
 * in the same process, by the same query with a hand-written condition, in the clear and unaudited.
 * Rounds of the two take turns, and their first requests are not counted. Once more with several
 * officers, so that a connection is told anew nearly each time.
 */
final class SecuredBench {
  private static final int READERS = 64;
  private static final int OFFICERS = 16;
  private static final String PASSWORD = "many-officers-of-one-street";
  private static final int ROUNDS = 9;
  private static final long ROUND_NANOS = 2_000_000_000L;
  private static final String STREET = "310105002";
  private static final String SECURED = "/api/v1/registry/buildings/{id}/persons";

  private final URI city;
  private final List<Map<String, String>> officers;
  private final List<Long> buildings;

  private SecuredBench(URI city, List<Map<String, String>> officers, List<Long> buildings) {
    this.city = city;
    this.officers = officers;
    this.buildings = buildings;
  }

  /** Measures on a city of its own with the registry of these many of 24 million residents. */
  static void run(String scale) throws Exception {
    Path data = Files.createTempDirectory("yiwang-bench");
    Bench.note("data folder " + data);
    var application = new SpringApplication(Class.forName("io.yiwang.Yiwang"));
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
      new PlainPage(plain, context.getBean(Vault.class), context.getBean(Groups.class), path)
          .serveIn(context);
      String port = context.getEnvironment().getRequiredProperty("local.server.port");
      URI city = URI.create("http://127.0.0.1:" + port);
      List<Long> buildings = buildings(plain, path);
      var bench = new SecuredBench(city, List.of(SignIn.as(city, "street", "yiwang")), buildings);
      bench.measure(10, "_of_10");
      bench.measure(50, "");
      new SecuredBench(city, officers(city, context.getBean(People.class), path), buildings)
          .measure(50, "_of_many_officers");
    }
  }

  /** Colleagues in one street: connections then change hands all the time. */
  private static List<Map<String, String>> officers(URI city, People people, String street)
      throws IOException, InterruptedException {
    String hash = people.hash(PASSWORD);
    List<Map<String, String>> officers = new ArrayList<>();
    for (int i = 0; i < OFFICERS; i++) {
      var officer =
          new NewPerson(
              "officer-" + i,
              "街道" + i,
              "Officer " + i,
              hash,
              Set.of(Duty.STREET_OFFICER),
              "",
              STREET,
              street);
      SystemDuty.run(() -> people.create(officer));
      officers.add(SignIn.as(city, officer.login(), PASSWORD));
    }
    return officers;
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
    try (Wire wire = new Wire(city, officers.get(seed % officers.size()))) {
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
