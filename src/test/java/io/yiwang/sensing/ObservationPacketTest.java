package io.yiwang.sensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.ObservationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObservationPacketTest {

  private static final String[] WORDS = {
    "", "暴露垃圾", "a", "延安西路 1262 号", "😀 pothole", "x".repeat(300), "06010", "hotline-12345"
  };

  @Test
  void anyRowsComeBackExactly() {
    for (int seed = 0; seed < 300; seed++) {
      List<Observation> rows = randomRows(new Random(seed), seed % 40);

      ObservationPacket packet = ObservationPacket.of(ObservationPacket.encode(rows));

      List<Observation> back = new ArrayList<>();
      for (int i = 0; i < packet.size(); i++) {
        back.add(packet.observation(i));
      }
      assertThat(back).as("seed %d", seed).isEqualTo(rows);
    }
  }

  @Test
  void whatCorrelationAsksIsReadWithoutDecodingTheRow() {
    List<Observation> rows = randomRows(new Random(7), 500);

    ObservationPacket packet = ObservationPacket.of(ObservationPacket.encode(rows));

    for (int i = 0; i < rows.size(); i++) {
      Observation row = rows.get(i);
      assertThat(packet.id(i)).isEqualTo(row.id());
      assertThat(packet.observedAtMillis(i)).isEqualTo(row.observedAt().toEpochMilli());
      assertThat(packet.latE7(i)).isEqualTo(row.point().latE7());
      assertThat(packet.lngE7(i)).isEqualTo(row.point().lngE7());
      assertThat(packet.classCode(i)).isEqualTo(row.classCode());
      assertThat(packet.sighting(i)).isEqualTo(row.sighting());
      assertThat(packet.weight(i)).isEqualTo(row.weight());
      assertThat(packet.componentId(i)).isEqualTo(row.componentId());
      assertThat(packet.trackId(i)).isEqualTo(row.trackId());
      assertThat(packet.clears(i)).isEqualTo(row.clears());
      assertThat(packet.componentHash(i) == 0).isEqualTo(row.componentId() == null);
      assertThat(packet.trackHash(i) == 0).isEqualTo(row.trackId() == null);
    }
  }

  @Test
  void theSameTrackOfTwoSourcesIsNotTheSameObject() {
    Random random = new Random(3);
    Observation one = row(random, "camera-1", null, "7");
    Observation other = row(random, "camera-2", null, "7");
    Observation again = row(random, "camera-1", null, "7");

    ObservationPacket packet =
        ObservationPacket.of(ObservationPacket.encode(List.of(one, other, again)));

    assertThat(packet.trackHash(0))
        .isEqualTo(packet.trackHash(2))
        .isNotEqualTo(packet.trackHash(1));
    assertThat(packet.sourceHash(0))
        .isEqualTo(packet.sourceHash(2))
        .isNotEqualTo(packet.sourceHash(1));
  }

  @Test
  void anyFlippedBitOrMissingByteIsNoticed() {
    byte[] good = ObservationPacket.encode(randomRows(new Random(1), 3));
    Random random = new Random(2);
    for (int round = 0; round < 2_000; round++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      if (bad[3] == good[3]) {
        assertThatThrownBy(() -> ObservationPacket.of(bad))
            .isInstanceOf(MalformedPacketException.class);
      }
    }
    for (int length = 0; length < good.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(good, length);
      assertThatThrownBy(() -> ObservationPacket.of(cut))
          .isInstanceOf(MalformedPacketException.class);
    }
  }

  @Test
  void otherBytesAreRefusedWithAReason() {
    assertThatThrownBy(() -> ObservationPacket.of("{\"class\":\"06010\",\"lat\":31.2}".getBytes()))
        .hasMessage("These 28 bytes are no packet. Maybe something else writes to the log.");
  }

  private static List<Observation> randomRows(Random random, int count) {
    List<Observation> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          row(
              random,
              word(random),
              random.nextBoolean() ? word(random) : null,
              random.nextBoolean() ? word(random) : null));
    }
    return rows;
  }

  private static Observation row(
      Random random, String source, @Nullable String component, @Nullable String track) {
    GeoPoint point = new GeoPoint(random.nextDouble(-90, 90), random.nextDouble(-180, 180));
    long second = random.nextLong(-1_000_000_000L, 4_000_000_000L);
    return new Observation(
        ObservationId.of(source, Long.toString(random.nextLong())),
        source,
        word(random),
        Channel.values()[random.nextInt(Channel.values().length)],
        random.nextBoolean() ? Sighting.OBSERVED : Sighting.CLEARED,
        word(random),
        random.nextBoolean() ? point : GeoPoint.ofE7(point.latE7(), point.lngE7()),
        word(random),
        Instant.ofEpochSecond(second, random.nextBoolean() ? 0 : random.nextInt(1_000_000_000)),
        Instant.ofEpochSecond(second + 5, random.nextInt(1_000) * 1_000_000L),
        random.nextDouble(),
        component,
        track,
        random.nextBoolean() ? ObservationId.of("a", Integer.toString(random.nextInt())) : null,
        random.nextBoolean() ? word(random) : null,
        random.nextBoolean() ? word(random) : null,
        random.nextBoolean() ? List.of() : List.of(word(random), word(random)),
        random.nextBoolean() ? Map.of() : Map.of(word(random), word(random), "k", word(random)));
  }

  private static String word(Random random) {
    return WORDS[random.nextInt(WORDS.length)];
  }
}
