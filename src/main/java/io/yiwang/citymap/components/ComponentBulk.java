package io.yiwang.citymap.components;

import com.google.common.geometry.S2CellId;
import io.yiwang.house.BinaryCopy;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Service;

/**
 * The door for millions into an empty map: one transaction, rows by COPY, indexes made at its end.
 * A load that is cut short leaves nothing.
 */
@Service
public class ComponentBulk {
  private static final String CELLS = "cell, id, region_path";

  private final DataSource dataSource;
  private final ComponentNews news;
  private final Clock clock;

  ComponentBulk(DataSource dataSource, ComponentNews news, Clock clock) {
    this.dataSource = dataSource;
    this.news = news;
    this.clock = clock;
  }

  /** What fills the map. */
  @FunctionalInterface
  public interface Filling {
    void fill(Sink sink) throws SQLException;
  }

  /**
   * Loads everything or nothing.
   *
   * @return the number of things, -1 when the map was not empty and nothing was done
   */
  public long load(ChangeOrigin origin, Filling filling) {
    long loaded = SystemDuty.call(() -> loadAsSystem(origin, filling));
    if (loaded >= 0) {
      news.tell(List.of());
    }
    return loaded;
  }

  private long loadAsSystem(ChangeOrigin origin, Filling filling) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        long loaded = loadInto(connection, origin, filling);
        connection.commit();
        return loaded;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The map could not be loaded.", e);
    }
  }

  private long loadInto(Connection connection, ChangeOrigin origin, Filling filling)
      throws SQLException {
    try (Statement sql = connection.createStatement()) {
      try (var opened = sql.executeQuery("select citymap.open_ground()")) {
        if (!opened.next() || !opened.getBoolean(1)) {
          return -1;
        }
      }
      Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
      Sink sink;
      try (BinaryCopy copy =
          BinaryCopy.straightInto(connection, "citymap.component", Rows.COLUMNS)) {
        sink = new Sink(copy, now);
        filling.fill(sink);
        copy.finish();
      }
      sink.copyCells(connection);
      sql.execute("select citymap.close_ground()");
      note(connection, origin, now);
      return sink.count;
    }
  }

  private static void note(Connection connection, ChangeOrigin origin, Instant now)
      throws SQLException {
    try (PreparedStatement set =
        connection.prepareStatement(
            "insert into citymap.change_set (at, person_id, person_name, origin, reason) values (?,"
                + " ?, ?, 'LOAD', ?)")) {
      set.setTimestamp(1, Timestamp.from(now));
      set.setObject(2, origin.personId(), java.sql.Types.BIGINT);
      set.setString(3, origin.personName());
      set.setString(4, origin.reason());
      set.executeUpdate();
    }
  }

  /** Takes things one after another, of one thread. */
  public static final class Sink {
    private final BinaryCopy copy;
    private final Instant known;
    private long count;
    private long[] cells = new long[1 << 12];
    private int cellCount;
    private String[] paths = new String[1 << 10];

    Sink(BinaryCopy copy, Instant known) {
      this.copy = copy;
      this.known = known;
    }

    /** How many were taken. */
    public long count() {
      return count;
    }

    /**
     * Adds a thing.
     *
     * @param id 17 digits, not yet given
     * @param manager keeper, 0 when unknown, as of owner and maintainer
     * @param height metres, NaN when unknown
     * @param name UTF-8, as of address, remark
     * @param details JSON
     * @param shape WKB of {@code geometry}, both null of a point
     * @param regionPath of guarded layers, null of others
     */
    public void add(
        long id,
        int latE7,
        int lngE7,
        int state,
        int manager,
        int owner,
        int maintainer,
        int accuracy,
        int source,
        float height,
        byte @Nullable [] name,
        byte @Nullable [] address,
        @Nullable String details,
        byte @Nullable [] shape,
        @Nullable Geometry geometry,
        Instant validFrom,
        @Nullable String regionPath)
        throws SQLException {
      copy.row()
          .bigint(id)
          .bigint(GeoPoint.ofE7(latE7, lngE7).s2Leaf())
          .timestamp(validFrom)
          .timestamp(known)
          .integer(latE7)
          .integer(lngE7)
          .integer(ComponentId.classOf(id));
      keeper(manager);
      keeper(owner);
      keeper(maintainer);
      if (Float.isNaN(height)) {
        copy.nothing();
      } else {
        copy.real(height);
      }
      copy.smallint(state)
          .smallint(accuracy)
          .smallint(source)
          .bytes(name)
          .bytes(address)
          .nothing()
          .jsonb(details)
          .bytes(shape)
          .text(regionPath);
      if (geometry != null) {
        Cover.of(geometry).forEach(cell -> cover(cell, id, regionPath));
      }
      count++;
    }

    private void keeper(int id) {
      if (id == 0) {
        copy.nothing();
      } else {
        copy.integer(id);
      }
    }

    private void cover(S2CellId cell, long id, @Nullable String regionPath) {
      if (cellCount + 2 > cells.length) {
        cells = Arrays.copyOf(cells, cells.length * 2);
      }
      int index = cellCount / 2;
      if (regionPath != null && index >= paths.length) {
        paths = Arrays.copyOf(paths, Math.max(index + 1, paths.length * 2));
      }
      if (regionPath != null) {
        paths[index] = regionPath;
      }
      cells[cellCount++] = cell.id();
      cells[cellCount++] = id;
    }

    private void copyCells(Connection connection) throws SQLException {
      try (BinaryCopy copied =
          BinaryCopy.straightInto(connection, "citymap.component_cell", CELLS)) {
        for (int i = 0; i < cellCount; i += 2) {
          copied
              .row()
              .bigint(cells[i])
              .bigint(cells[i + 1])
              .text(i / 2 < paths.length ? paths[i / 2] : null);
        }
        copied.finish();
      }
    }
  }
}
