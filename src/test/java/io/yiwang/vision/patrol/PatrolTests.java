package io.yiwang.vision.patrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.citymap.Hamlets;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.Intake;
import io.yiwang.sensing.LookAnswer;
import io.yiwang.sensing.LookAnswers;
import io.yiwang.sensing.LookRequest;
import io.yiwang.sensing.LookVerdict;
import io.yiwang.sensing.Photos;
import io.yiwang.vision.Veil;
import io.yiwang.vision.cameras.Camera;
import io.yiwang.vision.cameras.Cameras;
import io.yiwang.vision.cameras.GroundPoint;
import io.yiwang.vision.cameras.SeaCamera;
import io.yiwang.vision.cameras.SourceKind;
import io.yiwang.vision.cameras.WatchedAbility;
import io.yiwang.vision.heat.Crowds;
import io.yiwang.vision.review.Candidates;
import io.yiwang.vision.review.Roles;
import io.yiwang.vision.review.Shadows;
import io.yiwang.vision.tracks.Scene.Verdict;
import io.yiwang.vision.tracks.TrackBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From pictures to one case of one thing, and back to a clear street. */
@PlatformTest
class PatrolTests {
  @LocalServerPort int port;
  @Autowired ApplicationContext beans;
  @Autowired Cameras cameras;
  @Autowired TrackBook book;
  @Autowired Intake intake;
  @Autowired Photos photos;
  @Autowired Veil veil;
  @Autowired Crowds crowds;
  @Autowired JdbcClient jdbc;
  @Autowired Candidates candidates;
  @Autowired Roles roles;
  @Autowired Shadows shadows;

  private final RedThings red = new RedThings();
  private final Street street = new Street(1);
  private final List<LookAnswer> answers = new ArrayList<>();
  private Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(1, ChronoUnit.HOURS);
  private Camera camera;
  private Findings findings;
  private CameraLooks looks;
  private Inspection inspection;

  @BeforeEach
  void mount() {
    Hamlets sea = new Hamlets(beans, port);
    camera =
        SeaCamera.mount(
            beans,
            sea,
            "patrol",
            SourceKind.UPLOAD,
            List.of(new WatchedAbility(RedThings.ID, 10)),
            List.of(
                corner(0, 1, sea, 0.4, 0.4),
                corner(1, 1, sea, 0.6, 0.4),
                corner(1, 0, sea, 0.6, 0.6),
                corner(0, 0, sea, 0.4, 0.6)),
            null);
    SystemDuty.run(cameras::refresh);
    findings = new Findings(intake, photos, veil, red, book, candidates, roles, shadows);
    var taker = new StaticListableBeanFactory();
    taker.addBean("answers", (LookAnswers) answers::add);
    taker.addBean("findings", findings);
    looks =
        new CameraLooks(
            cameras,
            red,
            book,
            taker.getBeanProvider(LookAnswers.class),
            taker.getBeanProvider(Findings.class),
            Clock.systemUTC(),
            3,
            Duration.ofMinutes(2));
    begin();
  }

  private static GroundPoint corner(double px, double py, Hamlets sea, double x, double y) {
    GeoPoint place = sea.point(x, y);
    return new GroundPoint(px, py, place.lng(), place.lat());
  }

  /** As after a start of the platform. */
  private void begin() {
    inspection = new Inspection(findings, book, crowds, looks);
  }

  private @Nullable Sight look(Street picture) {
    at = at.plusSeconds(10);
    return SystemDuty.call(() -> inspection.look(camera, picture.at(at)));
  }

  private void look(int times, Runnable dress) {
    for (int i = 0; i < times; i++) {
      dress.run();
      look(street);
    }
  }

  private record Row(String id, String standing, @Nullable String ended) {}

  private List<Row> tracks() {
    return jdbc.sql("select id, standing, ended from vision.track where camera_id = ? order by id")
        .param(camera.id())
        .query((rs, i) -> new Row(rs.getString(1), rs.getString(2), rs.getString(3)))
        .list();
  }

  /** What people are asked about. */
  private List<String> asked() {
    return jdbc.sql(
            """
            select track || ' ' || band || ' ' || status from vision.candidate where camera = ?
            """)
        .param(camera.code())
        .query((rs, i) -> rs.getString(1))
        .list();
  }

  private List<Long> cases() {
    return jdbc.sql(
            "select id from cases.case_file where class_code = ? and region_path = ? order by id")
        .params(RedThings.MATTER, camera.regionPath())
        .query((rs, i) -> rs.getLong(1))
        .list();
  }

  private void awaitOneCase() {
    await().atMost(Duration.ofSeconds(30)).until(() -> cases().size() == 1);
  }

  @Test
  void oneThingIsOneCaseAlsoAfterARestart() {
    look(3, street::empty);
    look(8, () -> street.empty().rubbish(300, 200, 240));
    assertThat(tracks()).singleElement().extracting(Row::standing).isEqualTo("REPORTED");
    awaitOneCase();
    String track = tracks().getFirst().id();
    begin();
    look(8, () -> street.empty().rubbish(300, 200, 240));
    assertThat(tracks()).containsExactly(new Row(track, "REPORTED", null));
    look(5, street::empty);
    assertThat(tracks()).containsExactly(new Row(track, "REPORTED", "CLEARED"));
    begin();
    look(5, street::empty);
    assertThat(tracks()).hasSize(1);
    assertThat(cases()).hasSize(1);
  }

  @Test
  void standsWhereTheGroundSays() {
    look(2, street::empty);
    look(5, () -> street.empty().rubbish(480, 140, 240));
    awaitOneCase();
    double[] place =
        jdbc.sql("select lat, lng from cases.case_file where id = ?")
            .param(cases().getFirst())
            .query((rs, i) -> new double[] {rs.getDouble(1), rs.getDouble(2)})
            .single();
    GeoPoint found = new GeoPoint(place[0], place[1]);
    // the foot of the box: pixel (500, 180) of 640 by 360
    GeoPoint expected = camera.findGround().orElseThrow().place(500 / 640.0, 0.5).orElseThrow();
    assertThat(found.distanceMetres(expected)).isLessThan(0.5);
  }

  @Test
  void passersByShakesAndLightMakeNoMatter() {
    look(5, street::empty);
    for (int i = 0; i < 30; i++) {
      street.empty().rubbish((i * 60) % 580, 200, 240);
      look(street);
    }
    Street elsewhere = new Street(77);
    assertThat(look(street.empty(1.6).rubbish(300, 200, 240)))
        .extracting(Sight::scene)
        .isEqualTo(Verdict.LIGHT);
    look(2, street::empty);
    for (int i = 0; i < 20; i++) {
      at = at.plusSeconds(10);
      Street turned = elsewhere.empty().rubbish(300, 200, 240);
      Sight sight = SystemDuty.call(() -> inspection.look(camera, turned.at(at)));
      assertThat(sight).isNotNull();
      assertThat(sight.scene()).isEqualTo(Verdict.MOVED);
    }
    assertThat(tracks()).isEmpty();
  }

  @Test
  void whatIsNotSureIsNoCaseByItself() {
    look(2, street::empty);
    look(8, () -> street.empty().rubbish(300, 200, 150));
    assertThat(tracks()).singleElement().extracting(Row::standing).isEqualTo("OFFERED");
    assertThat(asked()).containsExactly(tracks().getFirst().id() + " BETWEEN OPEN");
    assertThat(cases()).isEmpty();
    // the light gets better, and with it the confidence
    look(20, () -> street.empty().rubbish(300, 200, 250));
    assertThat(tracks()).singleElement().extracting(Row::standing).isEqualTo("REPORTED");
  }

  @Test
  void nothingIsLookedForMoreOftenThanItsInterval() {
    assertThat(look(street.empty())).isNotNull();
    at = at.plusSeconds(3);
    assertThat(SystemDuty.call(() -> inspection.look(camera, street.at(at)))).isNull();
    assertThat(look(street.empty())).isNotNull();
  }

  @Test
  void camerasThatKeepTimeOnlyRoughlyMissNothing() {
    look(1, street::empty);
    for (int i = 0; i < 6; i++) {
      at = at.plusMillis(i % 2 == 0 ? 9_600 : 10_400);
      assertThat(SystemDuty.call(() -> inspection.look(camera, street.at(at)))).isNotNull();
    }
  }

  private void role(String version, String role) {
    jdbc.sql(
            """
            insert into vision.role (ability, version, role, since) values (?, ?, ?, now())
            on conflict (ability, version) do update set role = excluded.role
            """)
        .params(RedThings.ID, version, role)
        .update();
  }

  private void awaitRoles(@Nullable String active, @Nullable String shadow) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                Objects.equals(roles.active(RedThings.ID).orElse(null), active)
                    && Objects.equals(roles.shadow(RedThings.ID).orElse(null), shadow));
  }

  /** What both versions saw: both, only the one at work, only the one in the shadow. */
  private List<Integer> compared() {
    return jdbc.sql(
            """
            select sum(frames)::int, sum(both_saw)::int, sum(only_active)::int, sum(only_shadow)::int
            from vision.shadow_day where camera = ?
            """)
        .param(camera.code())
        .query((rs, i) -> List.of(rs.getInt(1), rs.getInt(2), rs.getInt(3), rs.getInt(4)))
        .single();
  }

  @Test
  void aVersionInTheShadowIsComparedAndWorksOnceItIsPromoted() {
    Runnable two = () -> street.empty().rubbish(300, 200, 240).rubbish(100, 200, 100);
    role("7", "ACTIVE");
    role("8", "SHADOW");
    try {
      awaitRoles("7", "8");
      look(3, street::empty);
      look(6, two);
      assertThat(compared()).containsExactly(9, 6, 0, 6);
      assertThat(tracks()).singleElement().extracting(Row::standing).isEqualTo("REPORTED");
      assertThat(alone()).isEqualTo(1);
      String first = tracks().getFirst().id();
      role("7", "RETIRED");
      role("8", "ACTIVE");
      awaitRoles("8", null);
      look(6, two);
      assertThat(tracks()).extracting(Row::standing).containsExactly("REPORTED", "REPORTED");
      assertThat(tracks()).extracting(Row::id).contains(first);
      assertThat(tracks()).extracting(Row::ended).containsOnlyNulls();
      assertThat(compared()).as("nothing runs in the shadow any more").containsExactly(9, 6, 0, 6);
    } finally {
      jdbc.sql("delete from vision.role where ability = ?").param(RedThings.ID).update();
      awaitRoles(null, null);
    }
  }

  /** Things that only the version in the shadow has proven. */
  private int alone() {
    return jdbc.sql(
            """
            select coalesce(sum(things), 0)::int from vision.seen
            where camera = ? and version = '8' and band = 'SHADOW'
            """)
        .param(camera.code())
        .query(Integer.class)
        .single();
  }

  private LookRequest request(@Nullable String track) {
    return new LookRequest(
        "look-" + camera.code(),
        camera.source().name(),
        RedThings.MATTER,
        camera.point(),
        null,
        track,
        List.of(),
        at,
        at.plusSeconds(5));
  }

  private String proven() {
    look(3, street::empty);
    look(6, () -> street.empty().rubbish(300, 200, 240));
    return tracks().getFirst().id();
  }

  @Test
  void looksAgainAndSaysThatItIsGone() {
    String track = proven();
    assertThat(looks.knows(camera.source().name())).isTrue();
    assertThat(looks.knows("camera-nobody")).isFalse();
    ask(track);
    ask(track);
    look(2, street::empty);
    assertThat(answers).isEmpty();
    look(1, street::empty);
    assertThat(answers).hasSize(1);
    LookAnswer answer = answers.getFirst();
    assertThat(answer.verdict()).isEqualTo(LookVerdict.CLEAR);
    assertThat(answer.confidence()).isEqualTo(0.875);
    assertThat(answer.model() + " " + answer.version()).isEqualTo("red-things 7");
    assertThat(answer.photos()).hasSize(1);
    assertThat(photos.get(answer.photos().getFirst()).contentType()).isEqualTo("image/jpeg");
    look(3, street::empty);
    assertThat(answers).hasSize(1);
  }

  private void ask(String track) {
    SystemDuty.run(() -> looks.look(request(track)));
  }

  @Test
  void looksAgainAndSaysThatItIsStillThere() {
    String track = proven();
    ask(track);
    look(1, street::empty);
    look(3, () -> street.empty().rubbish(302, 200, 240));
    assertThat(answers)
        .singleElement()
        .extracting(LookAnswer::verdict)
        .isEqualTo(LookVerdict.STILL_THERE);
    assertThat(answers.getFirst().photos()).hasSize(1);
  }

  @Test
  void doesNotCountPicturesInWhichSomebodyStandsBeforeIt() {
    String track = proven();
    ask(track);
    look(10, () -> street.empty().person(300, 160));
    assertThat(answers).isEmpty();
    look(3, street::empty);
    assertThat(answers)
        .singleElement()
        .extracting(LookAnswer::verdict)
        .isEqualTo(LookVerdict.CLEAR);
  }

  @Test
  void whoPassesByDoesNotMakeTheLookBeginAgain() {
    ask(proven());
    look(2, street::empty);
    look(1, () -> street.empty().person(300, 160));
    assertThat(answers).isEmpty();
    look(1, street::empty);
    assertThat(answers)
        .singleElement()
        .extracting(LookAnswer::verdict)
        .isEqualTo(LookVerdict.CLEAR);
  }

  @Test
  void cannotSeeInTheDarkNorWhenTurnedAway() {
    String track = proven();
    ask(track);
    look(4, () -> street.empty(0.05));
    Street elsewhere = new Street(77);
    for (int i = 0; i < 4; i++) {
      look(elsewhere.empty());
    }
    assertThat(answers).isEmpty();
    SystemDuty.run(() -> looks.giveUp());
    assertThat(answers)
        .singleElement()
        .extracting(LookAnswer::verdict)
        .isEqualTo(LookVerdict.CANNOT_SEE);
    assertThat(answers.getFirst().reason()).isEqualTo("摄像头朝向已改变");
  }

  @Test
  void namesCamerasThatSeeAPlace() {
    SystemDuty.run(
        () -> {
          assertThat(looks.watching(camera.point(), RedThings.MATTER))
              .contains(camera.source().name());
          assertThat(looks.watching(camera.point(), "01050"))
              .doesNotContain(camera.source().name());
          assertThat(looks.watching(new GeoPoint(31, 121), RedThings.MATTER))
              .doesNotContain(camera.source().name());
        });
  }
}
