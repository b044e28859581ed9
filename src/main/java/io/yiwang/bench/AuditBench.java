package io.yiwang.bench;

import io.yiwang.access.audit.ChainCheck;
import io.yiwang.access.audit.ChainCheck.Verdict;
import io.yiwang.house.postgres.StoredDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** What the audit trail costs: reading personal data through it, and verifying it. */
final class AuditBench {
  private static final int CONNECTIONS = 64;
  private static final int SUBJECTS = 1_000;
  private static final int WARM_SECONDS = 5;
  private static final int SECONDS = 15;
  private static final int ROUNDS = 3;

  /** Makes the trail long: the hash is computed in SQL, as its definition says. */
  private static final String FILL =
      """
      do $$
      declare
        h bytea; s bigint; c bytea; t timestamptz := now(); o text[];
      begin
        select seq, hash into s, h from access.audit_head for update;
        for i in 1..%d loop
          s := s + 1;
          o := array['person:' || i];
          c := '\\x00000008'::bytea || int8send(s) || '\\x00000008'::bytea || timestamptz_send(t)
            || access.bench_text('PERSON') || access.bench_text('17') || access.bench_text('李四')
            || access.bench_text('COMMITTEE') || access.bench_text('310105002-OFFICE')
            || access.bench_text('310000.310105.310105002') || access.bench_text('VIEW')
            || access.bench_text('person.contact') || int4send(length(array_send(o))) || array_send(o)
            || access.bench_text('310000.310105.310105002') || access.bench_text('visit')
            || access.bench_text('case:1') || '\\x00000008'::bytea || int8send(1)
            || access.bench_text('127.0.0.1') || access.bench_text('ALLOWED');
          h := sha256(h || c);
          insert into access.audit_entry values (s, t, 'PERSON', '17', '李四', 'COMMITTEE',
            '310105002-OFFICE', '310000.310105.310105002', 'VIEW', 'person.contact', o,
            '310000.310105.310105002', 'visit', 'case:1', 1, '127.0.0.1', 'ALLOWED', h);
        end loop;
        update access.audit_head set seq = s, hash = h;
      end $$
      """;

  private static final String TEXT =
      """
      create or replace function access.bench_text(t text) returns bytea language sql immutable as
        $$ select int4send(octet_length(t)) || textsend(t) $$
      """;

  private AuditBench() {}

  /** Measures on an empty city of its own; the trail that is verified has these many entries. */
  static void run(int entries) throws Exception {
    Path data = Files.createTempDirectory("yiwang-bench");
    Bench.note("data folder " + data);
    try (Instance city = Instance.start(Instance.Launch.script("--empty"), data)) {
      reads(city);
      try (StoredDatabase database = StoredDatabase.open(data);
          Connection connection = database.connect()) {
        fill(connection, entries);
        verify(connection, data);
      }
    }
  }

  /** Reads of a subject's consents over HTTP, each committed to the trail before it is answered. */
  private static void reads(Instance city) throws Exception {
    try (Wire wire = new Wire(city.address(), city.apiKey())) {
      for (int i = 0; i < SUBJECTS; i++) {
        Wire.Answer given = wire.send("PUT", "/api/v1/consents/person:" + i + "/visit-records");
        if (given.status() != 200) {
          throw new IOException("consent answered " + given.status() + " " + given.body());
        }
      }
    }
    var count = new AtomicLong();
    var done = new AtomicBoolean();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> reading = new ArrayList<>();
      for (int c = 0; c < CONNECTIONS; c++) {
        int first = c * 17;
        reading.add(readers.submit(() -> read(city, first, count, done)));
      }
      Thread.sleep(WARM_SECONDS * 1_000L);
      long before = count.get();
      long begin = System.nanoTime();
      Thread.sleep(SECONDS * 1_000L);
      double perSecond = (count.get() - before) * 1e9 / (System.nanoTime() - begin);
      done.set(true);
      for (Future<?> each : reading) {
        each.get();
      }
      Bench.figure("access.audited_read_per_second", perSecond, "1/s");
    }
  }

  private static boolean read(Instance city, int first, AtomicLong count, AtomicBoolean done)
      throws IOException {
    try (Wire wire = new Wire(city.address(), city.apiKey())) {
      for (int i = first; !done.get(); i++) {
        Wire.Answer answer = wire.get("/api/v1/consents/person:" + i % SUBJECTS);
        if (answer.status() != 200) {
          throw new IOException("read answered " + answer.status() + " " + answer.body());
        }
        count.incrementAndGet();
      }
    }
    return true;
  }

  private static void fill(Connection connection, int entries) throws SQLException {
    Bench.note("writing " + entries + " entries");
    connection.setReadOnly(false);
    try (Statement sql = connection.createStatement()) {
      sql.execute(TEXT);
      sql.execute(FILL.formatted(entries));
    }
  }

  /** On one thread; the middle of the rounds. */
  private static void verify(Connection connection, Path data) throws SQLException, IOException {
    List<Double> perSecond = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      Verdict verdict = ChainCheck.verify(connection, data);
      if (!verdict.sound()) {
        throw new IllegalStateException(verdict.message());
      }
      perSecond.add(verdict.entries() * 1e9 / (System.nanoTime() - begin));
    }
    perSecond.sort(null);
    Bench.figure("access.audit_verify_rows_per_second", perSecond.get(ROUNDS / 2), "1/s");
  }
}
