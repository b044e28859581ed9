package io.yiwang.access.audit;

import io.yiwang.access.AuditEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the chain over one connection: the head moves and the entries come in one statement,
 * which is a transaction of its own. It remembers where the chain ends. When somebody else has
 * moved the head, nothing is written, and it goes on from there holding the row of the head, so
 * that several instances take turns. Used by one thread; after an exception a new one is needed.
 */
final class ChainStore implements AutoCloseable {
  /** Better refused than waited for: callers hold their requests open meanwhile. */
  private static final String LIMITS = "set statement_timeout = '8s'; set lock_timeout = '5s'";

  private static final String NO_LIMITS = "reset statement_timeout; reset lock_timeout";

  private static final String APPEND =
      """
      with moved as (
        update access.audit_head set seq = ?, hash = ? where seq = ? and hash = ? returning one)
      insert into access.audit_entry (%s, hash)
      select e.seq, e.at::timestamptz, e.actor_kind, e.actor_id, e.actor_name, e.duty, e.unit,
        e.actor_region, e.action, e.data_class, string_to_array(e.objects, ' '), e.object_region,
        e.purpose, e.reference, e.count, e.remote, e.outcome, e.hash
      from moved, unnest(?::int8[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::text[], ?::text[], ?::int8[], ?::bytea[])
        as e (seq, at, actor_kind, actor_id, actor_name, duty, unit, actor_region, action,
          data_class, objects, object_region, purpose, reference, remote, outcome, count, hash)
      """
          .formatted(CanonicalEntry.COLUMNS);

  /** In the order of the statement, from at to outcome. */
  private static final List<Function<AuditEntry, String>> TEXTS =
      List.of(
          e -> e.at().toString(),
          e -> e.actor().kind().name(),
          e -> e.actor().id(),
          e -> e.actor().name(),
          e -> e.actor().duty(),
          e -> e.actor().unit(),
          e -> e.actor().regionPath(),
          e -> e.action().name(),
          AuditEntry::dataClass,
          e -> String.join(" ", e.objects()),
          AuditEntry::objectRegion,
          AuditEntry::purpose,
          AuditEntry::reference,
          AuditEntry::remote,
          e -> e.outcome().name());

  private final Connection connection;
  private @Nullable Head known;

  /** The end of the chain. */
  record Head(long seq, byte[] hash) {}

  ChainStore(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(true);
    execute(LIMITS);
  }

  /** Returns the new end, committed. */
  Head append(List<AuditEntry> entries) throws SQLException {
    Head end = known == null ? null : append(known, entries);
    if (end == null) {
      connection.setAutoCommit(false);
      end = append(lockHead(), entries);
      connection.commit();
      connection.setAutoCommit(true);
    }
    if (end == null) {
      throw new SQLException("access.audit_head was changed while it was locked.");
    }
    known = end;
    return end;
  }

  /** Nothing is written, and null returned, when this is not the end any more. */
  private @Nullable Head append(Head from, List<AuditEntry> entries) throws SQLException {
    var chain = new ChainHash();
    Long[] seqs = new Long[entries.size()];
    Long[] counts = new Long[entries.size()];
    byte[][] hashes = new byte[entries.size()][];
    byte[] hash = from.hash();
    for (int i = 0; i < entries.size(); i++) {
      AuditEntry entry = entries.get(i);
      seqs[i] = from.seq() + 1 + i;
      counts[i] = entry.count();
      byte[] canonical = CanonicalEntry.of(seqs[i], entry);
      hash = chain.next(hash, canonical, 0, canonical.length);
      hashes[i] = hash;
    }
    Head end = new Head(from.seq() + entries.size(), hash);
    try (PreparedStatement sql = connection.prepareStatement(APPEND)) {
      sql.setLong(1, end.seq());
      sql.setBytes(2, end.hash());
      sql.setLong(3, from.seq());
      sql.setBytes(4, from.hash());
      int column = 5;
      sql.setArray(column++, connection.createArrayOf("int8", seqs));
      for (Function<AuditEntry, String> text : TEXTS) {
        Object[] values = entries.stream().map(text).toArray();
        sql.setArray(column++, connection.createArrayOf("text", values));
      }
      sql.setArray(column++, connection.createArrayOf("int8", counts));
      sql.setArray(column, connection.createArrayOf("bytea", hashes));
      return sql.executeUpdate() == entries.size() ? end : null;
    }
  }

  private Head lockHead() throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("select seq, hash from access.audit_head for update")) {
      if (!row.next()) {
        throw new SQLException("access.audit_head must have its one row.");
      }
      return new Head(row.getLong(1), row.getBytes(2));
    }
  }

  private void execute(String statements) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute(statements);
    }
  }

  /** Gives the connection back as it was. */
  @Override
  public void close() throws SQLException {
    try (connection) {
      if (!connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
      execute(NO_LIMITS);
    }
  }
}
