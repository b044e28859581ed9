package io.yiwang.access.vault;

import io.yiwang.house.SystemDuty;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The data keys, unwrapped in memory. A key once made is never changed or deleted; the newest
 * seals, all of them open. Another instance's new key is noticed within {@link #BELIEVED}.
 */
final class DataKeys {
  /** How long an instance may seal with a key that is no longer the newest. */
  static final Duration BELIEVED = Duration.ofSeconds(5);

  private static final long LOCK = 0x59_49_56_41_55_4C_54L;
  private static final int BYTES = 32;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final MasterKeyFile file;
  private final Map<Integer, SecretKey> opened = new ConcurrentHashMap<>();
  private volatile MasterKey master;
  private volatile Newest newest;
  private final SecretKey index;

  /** A key with its id. */
  record DataKey(int id, SecretKey key) {}

  private record Newest(DataKey key, Instant until) {}

  private record Row(int id, String use, byte[] wrapped, String master) {}

  /**
   * Reads the keys, or makes the first ones.
   *
   * @throws IllegalStateException when keys exist whose master key is missing, default or another
   */
  DataKeys(JdbcClient jdbc, TransactionTemplate transaction, Clock clock, MasterKeyFile file) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
    this.file = file;
    List<Row> rows = rows();
    master = rows.isEmpty() ? file.readOrMake() : file.read(rows.getFirst().master());
    if (rows.isEmpty()) {
      SystemDuty.run(() -> transaction.executeWithoutResult(status -> makeFirst()));
      rows = rows();
    }
    rows.forEach(row -> opened.put(row.id(), unwrap(row)));
    Row indexRow = rows.stream().filter(r -> r.use().equals("INDEX")).findFirst().orElseThrow();
    index = unwrap(indexRow);
    newest = readNewest();
  }

  /** The key to seal with. */
  DataKey newest() {
    Newest known = newest;
    if (known.until().isBefore(clock.instant())) {
      known = readNewest();
      newest = known;
    }
    return known.key();
  }

  Optional<SecretKey> find(int id) {
    SecretKey known = opened.get(id);
    if (known == null) {
      rows().forEach(row -> opened.computeIfAbsent(row.id(), absent -> unwrap(row)));
      known = opened.get(id);
    }
    return Optional.ofNullable(known);
  }

  /** The key of blind indexes. */
  SecretKey index() {
    return index;
  }

  /** Makes a new newest key; values sealed before keep theirs until they are sealed again. */
  DataKey rotate() {
    SystemDuty.run(
        () ->
            transaction.executeWithoutResult(
                status -> {
                  lock();
                  insert("DATA");
                }));
    newest = readNewest();
    return newest.key();
  }

  /** Wraps all data keys by a new master key. */
  void rotateMaster() {
    MasterKey next = file.makeNext();
    SystemDuty.run(() -> transaction.executeWithoutResult(status -> wrapAll(next)));
    file.adoptNext();
    master = next;
  }

  private void wrapAll(MasterKey next) {
    lock();
    for (Row row : rows()) {
      jdbc.sql("update access.vault_key set wrapped = ?, master = ? where id = ?")
          .params(next.wrap(unwrap(row), bound(row.use())), next.fingerprint(), row.id())
          .update();
    }
  }

  private void makeFirst() {
    lock();
    if (rows().isEmpty()) {
      insert("INDEX");
      insert("DATA");
    }
  }

  private void lock() {
    jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query((rs, i) -> i).list();
  }

  private void insert(String use) {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    SecretKey key = new SecretKeySpec(bytes, "AES");
    jdbc.sql("insert into access.vault_key (use, wrapped, master, created_at) values (?, ?, ?, ?)")
        .params(
            use,
            master.wrap(key, bound(use)),
            master.fingerprint(),
            Timestamp.from(clock.instant()))
        .update();
  }

  private Newest readNewest() {
    int id =
        jdbc.sql("select max(id) from access.vault_key where use = 'DATA'")
            .query(Integer.class)
            .single();
    return new Newest(new DataKey(id, find(id).orElseThrow()), clock.instant().plus(BELIEVED));
  }

  private List<Row> rows() {
    return jdbc.sql("select id, use, wrapped, master from access.vault_key order by id")
        .query((rs, i) -> new Row(rs.getInt(1), rs.getString(2), rs.getBytes(3), rs.getString(4)))
        .list();
  }

  private SecretKey unwrap(Row row) {
    if (!row.master().equals(master.fingerprint())) {
      master = file.read(row.master()); // another instance has renewed the shared file
    }
    return master.unwrap(row.wrapped(), bound(row.use()));
  }

  private static byte[] bound(String use) {
    return ("vault-key " + use).getBytes(StandardCharsets.UTF_8);
  }
}
