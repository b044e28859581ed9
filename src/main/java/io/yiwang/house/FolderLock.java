package io.yiwang.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a data folder to one process. The operating system frees the lock when the process dies,
 * however it dies, so a stale lock cannot exist; the file {@code run/pid} only serves the message.
 */
public class FolderLock implements AutoCloseable {
  private final DataFolder folder;
  private final FileChannel channel;

  private FolderLock(DataFolder folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  public static FolderLock take(DataFolder folder) {
    try {
      FileChannel channel =
          FileChannel.open(
              folder.runFile("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new FolderInUse(folder.root(), read(folder.runFile("pid")));
      }
      Files.deleteIfExists(folder.runFile("address"));
      Files.writeString(folder.runFile("pid"), ProcessHandle.current().pid() + "\n");
      return new FolderLock(folder, channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public DataFolder folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(folder.runFile("address"));
    Files.deleteIfExists(folder.runFile("pid"));
    channel.close();
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file).strip() : "unknown";
  }

  /** Another process works in this data folder. */
  public static class FolderInUse extends IllegalStateException {
    FolderInUse(Path root, String pid) {
      super(
          "yiwang.data (%s) is in use by process %s. Maybe stop it, or start with --data OTHER_FOLDER and another --port."
              .formatted(root, pid));
    }
  }
}
