package io.yiwang.access.audit;

import io.yiwang.access.Actor;
import io.yiwang.access.AuditEntry;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;

/** Appends to the chain in one transaction, holding the row of its head. */
final class ChainStore {
  private static final String INSERT =
      "insert into access.audit_entry ("
          + CanonicalEntry.COLUMNS
          + ", hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  /** Better refused than waited for: callers hold their requests open meanwhile. */
  private static final String LIMITS =
      "set local statement_timeout = '8s'; set local lock_timeout = '5s'";

  private ChainStore() {}

  /** The end of the chain. */
  record Head(long seq, byte[] hash) {}

  /** Returns the new end, committed; the connection must not be in auto-commit. */
  static Head append(Connection connection, List<AuditEntry> entries) throws SQLException {
    Head head = lockHead(connection);
    long seq = head.seq();
    byte[] hash = head.hash();
    var chain = new ChainHash();
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (AuditEntry entry : entries) {
        seq++;
        byte[] canonical = CanonicalEntry.of(seq, entry);
        hash = chain.next(hash, canonical, 0, canonical.length);
        set(insert, seq, entry, hash);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    try (PreparedStatement move =
        connection.prepareStatement("update access.audit_head set seq = ?, hash = ?")) {
      move.setLong(1, seq);
      move.setBytes(2, hash);
      move.executeUpdate();
    }
    connection.commit();
    return new Head(seq, hash);
  }

  private static Head lockHead(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute(LIMITS);
    }
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("select seq, hash from access.audit_head for update")) {
      if (!row.next()) {
        throw new SQLException("access.audit_head must have its one row.");
      }
      return new Head(row.getLong(1), row.getBytes(2));
    }
  }

  private static void set(PreparedStatement ps, long seq, AuditEntry e, byte[] hash)
      throws SQLException {
    Actor actor = e.actor();
    Array objects = ps.getConnection().createArrayOf("text", e.objects().toArray());
    ps.setLong(1, seq);
    ps.setObject(2, e.at().atOffset(ZoneOffset.UTC));
    ps.setString(3, actor.kind().name());
    ps.setString(4, actor.id());
    ps.setString(5, actor.name());
    ps.setString(6, actor.duty());
    ps.setString(7, actor.unit());
    ps.setString(8, actor.regionPath());
    ps.setString(9, e.action().name());
    ps.setString(10, e.dataClass());
    ps.setArray(11, objects);
    ps.setString(12, e.objectRegion());
    ps.setString(13, e.purpose());
    ps.setString(14, e.reference());
    ps.setLong(15, e.count());
    ps.setString(16, e.remote());
    ps.setString(17, e.outcome().name());
    ps.setBytes(18, hash);
  }
}
