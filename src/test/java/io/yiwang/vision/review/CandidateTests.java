package io.yiwang.vision.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Caller;
import io.yiwang.access.Duty;
import io.yiwang.access.RetentionAct;
import io.yiwang.citymap.Hamlets;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.Intake;
import io.yiwang.sensing.IntakeResult;
import io.yiwang.sensing.ObservationDraft;
import io.yiwang.sensing.Photos;
import io.yiwang.sensing.Source;
import io.yiwang.vision.Box;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What lies between two thresholds is decided by a person, once, and can be taken back. */
@PlatformTest
class CandidateTests {
  private static final String ALL = "/api/v1/vision/candidates";
  private static final String LITTER = "06010";
  private static final String BIKE = "09010";

  @LocalServerPort int port;
  @Autowired ApplicationContext beans;
  @Autowired Candidates candidates;
  @Autowired CandidateStore store;
  @Autowired CandidatePictures pictures;
  @Autowired Reviews reviews;
  @Autowired ReviewSender sender;
  @Autowired Photos photos;
  @Autowired Intake intake;
  @Autowired JdbcClient jdbc;

  private Hamlets sea;
  private Caller acceptor;
  private String camera;
  private String photo;

  @BeforeEach
  void settle() throws IOException {
    sea = new Hamlets(beans, port);
    acceptor = sea.person(Duty.ACCEPTOR);
    camera = "T" + sea.street;
    photo = photo(Color.GRAY);
  }

  private String photo(Color colour) throws IOException {
    var image = new BufferedImage(64, 36, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(colour);
    pen.fillRect(0, 0, 64, 36);
    pen.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    return photos.store(new ByteArrayInputStream(bytes.toByteArray()), "image/jpeg");
  }

  private CandidateDraft draft(String track, double confidence, Box box) {
    GeoPoint point = sea.point(0.5, 0.5);
    Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return new CandidateDraft(
        camera,
        "litter-" + sea.street,
        "1",
        LITTER,
        confidence,
        box,
        640,
        360,
        photo,
        track,
        at,
        point);
  }

  private CandidateDraft draft(double confidence) {
    return draft(UUID.randomUUID().toString(), confidence, new Box(320, 180, 64, 36));
  }

  private JsonNode open() {
    return sea.get(acceptor, ALL + "?camera=" + camera);
  }

  private JsonNode offered() {
    candidates.offer(draft(0.5));
    return open().at("/items/0");
  }

  private JsonNode say(Caller by, JsonNode candidate, String verdict, String classCode) {
    String body =
        "{\"verdict\":\"%s\",\"classCode\":%s}"
            .formatted(verdict, classCode.isEmpty() ? "null" : "\"" + classCode + "\"");
    return sea.send(by, "POST", ALL + "/" + candidate.at("/id") + "/verdict", body);
  }

  private JsonNode undo(JsonNode candidate) {
    return sea.send(acceptor, "DELETE", ALL + "/" + candidate.at("/id") + "/verdict", "");
  }

  /** As if the time to take it back were over. */
  private Candidate reported(JsonNode candidate) {
    long id = candidate.at("/id").asLong();
    jdbc.sql("update vision.candidate set send_at = send_at - interval '1 hour' where id = ?")
        .param(id)
        .update();
    sender.send();
    return store.get(id);
  }

  private IntakeResult.Status again(Candidate c) {
    ObservationDraft same = ReviewSender.draft(c);
    return intake
        .accept(new Source("camera-" + camera, Channel.CAMERA), List.of(same))
        .rows()
        .getFirst()
        .status();
  }

  @Test
  void oneTrackIsOneCandidateWithTheBestPictureOfIt() {
    candidates.offer(draft("t1", 0.4, new Box(1, 1, 10, 10)));
    candidates.offer(draft("t1", 0.6, new Box(2, 2, 10, 10)));
    candidates.offer(draft("t1", 0.5, new Box(3, 3, 10, 10)));
    JsonNode page = open();
    assertThat(page.at("/total").asInt()).as("%s", page).isEqualTo(1);
    assertThat(page.at("/items/0/confidence").asDouble()).isEqualTo(0.6);
    assertThat(page.at("/items/0/box/x").asDouble()).isEqualTo(2);
    assertThat(page.at("/items/0/mayDecide").asBoolean()).isTrue();
    say(acceptor, page.at("/items/0"), "REJECT", "");
    candidates.offer(draft("t1", 0.9, new Box(4, 4, 10, 10)));
    assertThat(open().at("/total").asInt()).isZero();
  }

  @Test
  void whatIsConfirmedIsReportedOnceWhenItsVerdictStands() {
    JsonNode candidate = offered();
    JsonNode confirmed = say(acceptor, candidate, "CONFIRM", "");
    assertThat(confirmed.at("/status").asString()).as("%s", confirmed).isEqualTo("CONFIRMED");
    assertThat(confirmed.at("/mayUndo").asBoolean()).isTrue();
    sender.send();
    long id = candidate.at("/id").asLong();
    assertThat(store.get(id).sentAt()).isNull();

    Candidate sent = reported(candidate);
    assertThat(sent.sentAt()).isNotNull();
    assertThat(sent.refusal()).isNull();
    assertThat(again(sent)).isEqualTo(IntakeResult.Status.DUPLICATE);
    assertThat(candidates.gone(camera, sent.track(), Instant.now())).isTrue();
    assertThat(undo(candidate).at("/type").asString()).endsWith("verdict-stands");
  }

  @Test
  void aVerdictThatIsTakenBackReportsNothing() {
    JsonNode candidate = offered();
    say(acceptor, candidate, "CONFIRM", "");
    JsonNode reopened = undo(candidate);
    assertThat(reopened.at("/status").asString()).as("%s", reopened).isEqualTo("OPEN");
    assertThat(reported(candidate).sentAt()).isNull();
    say(acceptor, candidate, "REJECT", "");
    assertThat(undo(candidate).at("/status").asString()).isEqualTo("OPEN");
  }

  @Test
  void whatPeopleCorrectedToBeforeIsSuggestedFirst() {
    JsonNode first = offered();
    assertThat(say(acceptor, first, "CORRECT", "").at("/field").asString()).isEqualTo("classCode");
    assertThat(say(acceptor, first, "CORRECT", LITTER).at("/field").asString())
        .isEqualTo("classCode");
    JsonNode corrected = say(acceptor, first, "CORRECT", BIKE);
    assertThat(corrected.at("/saidClass").asString()).isEqualTo(BIKE);
    assertThat(again(reported(first))).isEqualTo(IntakeResult.Status.DUPLICATE);
    JsonNode second = offered();
    assertThat(second.at("/others/0/code").asString()).isEqualTo(BIKE);
    assertThat(second.at("/others/0/times").asInt()).isEqualTo(1);
    assertThat(second.at("/others/1/code").asString()).as("of the catalogue").isEqualTo("06011");
  }

  @Test
  void twoPeopleDoNotDecideTheSame() {
    JsonNode candidate = offered();
    say(sea.person(Duty.STREET_OFFICER), candidate, "REJECT", "");
    assertThat(say(acceptor, candidate, "CONFIRM", "").at("/type").asString())
        .endsWith("candidate-decided");
  }

  @Test
  void whoIsElsewhereSeesNothingAndWhoOnlyReadsDecidesNothing() {
    JsonNode candidate = offered();
    String one = ALL + "/" + candidate.at("/id");
    Caller elsewhere = sea.person(Duty.ACCEPTOR, "310000.310105");
    assertThat(elsewhere.get(one).statusCode()).isEqualTo(404);
    assertThat(sea.get(elsewhere, ALL + "?camera=" + camera).at("/total").asInt()).isZero();
    Caller district = sea.person(Duty.DISTRICT_OFFICER);
    assertThat(sea.get(district, one).at("/mayDecide").asBoolean()).isFalse();
    assertThat(say(district, candidate, "CONFIRM", "").at("/status").asInt()).isEqualTo(403);
    assertThat(sea.person(Duty.GRID_WORKER).get(ALL).statusCode()).isEqualTo(403);
  }

  @Test
  void whatBecomesSureWaitsForNobodyAndWhatIsGoneFilesNothing() {
    var sure = draft(0.5);
    candidates.offer(sure);
    candidates.sample(
        draft(sure.trackId() == null ? "" : sure.trackId(), 0.9, sure.box()), Band.FIRED);
    JsonNode left = open().at("/items");
    assertThat(left.valueStream().map(c -> c.at("/band").asString())).doesNotContain("BETWEEN");
    assertThat(seen()).isEqualTo(Map.of("BETWEEN", 0, "FIRED", 1));

    var gone = draft(0.5);
    candidates.offer(gone);
    assertThat(candidates.gone(camera, gone.track(), Instant.now())).isFalse();
    JsonNode candidate =
        open()
            .at("/items")
            .valueStream()
            .filter(c -> c.at("/band").asString().equals("BETWEEN"))
            .findFirst()
            .orElseThrow();
    JsonNode confirmed = say(acceptor, candidate, "CONFIRM", "");
    assertThat(confirmed.at("/sendAt").isNull()).as("%s", confirmed).isTrue();
  }

  private Map<String, Integer> seen() {
    Map<String, Integer> seen = new TreeMap<>();
    jdbc.sql("select band, things from vision.seen where camera = ?")
        .param(camera)
        .query(
            rs -> {
              seen.put(rs.getString(1), rs.getInt(2));
            });
    return seen;
  }

  @Test
  void aLabelledSetHasPicturesLabelsAndWhatTheNumbersMean() throws IOException {
    JsonNode first = offered();
    say(acceptor, first, "CORRECT", BIKE);
    photo = photo(Color.RED);
    say(acceptor, offered(), "REJECT", "");
    Caller steward = sea.person(Duty.ADMIN);
    assertThat(acceptor.get("/api/v1/vision/export").statusCode()).isEqualTo(403);
    var answer = steward.bytes("/api/v1/vision/export?camera=" + camera);
    assertThat(answer.headers().firstValue("X-Labels")).hasValue("2");
    Map<String, String> files = unzipped(answer.body());
    assertThat(files).hasSize(5);
    assertThat(files.get("data.yaml")).contains("0: \"" + BIKE);
    assertThat(files.keySet().stream().filter(name -> name.startsWith("images/"))).hasSize(2);
    assertThat(
            files.entrySet().stream()
                .filter(e -> e.getKey().startsWith("labels/"))
                .map(Map.Entry::getValue))
        .containsExactlyInAnyOrder("", "0 0.550000 0.550000 0.100000 0.100000\n");
    long audited =
        jdbc.sql(
                """
                select count from access.audit_entry
                where action = 'EXPORT' and data_class = 'camera.candidate' and actor_id = ?
                """)
            .param(Long.toString(steward.personId))
            .query(Long.class)
            .single();
    assertThat(audited).isEqualTo(2);
  }

  private static Map<String, String> unzipped(byte[] zip) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  @Test
  void theirTimeOverPicturesGoAndVerdictsStay() {
    JsonNode candidate = offered();
    say(acceptor, candidate, "REJECT", "");
    String object = "candidate:" + candidate.at("/id");
    jdbc.sql("update vision.candidate set seen_at = '2020-01-01' where id = ?")
        .param(candidate.at("/id").asLong())
        .update();
    assertThat(pictures.due(Instant.parse("2021-01-01T00:00:00Z"), "", 10)).contains(object);
    pictures.release(RetentionAct.PSEUDONYMISE, List.of(object));
    assertThat(pictures.left(List.of(object))).isZero();
    JsonNode kept = sea.get(acceptor, ALL + "/" + candidate.at("/id"));
    assertThat(kept.at("/photo").isNull()).isTrue();
    assertThat(kept.at("/decider").isNull()).isTrue();
    assertThat(kept.at("/status").asString()).isEqualTo("REJECTED");
  }

  @Test
  void whatNobodyLookedAtInTimeExpires() {
    JsonNode candidate = offered();
    jdbc.sql("update vision.candidate set seen_at = seen_at - interval '8 days' where id = ?")
        .param(candidate.at("/id").asLong())
        .update();
    reviews.expire();
    assertThat(sea.get(acceptor, ALL + "/" + candidate.at("/id")).at("/status").asString())
        .isEqualTo("EXPIRED");
  }
}
