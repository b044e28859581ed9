package io.yiwang.vision.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.vision.Box;
import io.yiwang.vision.Detection;
import io.yiwang.vision.Manifest.Evidence;
import io.yiwang.vision.tracks.Kept.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrackerTest {
  private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

  private int made;
  private final Tracker tracker = new Tracker(new Evidence(4, 6, 30), () -> "t" + made++);
  private int seconds;

  /** The next picture, ten seconds later, and what became of tracks with it, one word each. */
  private List<String> picture(Detection... seen) {
    seconds += 10;
    return tracker.step(START.plusSeconds(seconds), List.of(seen)).stream()
        .map(e -> e.kind() + " " + e.track().id())
        .toList();
  }

  private static Detection litter(double x, double y) {
    return new Detection("litter", "06010", 0.8, new Box(x, y, 40, 30));
  }

  private static Detection person(double x, double y) {
    return new Detection("person", null, 0.9, new Box(x, y, 60, 160));
  }

  @Test
  void aThingThatStaysIsProvenOnceAndClearedOnce() {
    assertThat(picture(litter(100, 100))).containsExactly("BEGUN t0");
    assertThat(picture(litter(102, 99))).isEmpty();
    assertThat(picture()).isEmpty();
    assertThat(picture(litter(99, 101))).isEmpty();
    assertThat(picture(litter(101, 100))).containsExactly("PROVEN t0");
    for (int i = 0; i < 100; i++) {
      assertThat(picture(litter(100, 100))).isEmpty();
    }
    for (int i = 0; i < 5; i++) {
      assertThat(picture()).isEmpty();
    }
    assertThat(picture()).containsExactly("CLEARED t0");
    assertThat(picture()).isEmpty();
    assertThat(picture(litter(100, 100))).containsExactly("BEGUN t1");
  }

  @Test
  void seenOftenButNotForLongIsNotEnough() {
    Tracker quick = new Tracker(new Evidence(4, 6, 30), () -> "t");
    for (int i = 0; i < 20; i++) {
      assertThat(quick.step(START.plusSeconds(i), List.of(litter(100, 100))))
          .noneMatch(e -> e.kind() == TrackEvent.Kind.PROVEN);
    }
  }

  @Test
  void whoeverWalksByIsNowhereForLong() {
    for (int i = 0; i < 200; i++) {
      double x = (i * 45) % 1200;
      assertThat(picture(litter(x, 300))).noneMatch(e -> e.startsWith("PROVEN"));
    }
    assertThat(tracker.tracks()).hasSizeLessThan(8);
  }

  @Test
  void whatFlickersIsNotProven() {
    for (int i = 0; i < 60; i++) {
      assertThat(i % 2 == 0 ? picture(litter(100, 100)) : picture())
          .noneMatch(e -> e.startsWith("PROVEN"));
    }
  }

  @Test
  void severalDetectionsOfOneThingAreOneTrack() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Detection part = new Detection("litter", "06010", 0.5, new Box(110, 105, 15, 15));
      all.addAll(picture(litter(100, 100), part, litter(106, 103)));
    }
    assertThat(all).containsExactly("BEGUN t0", "PROVEN t0");
  }

  @Test
  void twoThingsBesideOneAnotherAreTwo() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      all.addAll(picture(litter(100, 100), litter(150, 100)));
    }
    assertThat(all).containsExactly("BEGUN t0", "BEGUN t1", "PROVEN t0", "PROVEN t1");
  }

  @Test
  void whatSomebodyStandsInFrontOfIsNotGone() {
    for (int i = 0; i < 6; i++) {
      picture(litter(100, 100));
    }
    for (int i = 0; i < 50; i++) {
      assertThat(picture(person(90, 20))).isEmpty();
    }
    assertThat(picture(litter(100, 100))).isEmpty();
    assertThat(tracker.tracks()).singleElement().extracting(Track::id).isEqualTo("t0");
  }

  @Test
  void goesOnAfterARestartWithTheSameTrack() {
    Box part = Kept.part(new Box(100, 100, 40, 30), 640, 360);
    Kept kept =
        new Kept(
            "old",
            1,
            "litter",
            "1",
            "litter",
            "06010",
            0.8,
            part,
            START,
            START,
            START,
            Standing.REPORTED,
            null,
            null);
    // the camera's pictures are twice as large meanwhile
    tracker.resume(List.of(kept), 1280, 720);
    for (int i = 0; i < 10; i++) {
      assertThat(picture(new Detection("litter", "06010", 0.8, new Box(200, 200, 80, 60))))
          .isEmpty();
    }
    List<String> after = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      after.addAll(picture());
    }
    assertThat(after).containsExactly("CLEARED old");
  }

  @Test
  void noiseFillsNoMemory() {
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      Detection[] noise = new Detection[40];
      for (int k = 0; k < noise.length; k++) {
        noise[k] = litter(random.nextInt(1240), random.nextInt(690));
      }
      picture(noise);
      assertThat(tracker.tracks()).hasSizeLessThanOrEqualTo(200);
    }
  }
}
