package io.yiwang.citymap.explore;

import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.components.ComponentChanged;
import io.yiwang.citymap.components.ComponentNews;
import io.yiwang.citymap.components.Layer;
import io.yiwang.citymap.components.Layers;
import io.yiwang.house.DataFolder;
import io.yiwang.house.Phases;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.GeoPoint;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the search index with the map: changes are found within a second; after a load, or when the
 * index is missing or was left behind, it is made anew from the tables.
 *
 * <p>One thread writes the index. Its marks say up to which change it holds the map, so that a
 * killed process goes on from there.
 */
@Service
public class SearchFollower implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(SearchFollower.class);
  private static final int BATCH = 4_096;
  private static final int FETCH = 8_192;
  private static final int WRITERS = 2;
  private static final long PUBLISH_MILLIS = 5_000;
  private static final long MOST_TO_CATCH_UP = 200_000;

  private static final String EVERYTHING =
      """
      select id, class_no, lat_e7, lng_e7, name, address, region_path is not null from citymap.component
      where state <> 4 and (name is not null or address is not null)
      """;

  private final DataFolder data;
  private final ComponentNews news;
  private final Layers layers;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final BlockingQueue<List<ComponentChanged>> heard = new LinkedBlockingQueue<>();
  private final AtomicBoolean anew = new AtomicBoolean();
  private volatile @Nullable SearchIndex index;
  private volatile boolean running;
  private volatile boolean complete;
  private @Nullable Thread thread;

  SearchFollower(
      DataFolder data,
      ComponentNews news,
      Layers layers,
      JdbcTemplate jdbc,
      TransactionTemplate transaction) {
    this.data = data;
    this.news = news;
    this.layers = layers;
    this.jdbc = jdbc;
    this.transaction = transaction;
    news.listen(this::hear);
  }

  private void hear(List<ComponentChanged> changes) {
    if (changes.isEmpty()) {
      complete = false;
      anew.set(true);
    }
    heard.add(changes);
  }

  /** The index, null before the start and after the end. */
  @Nullable SearchIndex index() {
    return index;
  }

  /** Whether all there is on the map can be found. */
  public boolean isComplete() {
    return complete && heard.isEmpty();
  }

  /** Number of things that can be found, or will be when it is complete. */
  public long size() {
    SearchIndex present = index;
    return present == null ? 0 : present.size();
  }

  @Override
  public void start() {
    SearchIndex opened = new SearchIndex(data.sub("search"));
    index = opened;
    running = true;
    thread =
        Thread.ofPlatform().name("map-search").start(() -> SystemDuty.run(() -> follow(opened)));
  }

  private void follow(SearchIndex opened) {
    long published = System.nanoTime();
    boolean pending = false;
    if (!catchUp(opened)) {
      anew.set(true);
    }
    while (running) {
      try {
        if (anew.getAndSet(false)) {
          makeAnew(opened);
        }
        complete = true;
        List<ComponentChanged> changes = heard.poll(200, TimeUnit.MILLISECONDS);
        if (changes != null && !changes.isEmpty()) {
          changes.forEach(c -> take(opened, c.one()));
          opened.show();
          pending = true;
        }
        long since = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - published);
        if (pending && heard.isEmpty() && since > PUBLISH_MILLIS) {
          opened.publish(marks(news.version()));
          published = System.nanoTime();
          pending = false;
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.warn("The search index fell behind and is made anew", e);
        anew.set(true);
        complete = false;
        pause();
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, String> marks(ComponentNews.Version version) {
    return Map.of("seq", Long.toString(version.seq()), "load", Long.toString(version.load()));
  }

  /** Takes what changed while the process was away; false when the index is not of this map. */
  private boolean catchUp(SearchIndex opened) {
    Map<String, String> marks = opened.marks();
    ComponentNews.Version version = news.version();
    if (!Long.toString(version.load()).equals(marks.get("load"))) {
      return false;
    }
    long seq = Long.parseLong(marks.getOrDefault("seq", "0"));
    if (version.seq() < seq || version.seq() - seq > MOST_TO_CATCH_UP) {
      return false;
    }
    jdbc.query(
        """
        select c.id, c.class_no, c.lat_e7, c.lng_e7, c.name, c.address, c.region_path is not null, c.state
        from citymap.component c
        where c.id in (select component_id from citymap.component_change where seq > ?)
        """,
        rs -> {
          opened.remove(rs.getLong(1));
          SearchIndex.Entry entry = entry(new Row(rs));
          if (rs.getInt(8) != ComponentState.REMOVED.number() && !entry.text().isBlank()) {
            opened.replace(entry);
          }
        },
        seq);
    opened.publish(marks(version));
    return true;
  }

  private void take(SearchIndex opened, Component c) {
    Row row =
        new Row(
            c.id(),
            c.classNo(),
            c.point().latE7(),
            c.point().lngE7(),
            c.name(),
            c.address(),
            c.regionPath() != null);
    SearchIndex.Entry entry = entry(row);
    if (c.state() == ComponentState.REMOVED || entry.text().isBlank()) {
      opened.remove(c.id());
    } else {
      opened.replace(entry);
    }
  }

  private record Row(
      long id,
      int classNo,
      int latE7,
      int lngE7,
      @Nullable String name,
      @Nullable String address,
      boolean guarded) {
    Row(java.sql.ResultSet rs) throws java.sql.SQLException {
      this(
          rs.getLong(1),
          rs.getInt(2),
          rs.getInt(3),
          rs.getInt(4),
          rs.getString(5),
          rs.getString(6),
          rs.getBoolean(7));
    }
  }

  private SearchIndex.Entry entry(Row row) {
    Layer layer = layers.ofClass(row.classNo);
    String text =
        (row.name == null ? "" : row.name) + " " + (row.address == null ? "" : row.address);
    GeoPoint at = GeoPoint.ofE7(row.latE7, row.lngE7);
    boolean place =
        layer != null && layer.geometry() != Layer.Shape.POINT && layer.network() == null;
    int rank = place ? 9 : layer == null ? 1 : Math.min(layer.importance(), 8);
    return new SearchIndex.Entry(row.id, row.classNo, text, at.lat(), at.lng(), rank, row.guarded);
  }

  /** Everything, read once and indexed by several threads. */
  private void makeAnew(SearchIndex opened) {
    long start = System.nanoTime();
    complete = false;
    ComponentNews.Version version = news.version();
    opened.clear();
    BlockingQueue<List<Row>> batches = new ArrayBlockingQueue<>(2 * WRITERS);
    List<Thread> writers =
        java.util.stream.IntStream.range(0, WRITERS)
            .mapToObj(
                i ->
                    Thread.ofPlatform().name("map-search-" + i).start(() -> index(opened, batches)))
            .toList();
    try {
      transaction.executeWithoutResult(status -> readEverything(batches));
    } finally {
      for (int i = 0; i < WRITERS; i++) {
        put(batches, List.of());
      }
      writers.forEach(SearchFollower::join);
    }
    if (running) {
      opened.publish(marks(version));
      log.info(
          "Search index of {} things made in {} s",
          opened.size(),
          TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
    }
  }

  private void readEverything(BlockingQueue<List<Row>> batches) {
    List<Row> batch = new java.util.ArrayList<>(BATCH);
    jdbc.query(
        connection -> {
          var statement = connection.prepareStatement(EVERYTHING);
          statement.setFetchSize(FETCH);
          return statement;
        },
        rs -> {
          if (!running) {
            return;
          }
          batch.add(new Row(rs));
          if (batch.size() == BATCH) {
            put(batches, List.copyOf(batch));
            batch.clear();
          }
        });
    if (!batch.isEmpty()) {
      put(batches, List.copyOf(batch));
    }
  }

  private void index(SearchIndex opened, BlockingQueue<List<Row>> batches) {
    try {
      for (List<Row> batch = batches.take(); !batch.isEmpty(); batch = batches.take()) {
        batch.forEach(row -> opened.add(entry(row)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void put(BlockingQueue<List<Row>> batches, List<Row> batch) {
    try {
      batches.put(batch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    running = false;
    Thread following = thread;
    if (following != null) {
      join(following);
    }
    SearchIndex open = index;
    index = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Phases.CONSUMERS;
  }
}
