package io.yiwang.sensing.intake;

import io.yiwang.house.LogCluster;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.Observation;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The production log on a broker of a test's own, divided by the families of the test. */
public final class TestLog implements AutoCloseable {
  private final KafkaObservationLog log;

  public TestLog(LogCluster cluster, int partitions, UnaryOperator<String> family) {
    log =
        new KafkaObservationLog(
            new CityView() {
              @Override
              public @Nullable String classCode(String code) {
                return code;
              }

              @Override
              public List<String> nearClasses(String code) {
                return List.of();
              }

              @Override
              public String family(String classCode) {
                return family.apply(classCode);
              }

              @Override
              public @Nullable String region(GeoPoint point) {
                return null;
              }
            },
            cluster,
            partitions,
            -1);
    log.start();
  }

  /** Returns when the log has them. */
  public void append(List<Observation> rows) {
    log.append(rows).join();
  }

  @Override
  public void close() {
    log.stop();
  }
}
