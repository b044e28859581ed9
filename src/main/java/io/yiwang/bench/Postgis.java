package io.yiwang.bench;

import io.yiwang.house.postgres.StoredDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL of its own with PostGIS, in a folder for the time being, that does the same work
 * with the same points.
 */
final class Postgis implements AutoCloseable {
  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
  private static final Path EXTENSION =
      Path.of("/usr/share/postgresql/15/extension/postgis.control");
  private static final int PATIENCE_SECONDS = 60;

  /** Hexadecimal EWKB in web metres, which needs no PostGIS to write. */
  private static final String POINTS =
      """
      copy (select id, class_no, state, '0020000001' || '00000F11'
          || encode(float8send(lng_e7 / 1e7 * 111319.49079327358), 'hex')
          || encode(float8send(ln(tan(pi() / 4 + radians(lat_e7 / 1e7) / 2)) * 6378137), 'hex')
        from citymap.component where shape is null) to stdout
      """;

  private static final String TILE =
      """
      select st_asmvt(t, 'point', 4096, 'g', 'id') from (
        select id % 100000000000 as id, class as c, nullif(state, 0) as s,
          st_asmvtgeom(geom, st_tileenvelope(?, ?, ?), 4096, 64) as g
        from thing where geom && st_tileenvelope(?, ?, ?, margin => 0.015625)) t
      """;

  private static final String NEAREST =
      """
      select id, class, state, st_x(geom), st_y(geom) from thing where class = ?
      order by geom <-> st_transform(st_setsrid(st_makepoint(?, ?), 4326), 3857) limit 10
      """;

  private static final String WITHIN =
      """
      select id, class, state, st_x(geom), st_y(geom) from thing
      where st_intersects(geom, st_transform(st_makeenvelope(?, ?, ?, ?, 4326), 3857)) order by id limit 100
      """;

  private final Path folder;
  private final Process process;
  private final String url;
  private final String password;

  /** Opened by several at once. */
  private final List<Connection> open = new CopyOnWriteArrayList<>();

  private Connection one;

  private Postgis(Path folder, Process process, String url, String password) throws Exception {
    this.folder = folder;
    this.process = process;
    this.url = url;
    this.password = password;
    this.one = connect();
  }

  static boolean isInstalled() {
    return Files.isExecutable(PROGRAMS.resolve("postgres")) && Files.exists(EXTENSION);
  }

  /** In a folder that is deleted at the end; as nobody, if we are root. */
  static Postgis start() throws Exception {
    Path folder =
        Files.createTempDirectory(
            "yiwang-postgis",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx")));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    byte[] secret = new byte[16];
    new SecureRandom().nextBytes(secret);
    String password = HexFormat.of().formatHex(secret);
    Path file = Files.writeString(folder.resolve("password"), password);
    int port = freePort();
    Path data = folder.resolve("data");
    Process init =
        program(
                folder,
                "initdb",
                "-D",
                data.toString(),
                "-U",
                "postgres",
                "--auth=scram-sha-256",
                "--pwfile=" + file,
                "--no-sync",
                "-E",
                "UTF8",
                "--locale=C")
            .start();
    if (init.waitFor() != 0) {
      throw new IOException("initdb failed; see " + folder.resolve("log"));
    }
    Process process =
        program(
                folder,
                "postgres",
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "shared_buffers=512MB",
                "-c",
                "maintenance_work_mem=512MB",
                "-c",
                "max_wal_size=4GB",
                "-c",
                "random_page_cost=1.1")
            .start();
    return new Postgis(
        folder, process, "jdbc:postgresql://127.0.0.1:" + port + "/postgres", password);
  }

  private static ProcessBuilder program(Path folder, String name, String... arguments) {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name", "").equals("root")) {
      command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
    }
    command.add(PROGRAMS.resolve(name).toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Connection connect() throws Exception {
    for (int second = 0; ; second++) {
      try {
        Connection connection = DriverManager.getConnection(url, "postgres", password);
        open.add(connection);
        return connection;
      } catch (SQLException e) {
        if (second == PATIENCE_SECONDS || !process.isAlive()) {
          throw e;
        }
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }

  /** Takes the points out of a platform's database, and loads them with their indexes. */
  void load(Path platform) throws Exception {
    Path file = folder.resolve("points");
    try (StoredDatabase database = StoredDatabase.open(platform);
        Connection from = database.connect();
        OutputStream out = Files.newOutputStream(file)) {
      from.unwrap(PGConnection.class).getCopyAPI().copyOut(POINTS, out);
    }
    long start = System.nanoTime();
    try (Statement sql = one.createStatement();
        InputStream in = Files.newInputStream(file)) {
      sql.execute("create extension postgis");
      sql.execute(
          "create table thing (id bigint, class int, state smallint, geom geometry(Point, 3857))");
      one.unwrap(PGConnection.class).getCopyAPI().copyIn("copy thing from stdin", in, 1 << 16);
      sql.execute("alter table thing add primary key (id)");
      sql.execute("create index on thing using gist (geom)");
      sql.execute("create index on thing (class)");
      sql.execute("analyze thing");
    }
    Files.delete(file);
    Bench.figure(
        "map.postgis_load_minutes", (System.nanoTime() - start) / 60e9, "min (points only)");
  }

  /** Tiles at a rate, as the platform draws them; the 99th percentile. */
  double tiles(List<double[]> places, int perSecond, int seconds, int lowest, int highest)
      throws Exception {
    OpenLoop.Opening opening =
        number -> new Tiles(connect(), new TileWalk(number, places, lowest, highest));
    OpenLoop.run(perSecond, Math.max(5, seconds / 4), opening);
    double[] millis = OpenLoop.run(perSecond, seconds, opening);
    double p99 = OpenLoop.percentile(millis, 0.99);
    Bench.figure("map.postgis_live_tile_p50_ms", OpenLoop.percentile(millis, 0.5), "ms");
    Bench.figure("map.postgis_live_tile_p99_ms", p99, "ms");
    return p99;
  }

  private static final class Tiles implements OpenLoop.Asker {
    private final Connection connection;
    private final PreparedStatement tile;
    private final TileWalk walk;

    Tiles(Connection connection, TileWalk walk) throws SQLException {
      this.connection = connection;
      this.tile = connection.prepareStatement(TILE);
      this.walk = walk;
    }

    @Override
    public void ask() throws SQLException {
      TileWalk.Address t = walk.next();
      for (int i = 1; i <= 6; i += 3) {
        tile.setInt(i, t.z());
        tile.setInt(i + 1, t.x());
        tile.setInt(i + 2, t.y());
      }
      try (ResultSet rs = tile.executeQuery()) {
        rs.next();
        rs.getBytes(1);
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  void nearest(double lng, double lat, int classNo) throws SQLException {
    try (PreparedStatement sql = one.prepareStatement(NEAREST)) {
      sql.setInt(1, classNo);
      sql.setDouble(2, lng);
      sql.setDouble(3, lat);
      read(sql);
    }
  }

  void within(double west, double south, double east, double north) throws SQLException {
    try (PreparedStatement sql = one.prepareStatement(WITHIN)) {
      sql.setDouble(1, west);
      sql.setDouble(2, south);
      sql.setDouble(3, east);
      sql.setDouble(4, north);
      read(sql);
    }
  }

  private static void read(PreparedStatement sql) throws SQLException {
    try (ResultSet rs = sql.executeQuery()) {
      while (rs.next()) {
        rs.getLong(1);
      }
    }
  }

  @Override
  public void close() throws Exception {
    for (Connection connection : open) {
      connection.close();
    }
    process.destroy();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    FileSystemUtils.deleteRecursively(folder);
  }
}
