package io.yiwang.vision.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.citymap.Hamlets;
import io.yiwang.house.SystemDuty;
import io.yiwang.sensing.Intake;
import io.yiwang.sensing.IntakeResult;
import io.yiwang.sensing.ObservationDraft;
import io.yiwang.sensing.Sighting;
import io.yiwang.vision.cameras.Camera;
import io.yiwang.vision.cameras.Cameras;
import io.yiwang.vision.cameras.SeaCamera;
import io.yiwang.vision.cameras.SourceKind;
import io.yiwang.vision.heat.Crowds;
import io.yiwang.vision.sources.Shot;
import io.yiwang.vision.tracks.TrackBook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Which cameras are out of order, and what is said of it. */
@PlatformTest
class CameraHealthTests {
  @LocalServerPort int port;
  @Autowired ApplicationContext beans;
  @Autowired Cameras cameras;
  @Autowired TrackBook book;
  @Autowired Findings findings;
  @Autowired Crowds crowds;
  @Autowired CameraLooks looks;

  private final List<ObservationDraft> told = new ArrayList<>();
  private final List<Camera> mounted = new ArrayList<>();
  private final Street street = new Street(1);
  private Instant now = Instant.parse("2026-11-24T08:00:00Z");
  private boolean reachable = true;
  private CameraHealth health;
  private @Nullable Watch watched;

  @BeforeEach
  void begin() {
    health = fresh();
  }

  /** The patrol of the platform would notice them, too. */
  @AfterEach
  void dismount() {
    SystemDuty.run(() -> mounted.forEach(each -> cameras.remove(each.id())));
  }

  /** As after a start of the platform. */
  private CameraHealth fresh() {
    Intake intake =
        (source, drafts) -> {
          if (!reachable) {
            throw new IllegalStateException("the log is away");
          }
          told.addAll(drafts);
          return IntakeResult.of(List.of());
        };
    return new CameraHealth(intake, book, Duration.ofMinutes(5), "01050");
  }

  private void mount(SourceKind kind, @Nullable Integer silentAfterSeconds) {
    Hamlets sea = new Hamlets(beans, port);
    Camera camera =
        SeaCamera.mount(beans, sea, "health", kind, List.of(), List.of(), silentAfterSeconds);
    mounted.add(camera);
    var watch = new Watch(camera, new Inspection(findings, book, crowds, looks), each -> {});
    watch.watchedSince = now;
    watched = watch;
  }

  private Watch watch() {
    return Objects.requireNonNull(watched);
  }

  private CameraState after(Duration time) {
    now = now.plus(time);
    SystemDuty.run(() -> health.judge(watch(), true, now));
    return watch().state;
  }

  /** A picture with this much light. */
  private void picture(double light) {
    watch().submit(street.empty(light).at(now), now);
  }

  private List<Sighting> sightings() {
    return told.stream().map(ObservationDraft::sighting).toList();
  }

  @Test
  void silenceOfAFetchedCameraIsOneMatterUntilItShowsSomethingAgain() {
    mount(SourceKind.SNAPSHOT, null);
    assertThat(after(Duration.ofSeconds(30))).isEqualTo(CameraState.WAITING);
    picture(1);
    assertThat(after(Duration.ofMinutes(2))).isEqualTo(CameraState.ONLINE);
    assertThat(told).isEmpty();
    assertThat(after(Duration.ofSeconds(1))).isEqualTo(CameraState.OFFLINE);
    assertThat(after(Duration.ofMinutes(10))).isEqualTo(CameraState.OFFLINE);
    assertThat(sightings()).containsExactly(Sighting.OBSERVED);
    health = fresh();
    assertThat(after(Duration.ofMinutes(10))).isEqualTo(CameraState.OFFLINE);
    assertThat(told).hasSize(1);
    picture(0.9);
    assertThat(after(Duration.ofSeconds(1))).isEqualTo(CameraState.ONLINE);
    assertThat(sightings()).containsExactly(Sighting.OBSERVED, Sighting.CLEARED);
    assertThat(told.getLast().trackId()).isEqualTo(told.getFirst().trackId());
    assertThat(after(Duration.ofSeconds(1))).isEqualTo(CameraState.ONLINE);
    assertThat(told).hasSize(2);
  }

  @Test
  void theSamePictureOverAndOverIsAFrozenCamera() {
    mount(SourceKind.MJPEG, null);
    Shot same = street.empty().at(now);
    for (int i = 0; i <= 40; i++) {
      watch().submit(same, now);
      after(Duration.ofSeconds(10));
    }
    assertThat(watch().state).isEqualTo(CameraState.FROZEN);
    assertThat(told)
        .singleElement()
        .extracting(ObservationDraft::description)
        .isEqualTo("画面长时间静止不变");
  }

  @Test
  void whoSendsPicturesMaySendNoneUnlessItSaysHowOften() {
    mount(SourceKind.UPLOAD, null);
    picture(1);
    assertThat(after(Duration.ofHours(3))).isEqualTo(CameraState.ONLINE);
    mount(SourceKind.UPLOAD, 60);
    picture(1);
    assertThat(after(Duration.ofSeconds(61))).isEqualTo(CameraState.OFFLINE);
  }

  @Test
  void whatCannotBeToldIsToldLater() {
    mount(SourceKind.SNAPSHOT, null);
    reachable = false;
    assertThat(after(Duration.ofMinutes(3))).isEqualTo(CameraState.OFFLINE);
    assertThat(told).isEmpty();
    reachable = true;
    after(Duration.ofSeconds(1));
    assertThat(sightings()).containsExactly(Sighting.OBSERVED);
  }

  @Test
  void restsWhileNobodyWantsItsPictures() {
    mount(SourceKind.SNAPSHOT, null);
    now = now.plus(Duration.ofHours(9));
    SystemDuty.run(() -> health.judge(watch(), false, now));
    assertThat(watch().state).isEqualTo(CameraState.RESTING);
    assertThat(told).isEmpty();
  }
}
