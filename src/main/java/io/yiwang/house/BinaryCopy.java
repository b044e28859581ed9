package io.yiwang.house;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a table by {@code COPY … (format binary)}, the fastest door PostgreSQL
 * has; it does not lead into a table with row security, so the rows land in a temporary one first.
 * Call {@link #row} and then one method for each column, of exactly its type. For one thread.
 */
public final class BinaryCopy implements AutoCloseable {
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final int FULL = 1 << 16;
  private static final long POSTGRES_EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
  private static final long POSTGRES_EPOCH_SECOND = POSTGRES_EPOCH_DAY * 86_400;

  private final Connection connection;
  private final @Nullable String landing;
  private final String table;
  private final String columns;
  private final CopyIn copy;
  private final int width;
  private byte[] buffer = new byte[FULL * 2];
  private int length;

  private BinaryCopy(Connection connection, @Nullable String landing, String table, String columns)
      throws SQLException {
    this.connection = connection;
    this.landing = landing;
    this.table = table;
    this.columns = columns;
    this.width = columns.split(",", -1).length;
    this.copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                landing == null
                    ? "copy %s (%s) from stdin (format binary)".formatted(table, columns)
                    : "copy " + landing + " from stdin (format binary)");
    System.arraycopy(HEADER, 0, buffer, 0, HEADER.length);
    length = HEADER.length;
  }

  /**
   * Within a transaction.
   *
   * @param columns names, separated by commas
   */
  public static BinaryCopy into(Connection connection, String table, String columns)
      throws SQLException {
    String landing =
        "landing_"
            + Integer.toHexString(table.hashCode())
            + Integer.toHexString(columns.hashCode());
    try (Statement sql = connection.createStatement()) {
      sql.execute("set local client_min_messages = warning");
      sql.execute(
          "create temp table if not exists %s on commit delete rows as select %s from %s with no data"
              .formatted(landing, columns, table));
    }
    return new BinaryCopy(connection, landing, table, columns);
  }

  /** Within a transaction, into a table without row security. */
  public static BinaryCopy straightInto(Connection connection, String table, String columns)
      throws SQLException {
    return new BinaryCopy(connection, null, table, columns);
  }

  public BinaryCopy row() throws SQLException {
    if (length > FULL) {
      flush();
    }
    return int16(width);
  }

  public BinaryCopy smallint(int value) {
    return int32(2).int16(value);
  }

  public BinaryCopy integer(int value) {
    return int32(4).int32(value);
  }

  public BinaryCopy integer(@Nullable Integer value) {
    return value == null ? nothing() : integer(value.intValue());
  }

  public BinaryCopy bigint(long value) {
    return int32(8).int64(value);
  }

  public BinaryCopy bigint(@Nullable Long value) {
    return value == null ? nothing() : bigint(value.longValue());
  }

  public BinaryCopy real(float value) {
    return integer(Float.floatToRawIntBits(value));
  }

  public BinaryCopy doublePrecision(double value) {
    return bigint(Double.doubleToRawLongBits(value));
  }

  public BinaryCopy bool(boolean value) {
    int32(1);
    room(1);
    buffer[length++] = (byte) (value ? 1 : 0);
    return this;
  }

  public BinaryCopy date(@Nullable LocalDate value) {
    return value == null ? nothing() : integer((int) (value.toEpochDay() - POSTGRES_EPOCH_DAY));
  }

  public BinaryCopy timestamp(Instant value) {
    return bigint(
        (value.getEpochSecond() - POSTGRES_EPOCH_SECOND) * 1_000_000 + value.getNano() / 1_000);
  }

  public BinaryCopy text(@Nullable String value) {
    return bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  /** A {@code bytea}, or text that is UTF-8 already. */
  public BinaryCopy bytes(byte @Nullable [] value) {
    if (value == null) {
      return nothing();
    }
    int32(value.length);
    room(value.length);
    System.arraycopy(value, 0, buffer, length, value.length);
    length += value.length;
    return this;
  }

  /** A {@code jsonb} from its text. */
  public BinaryCopy jsonb(@Nullable String value) {
    if (value == null) {
      return nothing();
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    int32(utf8.length + 1);
    room(utf8.length + 1);
    buffer[length++] = 1; // version of the format
    System.arraycopy(utf8, 0, buffer, length, utf8.length);
    length += utf8.length;
    return this;
  }

  /** A {@code double precision[]}. */
  public BinaryCopy doubles(double[] values) {
    int32(20 + 12 * values.length).int32(1).int32(0).int32(701).int32(values.length).int32(1);
    for (double value : values) {
      doublePrecision(value);
    }
    return this;
  }

  public BinaryCopy nothing() {
    return int32(-1);
  }

  /** Ends the copy; rows that were written count from here on. */
  public void finish() throws SQLException {
    int16(-1);
    flush();
    copy.endCopy();
    if (landing == null) {
      return;
    }
    try (Statement sql = connection.createStatement()) {
      sql.execute(
          "insert into %s (%s) select %s from %s".formatted(table, columns, columns, landing));
      sql.execute("truncate " + landing);
    }
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer, 0, length);
    length = 0;
  }

  private BinaryCopy int16(int value) {
    room(2);
    buffer[length++] = (byte) (value >> 8);
    buffer[length++] = (byte) value;
    return this;
  }

  private BinaryCopy int32(int value) {
    room(4);
    buffer[length++] = (byte) (value >> 24);
    buffer[length++] = (byte) (value >> 16);
    buffer[length++] = (byte) (value >> 8);
    buffer[length++] = (byte) value;
    return this;
  }

  private BinaryCopy int64(long value) {
    return int32((int) (value >> 32)).int32((int) value);
  }

  private void room(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
