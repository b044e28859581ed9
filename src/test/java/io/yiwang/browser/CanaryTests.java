package io.yiwang.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.access.Caller;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.access.Superuser;
import io.yiwang.attacks.Operation;
import io.yiwang.browser.Canary.Word;
import io.yiwang.house.DataFolder;
import io.yiwang.house.LogCluster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Promise S3: no canary leaves the platform towards somebody who may not see it. Every browser test
 * is watched ({@link CanaryWatch}); here every duty looks everywhere, and a leak made on purpose is
 * found. Promise S11: no file and no topic holds what is sealed.
 */
@BrowserTest
class CanaryTests {
  private static final Pattern ROUTE = Pattern.compile("path: '(/[a-z/-]*)'");
  private static final String ELSEWHERE = "310000.310199.310199017";

  @LocalServerPort int port;
  @Autowired ApplicationContext beans;
  @Autowired People people;
  @Autowired JdbcTemplate jdbc;
  @Autowired DataFolder folder;
  @Autowired DataSource database;
  @Autowired LogCluster log;

  @Test
  void everyDutyLooksEverywhereAndSeesNoWordThatIsNotForIt() {
    long before = Canary.bytes();
    List<Operation> reads =
        Operation.all(port).stream().filter(o -> o.method().equals("GET")).toList();
    String hash = people.hash(MiniatureCity.PASSWORD);
    for (Duty duty : Duty.values()) {
      look(person(hash, duty, CanaryStreet.HOME), reads);
    }
    for (Duty duty : List.of(Duty.COMMITTEE, Duty.STREET_OFFICER, Duty.ACCEPTOR)) {
      look(person(hash, duty, ELSEWHERE), reads);
    }
    for (Duty duty : List.of(Duty.CITY_LEADER, Duty.ADMIN, Duty.AUDITOR)) {
      look(person(hash, duty, ""), reads);
    }
    look(Caller.nobody(port), reads);
    assertThat(Canary.leaks()).isEmpty();
    assertThat(Canary.bytes() - before).isGreaterThan(1_000_000);
  }

  private Caller person(String hash, Duty duty, String path) {
    return Caller.person(port, people, hash, MiniatureCity.PASSWORD, duty, "canary-watchers", path);
  }

  private static void look(Caller caller, List<Operation> reads) {
    for (Operation read : reads) {
      String address = read.path();
      for (Map.Entry<String, String> id : CanaryStreet.ids().entrySet()) {
        address =
            address.replaceFirst(
                "/" + id.getKey() + "/\\{[^}]+}", "/" + id.getKey() + "/" + id.getValue());
      }
      caller.get(address.replace("{format}", "json").replaceAll("\\{[^}]+}", "1"));
    }
    for (String wanted :
        List.of(
            "{\"name\":\"%s\"}".formatted(Word.NAME.text),
            "{\"phone\":\"%s\"}".formatted(CanaryStreet.PHONE),
            "{\"number\":\"%s\"}".formatted(CanaryStreet.NUMBER))) {
      caller.send("POST", "/api/v1/registry/persons/search", "application/json", wanted);
    }
    for (Word word : List.of(Word.MATTER, Word.REPORTER, Word.PHONE)) {
      caller.get("/api/v1/cases?q=" + word.text);
    }
  }

  /** What is there to leak is there: those who may see it do. */
  @Test
  void thoseWhoMaySeeThemDo() {
    String hash = people.hash(MiniatureCity.PASSWORD);
    Caller officer = person(hash, Duty.STREET_OFFICER, CanaryStreet.PATH);
    assertThat(officer.get("/api/v1/cases/" + CanaryStreet.ids().get("cases")).body())
        .contains(Word.MATTER.text);
    Caller committee = person(hash, Duty.COMMITTEE, CanaryStreet.HOME);
    String card = committee.get("/api/v1/registry/doors/" + CanaryStreet.ids().get("doors")).body();
    assertThat(card).contains(Word.NOTE.text, "154****0001", "K**");
  }

  @Test
  void everyPageOfEveryPictureIsQuiet() throws IOException {
    List<String> routes =
        ROUTE
            .matcher(Files.readString(Path.of("web", "src", "router.ts")))
            .results()
            .map(m -> m.group(1))
            .distinct()
            .toList();
    assertThat(routes).contains("/wall", "/desk", "/worker", "/report");
    for (Duty duty : List.of(Duty.COMMITTEE, Duty.CITY_LEADER, Duty.AUDITOR)) {
      try (Officer officer = new Officer(port, CanaryStreet.login(duty))) {
        for (String route : routes) {
          officer.open(route);
          officer.page.waitForLoadState();
        }
      }
    }
    assertThat(Canary.leaks()).isEmpty();
  }

  /** The oracle can fail: a phone number in a field that everybody of the street sees. */
  @Test
  void aLeakMadeOnPurposeIsFound() {
    String name =
        "update registry.quarter set name = ? where id = " + CanaryStreet.ids().get("quarters");
    List<String> found =
        Canary.leaksOf(
            () -> {
              jdbc.update(name, CanaryStreet.PHONE);
              try (Officer officer = new Officer(port, CanaryStreet.login(Duty.COMMITTEE))) {
                officer.page.evaluate(
                    "async id => (await fetch('/api/v1/registry/quarters/' + id)).text()",
                    CanaryStreet.ids().get("quarters"));
              } finally {
                jdbc.update(name, "金丝雀小区");
              }
              org.slf4j.LoggerFactory.getLogger("io.yiwang.browser")
                  .warn("{}", CanaryStreet.NUMBER);
            });
    assertThat(found)
        .anyMatch(leak -> leak.startsWith("PHONE in GET /api/v1/registry/quarters/"))
        .anyMatch(leak -> leak.startsWith("NUMBER in the log of io.yiwang.browser"));
  }

  @Test
  void noTopicCarriesWhatIsSealed() {
    Map<String, Object> settings = Map.of("bootstrap.servers", log.bootstrapServers());
    long records = 0;
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all = new ArrayList<>();
      consumer
          .listTopics()
          .values()
          .forEach(
              parts -> parts.forEach(p -> all.add(new TopicPartition(p.topic(), p.partition()))));
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          Canary.search(text(record.key()) + text(record.value()), "topic " + record.topic());
          records++;
        }
      }
    }
    assertThat(Canary.leaks()).isEmpty();
    assertThat(records).isPositive();
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Test
  void noFileOfTheDataFolderHoldsWhatIsSealed() throws Exception {
    try (Connection superuser = Superuser.connect(database, folder, "yiwang")) {
      Superuser.run(superuser, "checkpoint");
    }
    boolean plain = false;
    try (Stream<Path> files = Files.walk(folder.root())) {
      for (Path file : files.filter(CanaryTests::holdsText).toList()) {
        plain |= search(file);
      }
    }
    assertThat(Canary.leaks()).isEmpty();
    assertThat(plain).as("the search finds what is plain").isTrue();
  }

  /** Kafka's indexes hold positions only, in files of ten mebibytes each. */
  private static boolean holdsText(Path file) {
    return Files.isRegularFile(file) && !file.toString().matches(".*\\.(time)?index");
  }

  /** Searches a file; true when it holds a word that need not be sealed. */
  private static boolean search(Path file) throws IOException {
    boolean plain = false;
    String kept = "";
    byte[] some = new byte[1 << 20];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        String text = kept + new String(some, 0, n, StandardCharsets.ISO_8859_1);
        Canary.search(text, "file " + file.getFileName());
        plain |= text.contains(Word.MATTER.text);
        kept = text.substring(Math.max(0, text.length() - 64));
      }
    } catch (NoSuchFileException gone) {
      return plain; // PostgreSQL or Kafka removed it meanwhile
    }
    return plain;
  }
}
