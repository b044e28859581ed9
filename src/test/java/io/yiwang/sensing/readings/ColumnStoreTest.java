package io.yiwang.sensing.readings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.sensing.readings.ColumnStore.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnStoreTest {
  private static final Instant BEGIN = Instant.parse("2026-11-23T23:58:00Z");

  @TempDir Path folder;

  /** One reading a minute from {@link #BEGIN} on, so that the third is in the next day. */
  private static List<Reading> minutes(int from, int count) {
    List<Reading> all = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      all.add(new Reading(7, "level", BEGIN.plus(Duration.ofMinutes(i)), i));
    }
    return all;
  }

  private static Span all() {
    return new Span(7, "level", BEGIN, BEGIN.plus(Duration.ofDays(2)));
  }

  private static String values(ColumnStore store, Span span) throws SQLException {
    StringBuilder line = new StringBuilder();
    store.each(span, (at, value) -> !line.append((int) value).append(' ').isEmpty());
    return line.toString().strip();
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(p -> p.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  @Test
  void answersFromTheTail() throws Exception {
    try (var store = new ColumnStore(folder)) {
      store.append(minutes(0, 4));
      store.append(List.of(new Reading(8, "level", BEGIN, 99), new Reading(7, "flow", BEGIN, 98)));
      assertThat(values(store, all())).isEqualTo("0 1 2 3");
    }
  }

  @Test
  void answersFromFilesOfSeveralDaysAndTheTailTogether() throws Exception {
    try (var store = new ColumnStore(folder)) {
      store.append(minutes(0, 4));
      assertThat(store.seal()).isEqualTo(4);
      assertThat(store.tailRows()).isZero();
      store.append(minutes(4, 2));
      assertThat(files()).hasSize(2);
      assertThat(values(store, all())).isEqualTo("0 1 2 3 4 5");
    }
  }

  @Test
  void takesEachMomentOnceHoweverOftenItCame() throws Exception {
    try (var store = new ColumnStore(folder)) {
      store.append(minutes(0, 4));
      store.seal();
      store.append(minutes(0, 4));
      store.append(minutes(2, 2));
      store.seal();
      store.append(minutes(1, 1));
      assertThat(values(store, all())).isEqualTo("0 1 2 3");
      assertThat(store.buckets(all(), 1).getFirst().count()).isEqualTo(4);
    }
  }

  @Test
  void makesOneFileOfMany() throws Exception {
    try (var store = new ColumnStore(folder)) {
      for (int i = 0; i < 3; i++) {
        store.append(minutes(i * 2 + 2, 2));
        store.seal();
      }
      assertThat(files()).hasSize(3);
      assertThat(store.compact(3)).isEqualTo(1);
      assertThat(files()).hasSize(1);
      assertThat(values(store, all())).isEqualTo("2 3 4 5 6 7");
    }
  }

  @Test
  void hasWhatWasAppendedAfterBeingOpenedAnew() throws Exception {
    try (var store = new ColumnStore(folder)) {
      store.append(minutes(0, 3));
      store.seal();
      store.append(minutes(3, 3));
    }
    try (var store = new ColumnStore(folder)) {
      store.append(minutes(6, 1));
      store.seal();
      assertThat(values(store, all())).isEqualTo("0 1 2 3 4 5 6");
    }
  }

  @Test
  void tellsPartsOfASpanAndLeavesGapsOut() throws Exception {
    try (var store = new ColumnStore(folder)) {
      store.append(minutes(0, 10));
      store.append(minutes(30, 1));
      Span hour = new Span(7, "level", BEGIN, BEGIN.plus(Duration.ofMinutes(40)));
      List<Bucket> buckets = store.buckets(hour, 4);
      assertThat(buckets).hasSize(2);
      assertThat(buckets.getFirst())
          .isEqualTo(new Bucket(BEGIN, BEGIN.plus(Duration.ofMinutes(10)), 10, 0, 4.5, 9, 9));
      assertThat(buckets.getLast().from()).isEqualTo(BEGIN.plus(Duration.ofMinutes(30)));
    }
  }

  @Test
  void forgetsWhatIsTooOld() throws Exception {
    try (var store = new ColumnStore(folder)) {
      store.append(minutes(0, 4));
      store.seal();
      assertThat(store.dropBefore(LocalDate.of(2026, 11, 24))).isEqualTo(1);
      assertThat(values(store, all())).isEqualTo("2 3");
    }
  }

  @Test
  void touchesNothingButItsFolder() throws Exception {
    Path elsewhere = Files.createTempFile("elsewhere", ".parquet");
    try (var store = new ColumnStore(folder)) {
      store.append(minutes(0, 1));
      Span sly =
          new Span(7, "level' union all select 1, 2 from '" + elsewhere + "' --", BEGIN, BEGIN);
      assertThat(values(store, sly)).isEmpty();
      assertThatThrownBy(() -> store.question("select * from read_parquet('" + elsewhere + "')"))
          .hasMessageContaining("disabled");
    }
  }
}
