package io.yiwang.access.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Reads the whole chain as the database stores it and computes every hash again.
 *
 * <p>One pass over {@code COPY … (format binary)}: the bytes of a row are hashed as they come, so
 * nothing is decoded but the position. The first entry that does not follow from the one before is
 * named. What the chain itself cannot show, that its end was cut off or that all of it was computed
 * anew, is found by the head row and by the checkpoints of the data folder.
 */
public final class ChainCheck {
  private static final String COPY =
      "copy (select "
          + CanonicalEntry.COLUMNS
          + ", hash from access.audit_entry order by seq) to stdout (format binary)";

  /** "PGCOPY\n\377\r\n\0", flags and length of the extension. */
  private static final int FILE_HEADER = 19;

  private final Connection connection;
  private final NavigableMap<Long, byte[]> checkpoints;
  private final ChainHash chain = new ChainHash();
  private long seq;
  private byte[] hash = new byte[ChainHash.LENGTH];

  /**
   * What was found.
   *
   * @param entries how many entries are sound, counted from the first
   * @param head hash of the last sound entry, in hexadecimal
   * @param firstBad the first entry that is not as it was written; null when all are
   */
  public record Verdict(long entries, String head, @Nullable Long firstBad, String message) {
    public boolean sound() {
      return firstBad == null;
    }
  }

  private record Fault(long seq, String message) {}

  private ChainCheck(Connection connection, NavigableMap<Long, byte[]> checkpoints) {
    this.connection = connection;
    this.checkpoints = checkpoints;
  }

  /**
   * Verifies in a read-only transaction of its own, while others go on appending.
   *
   * @param dataFolder of the instance, for its checkpoints
   */
  public static Verdict verify(Connection connection, Path dataFolder)
      throws SQLException, IOException {
    // read first, so that the snapshot holds everything they speak of
    NavigableMap<Long, byte[]> checkpoints = Checkpoints.read(dataFolder);
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try {
      return verify(connection, checkpoints);
    } finally {
      connection.rollback();
    }
  }

  /**
   * @param connection in a transaction whose snapshot is younger than the checkpoints
   */
  static Verdict verify(Connection connection, NavigableMap<Long, byte[]> checkpoints)
      throws SQLException {
    var check = new ChainCheck(connection, checkpoints);
    Fault fault = check.walk();
    if (fault == null) {
      fault = check.end();
    }
    String head = HexFormat.of().formatHex(check.hash);
    return fault == null
        ? new Verdict(check.seq, head, null, "The trail is sound.")
        : new Verdict(check.seq, head, fault.seq(), fault.message());
  }

  private @Nullable Fault walk() throws SQLException {
    CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(COPY);
    Fault fault = null;
    int from = FILE_HEADER;
    try {
      for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
        if (fault == null && !isTrailer(row, from)) {
          fault = follow(row, from);
        }
        from = 0;
      }
    } catch (SQLException e) {
      if (fault != null) {
        return fault;
      }
      return new Fault(seq + 1, "Entry %d cannot be read: %s".formatted(seq + 1, e.getMessage()));
    }
    return fault;
  }

  private static boolean isTrailer(byte[] row, int from) {
    return row.length < from + 2 || ByteBuffer.wrap(row).getShort(from) == -1;
  }

  /** Whether the row follows from the one before; moves on if it does. */
  private @Nullable Fault follow(byte[] row, int from) {
    ByteBuffer bytes = ByteBuffer.wrap(row);
    int start = from + Short.BYTES;
    long found = bytes.getLong(start + Integer.BYTES);
    if (found > seq + 1) {
      return new Fault(seq + 1, "Entry %d is missing.".formatted(seq + 1));
    }
    if (found <= seq) {
      return new Fault(found, "Entry %d stands there twice.".formatted(found));
    }
    int end = start;
    for (int field = 0; field < CanonicalEntry.FIELDS; field++) {
      end += Integer.BYTES + Math.max(0, bytes.getInt(end));
    }
    int stored = end + Integer.BYTES;
    int storedLength = bytes.getInt(end);
    byte[] computed = chain.next(hash, row, start, end - start);
    if (storedLength != ChainHash.LENGTH
        || !Arrays.equals(row, stored, stored + storedLength, computed, 0, computed.length)) {
      return new Fault(
          found,
          "Entry %d is not as it was written, or the one before it is not the one it followed."
              .formatted(found));
    }
    byte[] witnessed = checkpoints.get(found);
    if (witnessed != null && !Arrays.equals(witnessed, computed)) {
      Map.Entry<Long, byte[]> before = checkpoints.lowerEntry(found);
      long last = before == null ? 0 : before.getKey();
      return new Fault(
          last + 1,
          "The chain was written anew somewhere from entry %d to %d: the checkpoint of the data folder differs."
              .formatted(last + 1, found));
    }
    seq = found;
    hash = computed;
    return null;
  }

  /** What only the end of the chain can show. */
  private @Nullable Fault end() throws SQLException {
    if (!checkpoints.isEmpty() && checkpoints.lastKey() > seq) {
      return new Fault(
          seq + 1,
          "Entry %d and all after it are missing: the data folder has seen entry %d."
              .formatted(seq + 1, checkpoints.lastKey()));
    }
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("select seq, hash from access.audit_head")) {
      if (!row.next()) {
        return new Fault(seq + 1, "The head of the chain is missing.");
      }
      if (row.getLong(1) > seq) {
        return new Fault(
            seq + 1,
            "Entry %d and all after it are missing: the head is entry %d."
                .formatted(seq + 1, row.getLong(1)));
      }
      if (row.getLong(1) < seq || !Arrays.equals(row.getBytes(2), hash)) {
        return new Fault(
            Math.max(1, row.getLong(1)),
            "The head (%d) does not belong to the chain, which ends with entry %d."
                .formatted(row.getLong(1), seq));
      }
    }
    return null;
  }
}
