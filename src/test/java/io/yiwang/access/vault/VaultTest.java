package io.yiwang.access.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.PlatformTest;
import io.yiwang.access.SealedColumn;
import io.yiwang.access.Superuser;
import io.yiwang.house.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Sealed values open only as what they are, survive rotation under load, and are nowhere plain. */
@PlatformTest
class VaultTest {
  private static final String PHONE = "test.sealed.phone";
  private static final int ROWS = 400;

  @Autowired EnvelopeVault vault;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired Clock clock;
  @Autowired DataFolder folder;
  @Autowired DataSource database;

  @Test
  void opensWhatItSealedAndSealsNothingAlike() {
    byte[] one = vault.seal(PHONE, "13800000000");
    byte[] two = vault.seal(PHONE, "13800000000");
    assertThat(one).isNotEqualTo(two);
    assertThat(vault.openAll(PHONE, List.of(one, two))).containsOnly("13800000000");
    assertThat(vault.open(PHONE, vault.seal(PHONE, ""))).isEmpty();
    assertThat(vault.open(PHONE, vault.seal(PHONE, "王小明𠮷"))).isEqualTo("王小明𠮷");
  }

  @Test
  void refusesAnyChangedByteAndAnotherField() {
    byte[] sealed = vault.seal(PHONE, "13800000000");
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> vault.open(PHONE, changed))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageNotContaining("13800000000");
    }
    assertThatThrownBy(() -> vault.open("test.sealed.number", sealed))
        .hasMessageContaining("cannot be opened");
  }

  @Test
  void findsEqualValuesOfOneFieldByTheirBlindIndexOnly() {
    byte[] one = vault.blindIndex(PHONE, "13800000000");
    assertThat(one).hasSize(32).isEqualTo(vault.blindIndex(PHONE, "13800000000"));
    assertThat(one)
        .isNotEqualTo(vault.blindIndex(PHONE, "13800000001"))
        .isNotEqualTo(vault.blindIndex("test.sealed.number", "13800000000"));
  }

  @Test
  void refusesToStartWithoutTheMasterKey(@TempDir Path elsewhere) {
    var nothingThere = new MasterKeyFile(new DataFolder(elsewhere), "");
    assertThatThrownBy(() -> new DataKeys(jdbc, transaction, clock, nothingThere))
        .hasMessageContaining("is missing, and sealed data exist");
  }

  /** Writers and readers go on while data key and master key are renewed; nothing is lost. */
  @Test
  void rotatesUnderLoadWithoutLosingAnything() throws Exception {
    make("sealed (id bigint primary key, value bytea not null)");
    var written = new AtomicReferenceArray<String>(ROWS);
    for (int id = 0; id < ROWS; id++) {
      written.set(id, "value " + id);
      jdbc.sql("insert into test.sealed values (?, ?)")
          .params(id, vault.seal(PHONE, "value " + id))
          .update();
    }
    var rotation =
        new KeyRotation(
            jdbc, vault, List.of(new SealedColumn(PHONE, "test.sealed", "id", "value")), clock);
    var done = new AtomicBoolean();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> working = new ArrayList<>();
      IntStream.range(0, 2).forEach(i -> working.add(people.submit(writer(i, done, written))));
      IntStream.range(0, 2).forEach(i -> working.add(people.submit(reader(i, done))));
      for (int round = 0; round < 3; round++) {
        vault.keys().rotate();
        vault.keys().rotateMaster();
        rotation.sealAgain();
      }
      done.set(true);
      for (Future<Integer> each : working) {
        assertThat(each.get()).isPositive();
      }
    }
    rotation.sealAgain();
    int newest = vault.keys().newest().id();
    jdbc.sql("select id, value from test.sealed")
        .query(
            (rs, i) -> {
              byte[] value = rs.getBytes(2);
              assertThat(value[4]).isEqualTo((byte) newest);
              assertThat(vault.open(PHONE, value)).isEqualTo(written.get(rs.getInt(1)));
              return i;
            })
        .list();
    assertThat(new DataKeys(jdbc, transaction, clock, new MasterKeyFile(folder, "")).newest().id())
        .isEqualTo(newest);
  }

  private Callable<Integer> writer(
      int number, AtomicBoolean done, AtomicReferenceArray<String> written) {
    return () -> {
      var random = new SplittableRandom(number);
      int count = 0;
      while (!done.get()) {
        int id = random.nextInt(ROWS / 2) * 2 + number; // each writer has rows of its own
        String value = "writer %d, %d".formatted(number, count++);
        jdbc.sql("update test.sealed set value = ? where id = ?")
            .params(vault.seal(PHONE, value), id)
            .update();
        written.set(id, value);
      }
      return count;
    };
  }

  private Callable<Integer> reader(int number, AtomicBoolean done) {
    return () -> {
      var random = new SplittableRandom(100 + number);
      int count = 0;
      while (!done.get()) {
        byte[] value =
            jdbc.sql("select value from test.sealed where id = ?")
                .param(random.nextInt(ROWS))
                .query(byte[].class)
                .single();
        assertThat(vault.open(PHONE, value)).matches("value \\d+|writer \\d, \\d+");
        count++;
      }
      return count;
    };
  }

  /** Promise S11: a dump of the data folder holds no canary. */
  @Test
  void leavesNoPlaintextInTheDataFolder() throws Exception {
    String canary = "canary-" + "4f1d0c6b2a";
    make("canary (value bytea, plain text)");
    jdbc.sql("insert into test.canary (value) values (?)")
        .param(vault.seal(PHONE, canary))
        .update();
    String control = "control-" + "9c2e7a5b1d";
    jdbc.sql("insert into test.canary (plain) values (?)").param(control).update();
    try (Connection superuser = Superuser.connect(database, folder, "yiwang")) {
      Superuser.run(superuser, "checkpoint");
    }
    assertThat(filesWith(control)).as("the search finds what is plain").isNotEmpty();
    assertThat(filesWith(canary)).isEmpty();
  }

  /** A table of the test's own, which everybody may use. */
  private void make(String table) throws SQLException {
    try (Connection superuser = Superuser.connect(database, folder, "yiwang")) {
      Superuser.run(
          superuser,
          "drop schema if exists test cascade",
          "create schema test",
          "create table test." + table,
          "grant usage on schema test to yiwang_app, yiwang_system",
          "grant all on all tables in schema test to yiwang_app, yiwang_system");
    }
  }

  @AfterEach
  void drop() throws SQLException {
    try (Connection superuser = Superuser.connect(database, folder, "yiwang")) {
      Superuser.run(superuser, "drop schema if exists test cascade");
    }
  }

  private List<Path> filesWith(String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder.root())) {
      return files.filter(Files::isRegularFile).filter(f -> holds(f, text)).toList();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
          .contains(new String(text.getBytes(UTF_8), java.nio.charset.StandardCharsets.ISO_8859_1));
    } catch (IOException gone) {
      return false; // PostgreSQL removed it meanwhile
    }
  }
}
