package io.yiwang.sensing.intake;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.IntakeResult;
import io.yiwang.sensing.Observation;
import io.yiwang.sensing.ObservationLog;
import io.yiwang.sensing.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A small city, a log in memory and a list of bad rows. */
final class Fakes {
  private Fakes() {}

  /** One degree square round People's Square; two classes. */
  static final class SmallCity implements CityView {
    private final Set<String> classes = Set.of("06010", "06012");

    @Override
    public @Nullable String classCode(String code) {
      return code.equals("0110") ? "06010" : classes.contains(code) ? code : null;
    }

    @Override
    public List<String> nearClasses(String code) {
      return List.of();
    }

    @Override
    public String family(String classCode) {
      return classCode;
    }

    @Override
    public @Nullable String region(GeoPoint point) {
      return Math.abs(point.lat() - 31.2) <= 0.5 && Math.abs(point.lng() - 121.4) <= 0.5
          ? "310105002"
          : null;
    }
  }

  /** Takes everything at once, unless told to fail or to wait. */
  static final class MemoryLog implements ObservationLog {
    final List<Observation> rows = new ArrayList<>();
    volatile boolean away;
    volatile @Nullable CompletableFuture<Void> gate;

    @Override
    public CompletableFuture<Void> append(List<Observation> batch) {
      if (away) {
        return CompletableFuture.failedFuture(new LogUnavailable("away"));
      }
      CompletableFuture<Void> waitFor = gate;
      if (waitFor == null) {
        keep(batch);
        return CompletableFuture.completedFuture(null);
      }
      return waitFor.thenRun(() -> keep(batch));
    }

    private synchronized void keep(List<Observation> batch) {
      rows.addAll(batch);
    }
  }

  /** Remembers the reasons and raw texts. */
  static final class Reasons implements BadRows {
    final List<String> reasons = new ArrayList<>();
    final List<String> raws = new ArrayList<>();

    @Override
    public void record(
        Source source,
        Instant at,
        List<ParsedRow> rows,
        List<IntakeResult.Row> results,
        Function<ParsedRow, String> raw) {
      for (IntakeResult.Row row : results) {
        if (row.problem() != null) {
          reasons.add(row.problem().type());
          raws.add(raw.apply(rows.get(row.row())));
        }
      }
    }
  }
}
