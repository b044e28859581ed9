package io.yiwang.access.vault;

import io.yiwang.access.SealedColumn;
import io.yiwang.access.Vault;
import io.yiwang.house.SystemDuty;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Seals again, with the newest key, what older keys have sealed, while readers and writers go on. A
 * value is replaced only if it is still the one that was read, so a writer who came between wins. A
 * key is drained once a whole pass found nothing of it; the pass must begin after every instance
 * has noticed the newer key.
 */
@Component
class KeyRotation {
  private static final int PAGE = 500;
  private static final Logger log = LoggerFactory.getLogger(KeyRotation.class);

  private final JdbcClient jdbc;
  private final Vault vault;
  private final DataKeys keys;
  private final List<SealedColumn> columns;
  private final Clock clock;

  KeyRotation(JdbcClient jdbc, EnvelopeVault vault, List<SealedColumn> columns, Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.keys = vault.keys();
    this.columns = List.copyOf(columns);
    this.clock = clock;
  }

  /** A data key and whether anything is still sealed with it. */
  record KeyState(int id, Instant createdAt, @Nullable Instant drainedAt) {}

  List<KeyState> states() {
    return jdbc.sql(
            "select id, created_at, drained_at from access.vault_key where use = 'DATA' order by id"
                + " desc")
        .query(
            (rs, i) ->
                new KeyState(
                    rs.getInt(1), rs.getTimestamp(2).toInstant(), instant(rs.getTimestamp(3))))
        .list();
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT30S")
  void drain() {
    SystemDuty.run(this::drainOlder);
  }

  private void drainOlder() {
    Instant begun = clock.instant();
    List<KeyState> states = states();
    KeyState newest = states.getFirst();
    boolean older = states.stream().skip(1).anyMatch(s -> s.drainedAt() == null);
    if (!older) {
      return;
    }
    long found = sealAgain();
    log.info("{} sealed values moved to key {}", found, newest.id());
    boolean allKnow = newest.createdAt().plus(DataKeys.BELIEVED.multipliedBy(2)).isBefore(begun);
    if (found == 0 && allKnow) {
      jdbc.sql(
              "update access.vault_key set drained_at = ? where use = 'DATA' and id < ? and"
                  + " drained_at is null")
          .params(Timestamp.from(begun), newest.id())
          .update();
    }
  }

  /** One pass over all columns; returns how many values had an older key. */
  long sealAgain() {
    byte[] newest = EnvelopeVault.storedKeyId(keys.newest().id());
    return SystemDuty.call(
        () -> columns.stream().mapToLong(column -> sealAgain(column, newest)).sum());
  }

  private record Sealed(Object id, byte[] value) {}

  private long sealAgain(SealedColumn c, byte[] newest) {
    long count = 0;
    List<Sealed> page = page(c, newest, null);
    while (!page.isEmpty()) {
      count += page.size();
      page.forEach(old -> replace(c, old));
      page = page(c, newest, page.getLast().id());
    }
    return count;
  }

  private List<Sealed> page(SealedColumn c, byte[] newest, @Nullable Object after) {
    String sql =
        "select %2$s, %3$s from %1$s where substring(%3$s from 2 for 4) <> ? %4$s order by %2$s limit %5$d"
            .formatted(
                c.table(), c.id(), c.column(), after == null ? "" : "and " + c.id() + " > ?", PAGE);
    JdbcClient.StatementSpec statement = jdbc.sql(sql).param(newest);
    return (after == null ? statement : statement.param(after))
        .query((rs, i) -> new Sealed(rs.getObject(1), rs.getBytes(2)))
        .list();
  }

  private void replace(SealedColumn c, Sealed sealed) {
    byte[] again = vault.seal(c.field(), vault.open(c.field(), sealed.value()));
    jdbc.sql(
            "update %1$s set %3$s = ? where %2$s = ? and %3$s = ?"
                .formatted(c.table(), c.id(), c.column()))
        .params(again, sealed.id(), sealed.value())
        .update();
  }
}
