package io.yiwang.cli;

import io.yiwang.access.audit.ChainCheck;
import io.yiwang.house.postgres.StoredDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * {@code ./yiwang audit verify}: whether any entry of the audit trail was changed, removed or put
 * in.
 */
public final class Audit {
  private static final String USAGE =
      """
      ./yiwang audit verify [--data DIR] [--url JDBC_URL]
          verifies the audit trail of the instance in DIR, running or not; ends with 0 when it is sound, 3 when not
          --url   of another PostgreSQL, with user and password in it; the checkpoints are still those of DIR
      """;

  private static final int BROKEN = 3;

  private Audit() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String[] args) {
    boolean url = args.length == 3 && args[1].equals("--url");
    if (args.length == 0 || !args[0].equals("verify") || (args.length > 1 && !url)) {
      System.err.print(USAGE);
      return 2;
    }
    Path data = Path.of(System.getProperty("yiwang.data", "data"));
    try {
      return url ? verifyAt(args[2], data) : verifyIn(data);
    } catch (IOException | SQLException | IllegalStateException e) {
      System.err.println(e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static int verifyIn(Path data) throws IOException, SQLException, InterruptedException {
    try (StoredDatabase database = StoredDatabase.open(data);
        Connection connection = database.connect()) {
      return verify(connection, data);
    }
  }

  private static int verifyAt(String url, Path data) throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      return verify(connection, data);
    }
  }

  private static int verify(Connection connection, Path data) throws IOException, SQLException {
    long begin = System.nanoTime();
    ChainCheck.Verdict verdict = ChainCheck.verify(connection, data);
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.println(verdict.message());
    System.out.printf("sound entries  %,d%n", verdict.entries());
    System.out.printf("head           %s%n", verdict.head());
    if (verdict.firstBad() != null) {
      System.out.printf("first bad      %d%n", verdict.firstBad());
    }
    System.out.printf(
        "seconds        %.1f  (%,.0f entries/s)%n", seconds, verdict.entries() / seconds);
    return verdict.sound() ? 0 : BROKEN;
  }
}
