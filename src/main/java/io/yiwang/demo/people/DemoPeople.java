package io.yiwang.demo.people;

import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.house.DataFolder;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.RegionLevel;
import io.yiwang.registry.load.LoadLane;
import io.yiwang.registry.load.QuarterLoad;
import io.yiwang.registry.load.RegistryLoad;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the registry of the demonstration city: 14,000 quarters with 24 million residents, 9.6
 * million households and 2.7 million enterprises at scale 1. Smaller scales have fewer quarters, as
 * full as they are at scale 1, those of the visitors' street first: enough for a committee to have
 * a neighbourhood to look at.
 */
public final class DemoPeople {
  private static final Logger log = LoggerFactory.getLogger(DemoPeople.class);
  private static final int LANES = 2;

  /** The neighbourhood whose committee a visitor may play; its fourth quarter is a large one. */
  public static final String VISITED = QuarterSketch.FIRST_STREET + "001";

  /** The head of the first household there; a visitor may play them. */
  public static final long RESIDENT = 3L * QuarterMaker.PERSONS + 1;

  private final RegistryLoad registry;
  private final Regions regions;
  private final DataFolder folder;
  private final long seed;

  public DemoPeople(RegistryLoad registry, Regions regions, DataFolder folder, long seed) {
    this.registry = registry;
    this.regions = regions;
    this.folder = folder;
    this.seed = seed;
  }

  /** Does nothing when there are people, or the scale leaves none. */
  public void setUp(double scale) {
    int quarters = (int) Math.round(SyntheticNumbers.QUARTERS * scale);
    if (quarters == 0 || registry.isFilled()) {
      return;
    }
    long start = System.nanoTime();
    registry.begin();
    AtomicLong residents = load(quarters);
    long loaded = System.nanoTime();
    registry.finish();
    double seconds = (System.nanoTime() - start) / 1e9;
    String facts =
        String.format(
            Locale.ROOT,
            "scale=%s quarters=%d residents=%d rows_seconds=%.1f seconds=%.1f",
            scale,
            quarters,
            residents.get(),
            (loaded - start) / 1e9,
            seconds);
    log.info("The registry is filled: {}", facts);
    try {
      Files.writeString(folder.runFile("people-load"), facts + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private AtomicLong load(int quarters) {
    var maker = new QuarterMaker(seed, new Names());
    List<QuarterMaker.Site> sites = sites(quarters);
    var next = new AtomicInteger();
    var residents = new AtomicLong();
    try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
      List<Future<?>> lanes = new ArrayList<>();
      for (int i = 0; i < LANES; i++) {
        lanes.add(
            threads.submit(
                () -> {
                  SystemDuty.begin();
                  try {
                    lane(maker, sites, next, residents);
                  } finally {
                    SystemDuty.end();
                  }
                  return null;
                }));
      }
      for (Future<?> lane : lanes) {
        lane.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("The registry could not be filled.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return residents;
  }

  private void lane(
      QuarterMaker maker, List<QuarterMaker.Site> sites, AtomicInteger next, AtomicLong residents)
      throws SQLException {
    try (LoadLane lane = registry.lane()) {
      for (int i = next.getAndIncrement(); i < sites.size(); i = next.getAndIncrement()) {
        QuarterLoad quarter = maker.make(i, sites.get(i));
        lane.write(quarter);
        residents.addAndGet(quarter.persons().size());
      }
    }
  }

  /** Each quarter of a neighbourhood in the middle of another of its grids. */
  private List<QuarterMaker.Site> sites(int count) {
    List<String> hoods =
        regions.list(RegionLevel.NEIGHBOURHOOD).stream().map(Region::code).toList();
    return QuarterSketch.slots(hoods, count).stream()
        .map(slot -> site(regions.get(slot.hood()), slot.round()))
        .toList();
  }

  private QuarterMaker.Site site(Region hood, int round) {
    List<Region> grids = regions.children(hood.code());
    GeoPoint at = grids.isEmpty() ? hood.centre() : grids.get(round % grids.size()).centre();
    List<Region> line = regions.line(hood);
    Region street = line.get(line.size() - 2);
    return new QuarterMaker.Site(
        hood.code(),
        hood.path(),
        street.code() + "-OFFICE",
        line.get(line.size() - 3).nameZh(),
        QuarterSketch.road(street.nameZh()),
        at);
  }
}
