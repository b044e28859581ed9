package io.yiwang.sensing.readings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingPacketTest {
  private static final Instant AT = Instant.parse("2026-11-24T08:00:00.123Z");

  private static List<String> read(byte[] packet) {
    List<String> told = new ArrayList<>();
    ReadingPacket.read(
        packet,
        new ReadingPacket.Taker() {
          @Override
          public void reading(Reading reading) {
            told.add(reading.toString());
          }

          @Override
          public void presence(long device, boolean online, Instant at) {
            told.add(device + " " + online + " " + at);
          }
        });
    return told;
  }

  @Test
  void carriesReadingsAndPresence() {
    var level = new Reading(7, "level", AT, 1.25);
    var flow = new Reading(7, "flow", AT, -3);
    assertThat(read(ReadingPacket.of(7, List.of(level, flow))))
        .containsExactly(level.toString(), flow.toString());
    assertThat(read(ReadingPacket.presence(7, false, AT))).containsExactly("7 false " + AT);
  }

  @Test
  void saysThatAPacketIsCutOff() {
    byte[] packet = ReadingPacket.of(7, List.of(new Reading(7, "level", AT, 1)));
    byte[] cut = Arrays.copyOf(packet, packet.length - 3);
    assertThatThrownBy(() -> read(cut)).hasMessageContaining("cut off");
  }
}
