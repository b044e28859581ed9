package io.yiwang.demo.ground;

import io.yiwang.citymap.RegionDraft;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.ChangeOrigin;
import io.yiwang.citymap.components.ComponentBulk;
import io.yiwang.citymap.components.Keepers;
import io.yiwang.citymap.components.Layers;
import io.yiwang.house.DataFolder;
import io.yiwang.kernel.ComponentId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the map of the demonstration city: 14.95 million components at scale 1. It is one
 * transaction; a start that is cut short leaves nothing and the next one begins anew.
 */
public final class DemoGround {
  private static final Logger log = LoggerFactory.getLogger(DemoGround.class);
  private static final int SURVEYED = 1;
  private static final int ACCURACY_A = 1;
  private static final int STEPS = 10;

  private final ComponentBulk bulk;
  private final Keepers keepers;
  private final Layers layers;
  private final Regions regions;
  private final DataFolder folder;
  private final long seed;
  private final Consumer<String> terminal;

  /**
   * @param terminal told how far it is, for whoever waits
   */
  public DemoGround(
      ComponentBulk bulk,
      Keepers keepers,
      Layers layers,
      Regions regions,
      DataFolder folder,
      long seed,
      Consumer<String> terminal) {
    this.bulk = bulk;
    this.keepers = keepers;
    this.layers = layers;
    this.regions = regions;
    this.folder = folder;
    this.seed = seed;
    this.terminal = terminal;
  }

  /**
   * Does nothing when there is something on the map, or the scale leaves nothing.
   *
   * @param drafts the whole city's regions, asked for only when needed
   */
  public void setUp(double scale, Supplier<List<RegionDraft>> drafts) {
    if (scale == 0) {
      return;
    }
    long start = System.nanoTime();
    var origin = new ChangeOrigin(ChangeOrigin.Way.LOAD, null, "demo", "demonstration city");
    var result = new Result();
    long things = bulk.load(origin, sink -> fill(scale, drafts.get(), sink, result));
    if (things < 0) {
      return;
    }
    String facts =
        String.format(
            Locale.ROOT,
            "scale=%s components=%d things=%d pipes=%d pipe_km=%.0f plan_seconds=%.1f"
                + " rows_seconds=%.1f seconds=%.1f",
            scale,
            result.components,
            things,
            result.pipes,
            result.pipeMetres / 1_000,
            result.planSeconds,
            result.rowSeconds,
            since(start));
    log.info("The map is filled: {}", facts);
    try {
      Files.writeString(folder.runFile("ground-load"), facts + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** What a load has done. */
  private static final class Result {
    long components;
    int pipes;
    double pipeMetres;
    double planSeconds;
    double rowSeconds;
  }

  private void fill(double scale, List<RegionDraft> drafts, ComponentBulk.Sink sink, Result result)
      throws SQLException {
    long start = System.nanoTime();
    terminal.accept("Yiwang draws its demonstration city (first start only)");
    Ground ground = new Ground(drafts, Line.list(), Ground.Size.SHANGHAI, scale, seed);
    result.planSeconds = since(start);
    result.components = ground.components();
    result.pipes = ground.pipes().size();
    for (int i = 0; i < ground.pipes().size(); i++) {
      result.pipeMetres += ground.pipes().length(i);
    }
    long rows = System.nanoTime();
    ground.write(new Door(sink), progress(result.components + result.pipes));
    result.rowSeconds = since(rows);
    terminal.accept("Yiwang makes the map's indexes");
  }

  private LongConsumer progress(long expected) {
    return new LongConsumer() {
      private int told;

      @Override
      public void accept(long written) {
        int step = (int) Math.min(STEPS, written * STEPS / Math.max(1, expected));
        if (step > told && expected > 1_000_000) {
          told = step;
          terminal.accept(
              String.format(
                  Locale.ROOT, "Yiwang fills its map: %.1f million things", written / 1e6));
        }
      }
    };
  }

  /** The map's bulk door. */
  private final class Door implements GroundSink {
    private final ComponentBulk.Sink sink;

    Door(ComponentBulk.Sink sink) {
      this.sink = sink;
    }

    @Override
    public int keeper(String code, String nameZh, String nameEn, @Nullable String unitCode) {
      return keepers.put(code, nameZh, nameEn, unitCode).id();
    }

    @Override
    public void take(Thing thing) throws SQLException {
      boolean guarded = layers.isGuarded(ComponentId.classOf(thing.id));
      sink.add(
          thing.id,
          thing.latE7,
          thing.lngE7,
          thing.state,
          thing.manager,
          thing.owner,
          thing.maintainer,
          ACCURACY_A,
          SURVEYED,
          thing.height,
          thing.name,
          thing.address,
          thing.details,
          thing.shape,
          thing.geometry,
          thing.validFrom,
          guarded ? regions.get(thing.grid).path() : null);
    }
  }
}
