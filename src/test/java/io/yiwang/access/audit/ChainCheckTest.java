package io.yiwang.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Actor;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditEntry;
import io.yiwang.access.AuditOutcome;
import io.yiwang.access.Superuser;
import io.yiwang.access.audit.ChainCheck.Verdict;
import io.yiwang.house.DataFolder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

/**
 * Promise S9: whatever the superuser does to stored entries is found, at the entry where it begins.
 * {@code -Dyiwang.audit.mutations=10000} is the long form.
 */
@PlatformTest
class ChainCheckTest {
  private static final int ENTRIES = 200;
  private static final int CHECKPOINT_EVERY = 50;
  private static final int MUTATIONS = Integer.getInteger("yiwang.audit.mutations", 2_000);
  private static final String[] TEXTS = {
    "actor_kind",
    "actor_id",
    "actor_name",
    "duty",
    "unit",
    "actor_region",
    "action",
    "data_class",
    "object_region",
    "purpose",
    "reference",
    "remote",
    "outcome"
  };

  @Autowired DataSource database;
  @Autowired DataFolder folder;

  private Connection superuser;
  private final NavigableMap<Long, byte[]> checkpoints = new TreeMap<>();

  @BeforeEach
  void writeAChain() throws Exception {
    try (Connection main = Superuser.connect(database, folder, "yiwang")) {
      Superuser.run(main, "drop database if exists audit_test", "create database audit_test");
    }
    superuser = Superuser.connect(database, folder, "audit_test");
    String script =
        new ClassPathResource("db/migration/access/V4__audit.sql")
            .getContentAsString(StandardCharsets.UTF_8);
    Superuser.run(superuser, "create schema access", script);
    var store = new ChainStore(superuser);
    for (int i = 0; i < ENTRIES; i += CHECKPOINT_EVERY) {
      List<AuditEntry> entries = new ArrayList<>();
      for (int e = i; e < i + CHECKPOINT_EVERY; e++) {
        entries.add(entry(e));
      }
      ChainStore.Head head = store.append(entries);
      checkpoints.put(head.seq(), head.hash());
    }
    superuser.setAutoCommit(false);
  }

  @AfterEach
  void drop() throws SQLException {
    superuser.close();
    try (Connection main = Superuser.connect(database, folder, "yiwang")) {
      Superuser.run(main, "drop database audit_test with (force)");
    }
  }

  private static AuditEntry entry(int number) {
    return new AuditEntry(
        Instant.parse("2026-11-24T08:00:00.123456Z").plusMillis(number),
        new Actor(Actor.Kind.PERSON, "" + number % 7, "张三", "COMMITTEE", "u1", "310000.310105"),
        AuditAction.VIEW,
        "person.contact",
        number % 3 == 0 ? List.of() : List.of("person:" + number, "person:" + (number + 1)),
        number % 2 == 0 ? "" : "310000.310105.310105002",
        "visit",
        "case:" + number,
        number % 5,
        "127.0.0.1",
        AuditOutcome.ALLOWED);
  }

  @Test
  void findsAnUntouchedChainSound() throws SQLException {
    Verdict verdict = ChainCheck.verify(superuser, checkpoints);
    assertThat(verdict.message()).isEqualTo("The trail is sound.");
    assertThat(verdict.entries()).isEqualTo(ENTRIES);
    assertThat(verdict.sound()).isTrue();
  }

  @Test
  void letsNobodyChangeAnEntryNotEvenTheSuperuser() throws SQLException {
    for (String attempt :
        new String[] {
          "update access.audit_entry set purpose = 'x' where seq = 5",
          "delete from access.audit_entry where seq = 5",
          "truncate access.audit_entry"
        }) {
      for (String mode : new String[] {"origin", "replica"}) {
        Superuser.run(superuser, "set local session_replication_role = " + mode);
        assertThat(refusal(attempt)).contains("is append-only");
      }
    }
  }

  private String refusal(String attempt) throws SQLException {
    try {
      Superuser.run(superuser, attempt);
      return "done";
    } catch (SQLException e) {
      return String.valueOf(e.getMessage());
    } finally {
      superuser.rollback();
    }
  }

  @Test
  void findsEveryMutationOfStoredBytesAtItsEntry() throws SQLException {
    Superuser.run(superuser, "alter table access.audit_entry disable trigger all");
    superuser.commit();
    var random = new SplittableRandom(9);
    for (int i = 0; i < MUTATIONS; i++) {
      Mutation mutation = mutate(random);
      Verdict verdict = ChainCheck.verify(superuser, checkpoints);
      assertThat(verdict.firstBad())
          .as("%d: %s → %s", i, mutation, verdict)
          .isBetween(mutation.earliest(), mutation.latest());
      superuser.rollback();
    }
    assertThat(ChainCheck.verify(superuser, checkpoints).sound()).isTrue();
  }

  /** What was done, and between which entries it must be found. */
  private record Mutation(String what, long earliest, long latest) {
    static Mutation at(String what, long seq) {
      return new Mutation(what, seq, seq);
    }
  }

  private Mutation mutate(SplittableRandom random) throws SQLException {
    long seq = random.nextLong(1, ENTRIES + 1);
    return switch (random.nextInt(11)) {
      case 0, 1, 2 -> text(TEXTS[random.nextInt(TEXTS.length)], seq);
      case 3 -> changed("at = at + interval '1 microsecond'", seq);
      case 4 -> changed("count = count " + (random.nextBoolean() ? "+" : "-") + " 1", seq);
      case 5 -> changed("objects = objects || array['person:999']", seq);
      case 6 ->
          changed(
              "hash = set_byte(hash, %1$d, (get_byte(hash, %1$d) + 1) %% 256)"
                  .formatted(random.nextInt(32)),
              seq);
      case 7 -> {
        Superuser.run(superuser, "delete from access.audit_entry where seq = " + seq);
        yield Mutation.at("delete", seq);
      }
      case 8 -> swap(seq, random.nextLong(1, ENTRIES + 1));
      case 9 -> truncate(seq);
      default -> random.nextBoolean() ? insert(seq) : rewrite(seq);
    };
  }

  private Mutation text(String column, long seq) throws SQLException {
    return changed("%1$s = %1$s || 'x'".formatted(column), seq);
  }

  private Mutation changed(String set, long seq) throws SQLException {
    Superuser.run(superuser, "update access.audit_entry set " + set + " where seq = " + seq);
    return Mutation.at(set, seq);
  }

  /** Two entries with their hashes change places. */
  private Mutation swap(long one, long two) throws SQLException {
    long other = one == two ? one % ENTRIES + 1 : two;
    Superuser.run(
        superuser,
        "update access.audit_entry set seq = -1 where seq = " + one,
        "update access.audit_entry set seq = %d where seq = %d".formatted(one, other),
        "update access.audit_entry set seq = %d where seq = -1".formatted(other));
    return Mutation.at("swap with " + other, Math.min(one, other));
  }

  /** The end is cut off and the head moved there, so that only the data folder knows better. */
  private Mutation truncate(long seq) throws SQLException {
    Superuser.run(
        superuser,
        """
        update access.audit_head set seq = %1$d - 1, hash = coalesce(
          (select hash from access.audit_entry where seq = %1$d - 1), decode(repeat('00', 32), 'hex'))
        """
            .formatted(seq),
        "delete from access.audit_entry where seq >= " + seq);
    return Mutation.at("truncate", seq);
  }

  /** A changed copy is put in and everything after it moves up. */
  private Mutation insert(long seq) throws SQLException {
    Superuser.run(
        superuser,
        "update access.audit_entry set seq = -seq - 1 where seq >= " + seq,
        "update access.audit_entry set seq = -seq where seq < 0",
        """
        insert into access.audit_entry select (jsonb_populate_record(e, jsonb_build_object('seq', %d, 'purpose', 'put in'))).*
        from access.audit_entry e where seq = %d
        """
            .formatted(seq, seq + 1));
    return Mutation.at("insert", seq);
  }

  /** An entry is changed and all hashes from there on, and the head, are computed anew. */
  private Mutation rewrite(long seq) throws SQLException {
    Superuser.run(superuser, "update access.audit_entry set purpose = 'forged' where seq = " + seq);
    byte[] hash = new byte[ChainHash.LENGTH];
    try (PreparedStatement read =
            superuser.prepareStatement(
                "select hash from access.audit_entry where seq = " + (seq - 1));
        ResultSet row = read.executeQuery()) {
      hash = row.next() ? row.getBytes(1) : hash;
    }
    var chain = new ChainHash();
    try (PreparedStatement write =
        superuser.prepareStatement("update access.audit_entry set hash = ? where seq = ?")) {
      for (long s = seq; s <= ENTRIES; s++) {
        AuditEntry entry = entry((int) s - 1);
        byte[] bytes =
            CanonicalEntry.of(s, s == seq ? entry.forPurpose("forged", entry.reference()) : entry);
        hash = chain.next(hash, bytes, 0, bytes.length);
        write.setBytes(1, hash);
        write.setLong(2, s);
        write.addBatch();
      }
      write.executeBatch();
    }
    try (PreparedStatement head =
        superuser.prepareStatement("update access.audit_head set hash = ?")) {
      head.setBytes(1, hash);
      head.executeUpdate();
    }
    long checkpointBefore = (seq - 1) / CHECKPOINT_EVERY * CHECKPOINT_EVERY;
    return new Mutation("rewrite", checkpointBefore + 1, seq);
  }
}
