package io.yiwang.cli;

/**
 * A progress bar on the terminal, by bytes of the file read; silent when the output is no terminal.
 */
final class Progress {
  private static final int WIDTH = 30;
  private static final long EVERY_NANOS = 200_000_000;

  private final long size;
  private final Records records;
  private final boolean terminal = System.console() != null && System.console().isTerminal();
  private final long begin = System.nanoTime();
  private long shownAt;

  Progress(long size, Records records) {
    this.size = Math.max(1, size);
    this.records = records;
  }

  void show(long count, long rejected) {
    long now = System.nanoTime();
    if (terminal && now - shownAt > EVERY_NANOS) {
      shownAt = now;
      double part = Math.min(1, (double) records.bytesRead() / size);
      int full = (int) (part * WIDTH);
      System.err.printf(
          "\r[%s%s] %3.0f %%  %,d records  %,d rejected  %,.0f/s ",
          "#".repeat(full),
          ".".repeat(WIDTH - full),
          part * 100,
          count,
          rejected,
          count / ((now - begin) / 1e9));
    }
  }

  void done() {
    if (terminal) {
      System.err.println();
    }
  }
}
