package io.yiwang.access.audit;

import io.yiwang.house.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the data folder knows of the chain, so that a chain that was cut or written anew in the
 * database is found. {@code audit/head} holds the last entry this instance has committed and is
 * written after every commit; {@code audit/checkpoints} gets a line, and the log a message, at
 * least every {@link #EVERY_ENTRIES} entries or {@link #EVERY}. Keep a copy of either elsewhere and
 * nobody with this machine alone can change the past.
 */
final class Checkpoints implements AutoCloseable {
  private static final long EVERY_ENTRIES = 10_000;
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

  private final Path head;
  private final Path list;
  private final FileChannel headChannel;
  private long lastSeq;
  private Instant lastAt = Instant.EPOCH;

  Checkpoints(DataFolder folder) {
    head = folder.sub("audit").resolve("head");
    list = folder.sub("audit").resolve("checkpoints");
    try {
      headChannel = FileChannel.open(head, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The chain has been committed up to here. */
  void committed(long seq, byte[] hash, Instant at) {
    try {
      headChannel.write(ByteBuffer.wrap(bytes(line(seq, hash))), 0);
      if (seq - lastSeq >= EVERY_ENTRIES || Duration.between(lastAt, at).compareTo(EVERY) >= 0) {
        keep(seq, hash, at);
      }
    } catch (IOException e) {
      // the entries are durable in the database; only the second witness is behind
      log.error("The head of the audit trail ({}) could not be written", head, e);
    }
  }

  private void keep(long seq, byte[] hash, Instant at) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            list, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      channel.write(ByteBuffer.wrap(bytes(line(seq, hash))));
      channel.force(true);
    }
    lastSeq = seq;
    lastAt = at;
    log.info("Audit checkpoint {}", line(seq, hash).strip());
  }

  /** All that is known, hash by position; empty where nothing was written yet. */
  static NavigableMap<Long, byte[]> read(Path dataFolder) throws IOException {
    NavigableMap<Long, byte[]> known = new TreeMap<>();
    for (String name : new String[] {"checkpoints", "head"}) {
      Path file = dataFolder.resolve("audit").resolve(name);
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          add(known, file, line);
        }
      }
    }
    return known;
  }

  private static void add(NavigableMap<Long, byte[]> known, Path file, String line)
      throws IOException {
    String[] parts = line.strip().split(" ", -1);
    try {
      known.put(Long.parseLong(parts[0]), HexFormat.of().parseHex(parts[1]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IOException(file + " (" + line + ") must be lines of position and hash.", e);
    }
  }

  /** Of one length for every position, so that it can be written over. */
  private static String line(long seq, byte[] hash) {
    return "%019d %s\n".formatted(seq, HexFormat.of().formatHex(hash));
  }

  private static byte[] bytes(String line) {
    return line.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    headChannel.close();
  }
}
