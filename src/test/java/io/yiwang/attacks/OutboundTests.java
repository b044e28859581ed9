package io.yiwang.attacks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.yiwang.PlatformTest;
import io.yiwang.access.ApiKeys;
import io.yiwang.attacks.Attacker.Reply;
import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.Regions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The platform fetches nothing that anybody names: no address in a report is opened (SSRF), no XML
 * is read (XXE), no bytes become objects or commands. Pictures of cameras alone are fetched, from
 * addresses that whoever runs the platform has allowed.
 */
@PlatformTest
class OutboundTests {
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.yiwang");

  private static final int SILENCE_MILLIS = 500;

  @LocalServerPort int port;
  @Autowired ApiKeys keys;
  @Autowired Catalogue catalogue;
  @Autowired Regions regions;
  @Autowired Clock clock;

  @Test
  void onlyProgramsBesideThePlatformCallAnybody() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.yiwang.bench..",
            "io.yiwang.cli..",
            "io.yiwang.demo.life..",
            "io.yiwang.access.oidc..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "org.springframework.web.client..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.HttpURLConnection")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.URLConnection")
        .orShould()
        .callMethod(java.net.URL.class, "openStream")
        .orShould()
        .callMethod(java.net.URL.class, "openConnection")
        .because("an address that somebody sent must not be fetched from inside the network")
        .check(OURS);
    noClasses()
        .that()
        .resideOutsideOfPackages("io.yiwang.vision.sources..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.hc..")
        .because("only pictures of cameras are fetched, from allowed addresses")
        .check(OURS);
  }

  @Test
  void nothingReadsXmlOrMakesObjectsOrCommandsOfWhatItReads() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "javax.xml.parsers..",
            "org.xml.sax..",
            "org.w3c.dom..",
            "javax.xml.transform..",
            "javax.xml.xpath..",
            "javax.script..",
            "javax.naming..",
            "org.springframework.expression..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("javax.xml.stream.XMLInputFactory")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .check(OURS);
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.yiwang.house.postgres..",
            "io.yiwang.vision.sources..",
            "io.yiwang.sensing.mqtt..",
            "io.yiwang.bench..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .orShould()
        .callMethod(Runtime.class, "exec", String.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String[].class)
        .because("only PostgreSQL, ffmpeg and the JDK's keytool are started, by words of our own")
        .check(OURS);
  }

  @Test
  void anAddressInAReportIsNotOpened() throws IOException {
    String key = keys.issue("ssrf-" + UUID.randomUUID(), "FEED", Set.of("observe", "open311"));
    Attacker program = Attacker.program(port, key);
    try (ServerSocket trap = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String address = "http://127.0.0.1:%d/evidence.jpg".formatted(trap.getLocalPort());
      var centre = regions.root().centre();
      String code = catalogue.list().getFirst().code();
      Reply request =
          program.send(
              "POST",
              "/open311/v2/requests.json",
              "application/x-www-form-urlencoded",
              BodyPublishers.ofString(
                  "api_key=%s&service_code=%s&lat=%s&long=%s&description=x&media_url=%s"
                      .formatted(
                          key, code, centre.lat(), centre.lng(), Operation.encoded(address))));
      assertThat(request.status()).as(request.text()).isBetween(200, 299);
      Reply row =
          program.json(
              "POST",
              "/api/v1/observations",
              "{\"key\":\"%s\",\"class\":\"%s\",\"lat\":%s,\"lng\":%s,\"observedAt\":\"%s\",\"photos\":[\"%s\"]}"
                  .formatted(
                      UUID.randomUUID(),
                      code,
                      centre.lat(),
                      centre.lng(),
                      clock.instant(),
                      address));
      assertThat(row.status()).as(row.text()).isBetween(200, 299);
      assertSilent(trap);
      try (Socket control = new Socket(trap.getInetAddress(), trap.getLocalPort())) {
        assertThat(control.isConnected()).isTrue();
        trap.accept().close();
      }
    }
  }

  @Test
  void onlyAddressesOfTheWebAreTakenAsEvidence() {
    String key = keys.issue("media-" + UUID.randomUUID(), "FEED", Set.of("open311"));
    String code = catalogue.list().getFirst().code();
    for (String address :
        new String[] {
          "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "jar:http://a!/"
        }) {
      Reply reply =
          Attacker.program(port, key)
              .send(
                  "POST",
                  "/open311/v2/requests.json",
                  "application/x-www-form-urlencoded",
                  BodyPublishers.ofString(
                      "api_key=%s&service_code=%s&lat=31.2&long=121.4&media_url=%s"
                          .formatted(key, code, Operation.encoded(address))));
      assertThat(reply.status()).as(address).isEqualTo(400);
    }
  }

  @Test
  void xmlIsNotRead() {
    String bomb =
        """
        <?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c SYSTEM "file:///etc/passwd">]><a>&b;&c;</a>
        """;
    Attacker nobody = Attacker.nobody(port);
    for (String path :
        new String[] {"/api/v1/session", "/api/v1/observations", "/open311/v2/requests.xml"}) {
      for (String type : new String[] {"application/xml", "text/xml"}) {
        Reply reply = nobody.send("POST", path, type, BodyPublishers.ofString(bomb));
        assertThat(reply.status()).as(path).isIn(400, 401, 403, 415);
        assertThat(reply.text()).doesNotContain("root:", "bb");
      }
    }
  }

  private static void assertSilent(ServerSocket trap) throws IOException {
    trap.setSoTimeout(SILENCE_MILLIS);
    assertThatThrownBy(trap::accept).isInstanceOf(SocketTimeoutException.class);
    trap.setSoTimeout(0);
  }
}
