package io.yiwang.sensing.readings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Readings in columns: a Parquet file or several for each day (UTC) under {@code day=…}, and before
 * that the tail, a table of DuckDB that is committed to disk batch by batch. Sealing writes the
 * tail into the files of its days, then empties it; a kill between the two leaves rows in both, and
 * every question takes each (device, quantity, time) once.
 *
 * <p>DuckDB may touch nothing but this folder. Any number of threads may ask; one writes.
 */
final class ColumnStore implements AutoCloseable {
  private static final long DAY_MILLIS = 86_400_000;
  private static final String ENDING = ".parquet";

  private final Path folder;
  private final DuckDBConnection writer;

  /** Files are taken away only while nobody reads them. */
  private final ReentrantReadWriteLock files = new ReentrantReadWriteLock();

  private long batch;

  ColumnStore(Path folder) throws SQLException {
    this.folder = folder;
    Properties settings = new Properties();
    settings.setProperty("memory_limit", "192MB");
    settings.setProperty("threads", "2");
    settings.setProperty("temp_directory", folder.resolve("spill").toString());
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("preserve_insertion_order", "false");
    writer =
        (DuckDBConnection)
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("tail.duckdb"), settings);
    try (Statement sql = writer.createStatement()) {
      sql.execute("set allowed_directories = [" + quoted(folder + "/") + "]");
      sql.execute("set enable_external_access = false");
      sql.execute("set lock_configuration = true");
      sql.execute(
          "create table if not exists tail"
              + " (batch bigint, device bigint, quantity varchar, millis bigint, value double)");
    }
    batch = question("select coalesce(max(batch), 0) from tail");
    writer.setAutoCommit(false);
  }

  /** On disk when it returns. */
  synchronized void append(List<Reading> readings) throws SQLException {
    if (readings.isEmpty()) {
      return;
    }
    long number = ++batch;
    try (DuckDBAppender rows = writer.createAppender("main", "tail")) {
      for (Reading r : readings) {
        rows.beginRow();
        rows.append(number);
        rows.append(r.device());
        rows.append(r.quantity());
        rows.append(r.at().toEpochMilli());
        rows.append(r.value());
        rows.endRow();
      }
      rows.flush();
    } catch (SQLException e) {
      writer.rollback();
      throw e;
    }
    writer.commit();
  }

  long tailRows() throws SQLException {
    return question("select count(*) from tail");
  }

  /** A question about some readings of one device. */
  record Span(long device, String quantity, Instant from, Instant to) {}

  void each(Span span, ReadingVisitor visitor) throws SQLException {
    files.readLock().lock();
    try (DuckDBConnection reader = (DuckDBConnection) writer.duplicate();
        Statement sql = reader.createStatement();
        ResultSet rows = sql.executeQuery(once(span) + " order by millis")) {
      while (rows.next() && visitor.visit(rows.getLong(1), rows.getDouble(2))) {
        continue;
      }
    } finally {
      files.readLock().unlock();
    }
  }

  List<Bucket> buckets(Span span, int count) throws SQLException {
    long from = span.from().toEpochMilli();
    double width = (span.to().toEpochMilli() - from) / (double) count;
    String sql =
        """
        select least(cast(floor((millis - %d) / %s) as integer), %d) as bucket, count(*), min(value), avg(value),
          max(value), arg_max(value, millis)
        from (%s) once group by bucket order by bucket
        """
            .formatted(from, width, count - 1, once(span));
    List<Bucket> buckets = new ArrayList<>();
    files.readLock().lock();
    try (DuckDBConnection reader = (DuckDBConnection) writer.duplicate();
        Statement statement = reader.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        int number = rows.getInt(1);
        buckets.add(
            new Bucket(
                Instant.ofEpochMilli(Math.round(from + number * width)),
                Instant.ofEpochMilli(Math.round(from + (number + 1) * width)),
                rows.getLong(2),
                rows.getDouble(3),
                rows.getDouble(4),
                rows.getDouble(5),
                rows.getDouble(6)));
      }
    } finally {
      files.readLock().unlock();
    }
    return buckets;
  }

  /** Each time once. */
  private String once(Span span) {
    String where =
        " where device = %d and quantity = %s and millis >= %d and millis < %d"
            .formatted(
                span.device(),
                quoted(span.quantity()),
                span.from().toEpochMilli(),
                span.to().toEpochMilli());
    StringBuilder all = new StringBuilder("select millis, value from tail").append(where);
    List<Path> present = files(span.from(), span.to());
    if (!present.isEmpty()) {
      all.append(" union all select millis, value from ").append(parquet(present)).append(where);
    }
    return "select millis, any_value(value) as value from (" + all + ") rows group by millis";
  }

  /** Writes the tail into the files of its days and empties it; returns the rows it had. */
  long seal() throws SQLException {
    long until;
    synchronized (this) {
      until = batch;
    }
    long rows = question("select count(*) from tail where batch <= " + until);
    if (rows == 0) {
      return 0;
    }
    List<Long> days = new ArrayList<>();
    try (DuckDBConnection reader = (DuckDBConnection) writer.duplicate();
        Statement sql = reader.createStatement()) {
      try (ResultSet found =
          sql.executeQuery(
              "select distinct millis // %d from tail where batch <= %d"
                  .formatted(DAY_MILLIS, until))) {
        while (found.next()) {
          days.add(found.getLong(1));
        }
      }
      for (long day : days) {
        String from =
            "tail where batch <= %d and millis >= %d and millis < %d"
                .formatted(until, day * DAY_MILLIS, (day + 1) * DAY_MILLIS);
        write(sql, from, LocalDate.ofEpochDay(day));
      }
    }
    synchronized (this) {
      try (Statement sql = writer.createStatement()) {
        sql.execute("delete from tail where batch <= " + until);
        writer.commit();
        sql.execute("checkpoint");
        writer.commit();
      }
    }
    return rows;
  }

  private void write(Statement sql, String from, LocalDate day) throws SQLException {
    String name = UUID.randomUUID().toString();
    try {
      Path folderOfDay = Files.createDirectories(folder.resolve("day=" + day));
      Path part = folderOfDay.resolve(name + ENDING + ".part");
      sql.execute(
          """
          copy (select device, quantity, millis, any_value(value) as value from %s
            group by device, quantity, millis order by quantity, device, millis)
          to %s (format parquet, compression zstd, row_group_size 61440)
          """
              .formatted(from, quoted(part.toString())));
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(part, folderOfDay.resolve(name + ENDING), StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel channel = FileChannel.open(folderOfDay, StandardOpenOption.READ)) {
        channel.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes one file of the many of a day; returns how many days it did. */
  int compact(int atLeast) throws SQLException {
    int done = 0;
    for (Path day : days()) {
      List<Path> parts = parquetFiles(day);
      if (parts.size() >= atLeast) {
        try (DuckDBConnection reader = (DuckDBConnection) writer.duplicate();
            Statement sql = reader.createStatement()) {
          write(sql, parquet(parts), date(day));
        }
        remove(parts);
        done++;
      }
    }
    return done;
  }

  /** Forgets the days before. */
  int dropBefore(LocalDate first) {
    int dropped = 0;
    for (Path day : days()) {
      if (date(day).isBefore(first)) {
        remove(parquetFiles(day));
        try {
          Files.deleteIfExists(day);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        dropped++;
      }
    }
    return dropped;
  }

  private void remove(List<Path> gone) {
    files.writeLock().lock();
    try {
      for (Path file : gone) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      files.writeLock().unlock();
    }
  }

  private List<Path> days() {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(p -> p.getFileName().toString().startsWith("day=")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LocalDate date(Path day) {
    return LocalDate.parse(day.getFileName().toString().substring("day=".length()));
  }

  private static List<Path> parquetFiles(Path day) {
    try (Stream<Path> all = Files.list(day)) {
      return all.filter(p -> p.toString().endsWith(ENDING)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> files(Instant from, Instant to) {
    LocalDate first = LocalDate.ofEpochDay(Math.floorDiv(from.toEpochMilli(), DAY_MILLIS));
    LocalDate last = LocalDate.ofEpochDay(Math.floorDiv(to.toEpochMilli(), DAY_MILLIS));
    return days().stream()
        .filter(day -> !date(day).isBefore(first) && !date(day).isAfter(last))
        .flatMap(day -> parquetFiles(day).stream())
        .toList();
  }

  private static String parquet(List<Path> files) {
    List<String> names = files.stream().map(f -> quoted(f.toString())).toList();
    return "read_parquet([" + String.join(", ", names) + "], hive_partitioning = false)";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** The one number a question is answered with. */
  long question(String question) throws SQLException {
    try (DuckDBConnection reader = (DuckDBConnection) writer.duplicate();
        Statement sql = reader.createStatement();
        ResultSet rows = sql.executeQuery(question)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    writer.close();
  }
}
