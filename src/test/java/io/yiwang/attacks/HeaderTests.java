package io.yiwang.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.ApiKeys;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.attacks.Attacker.Reply;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** What every answer forbids the browser, and requests whose form is the attack. */
@PlatformTest
class HeaderTests {
  private static final String EVIL = "evil.example";

  @LocalServerPort int port;
  @Autowired JdbcTemplate jdbc;
  @Autowired People people;
  @Autowired ApiKeys keys;

  private Attacker officer() {
    return Attacker.of(port, people, Duty.CITY_OFFICER, "", "");
  }

  /** All tests come from one address, which must not stay locked. */
  @AfterEach
  void forgive() {
    jdbc.update("delete from access.sign_in_attempt");
  }

  @Test
  void everyAnswerToldByAnyChainForbidsTheBrowserWhatItNeedNotDo() {
    Attacker officer = officer();
    Attacker nobody = Attacker.nobody(port);
    String key = keys.issue("headers-" + System.nanoTime(), "FEED", Set.of("observe"));
    Attacker program = Attacker.program(port, key);
    List<Reply> replies =
        List.of(
            officer.get("/api/v1/cases"),
            officer.get("/api/v1/cases.csv"),
            officer.get("/api/v1/cases/999999999"),
            officer.get("/api/v1/admin/people"),
            officer.get("/api/v1/cases?size=x"),
            nobody.get("/api/v1/cases"),
            nobody.get("/api/v1/city"),
            nobody.get("/api/v1/reports/NOSUCH"),
            nobody.get("/api/openapi.json"),
            nobody.get("/open311/v2/services.xml"),
            nobody.get("/open311/v2/services.json"),
            nobody.get("/signin"),
            nobody.get("/no-such-page"),
            nobody.get("/no/such/file.js"),
            nobody.json("POST", "/api/v1/session", "{\"login\":\"a\",\"password\":\"b\"}"),
            program.get("/api/v1/intake/issues"),
            program.get("/api/v1/admin/people"));
    for (Reply reply : replies) {
      String what = reply.http().uri() + " " + reply.status();
      assertThat(reply.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
      assertThat(reply.header("X-Frame-Options")).as(what).isEqualTo("DENY");
      assertThat(reply.header("Referrer-Policy")).as(what).isEqualTo("same-origin");
      assertThat(reply.header("Cross-Origin-Opener-Policy")).as(what).isEqualTo("same-origin");
      assertThat(reply.header("Cross-Origin-Resource-Policy")).as(what).isEqualTo("same-origin");
      assertThat(reply.header("Content-Security-Policy"))
          .as(what)
          .contains("script-src 'self'", "object-src 'none'", "base-uri 'none'")
          .contains("frame-ancestors 'none'")
          .doesNotContain("unsafe-eval", "script-src 'self' ");
      assertThat(reply.header("Server") + reply.header("X-Powered-By")).as(what).isEmpty();
      assertThat(reply.http().headers().map())
          .as(what)
          .doesNotContainKey("access-control-allow-origin");
      String type = reply.header("Content-Type");
      if (type.startsWith("text/") || type.contains("xml")) {
        assertThat(type.toLowerCase(java.util.Locale.ROOT)).as(what).contains("charset=utf-8");
      }
    }
    for (Reply personal : replies.subList(0, 5)) {
      assertThat(personal.header("Cache-Control")).contains("no-store");
    }
  }

  @Test
  void anotherOriginIsToldNothingAndMayChangeNothing() {
    Attacker officer = officer();
    Reply read = officer.get("/api/v1/session", "Origin", "https://" + EVIL);
    assertThat(read.http().headers().map()).doesNotContainKey("access-control-allow-origin");
    Reply asked =
        officer.send(
            "OPTIONS",
            "/api/v1/cases/1/actions",
            null,
            java.net.http.HttpRequest.BodyPublishers.noBody(),
            "Origin",
            "https://" + EVIL,
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "x-xsrf-token,content-type,x-api-key");
    assertThat(asked.http().headers().map())
        .doesNotContainKey("access-control-allow-origin")
        .doesNotContainKey("access-control-allow-headers");
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded")) {
      Reply form =
          officer.send(
              "POST",
              "/api/v1/views/a",
              type,
              java.net.http.HttpRequest.BodyPublishers.ofString("{}"),
              "X-XSRF-TOKEN",
              "");
      assertThat(form.status()).as(type).isIn(400, 403, 405, 415);
    }
  }

  @Test
  void neitherHeaderNorParameterChangesTheMethod() {
    Attacker officer = officer();
    officer.json("PUT", "/api/v1/views/kept", "{}");
    for (String header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
      officer.json("POST", "/api/v1/views/kept?_method=DELETE", "{}", header, "DELETE");
      officer.get("/api/v1/views/kept?_method=DELETE", header, "DELETE");
    }
    assertThat(officer.get("/api/v1/views/kept").status()).isEqualTo(200);
  }

  @Test
  void methodsNobodyNeedsAreRefused() {
    for (String method : List.of("TRACE", "TRACK", "CONNECT", "PROPFIND", "DEBUG")) {
      String answer =
          Wire.exchange(
              port,
              method
                  + " /api/v1/city HTTP/1.1\r\nHost: localhost\r\nX-Secret: s3cr3t\r\n"
                  + "Connection: close\r\n\r\n");
      assertThat(answer).as(method).matches("(?s)HTTP/1\\.1 (4\\d\\d|501) .*");
      assertThat(answer).as(method).doesNotContain("s3cr3t");
    }
  }

  /** Two servers that see a border between requests at different places let one be smuggled in. */
  @Test
  void aRequestWithTwoEndsIsRefused() {
    String smuggled = "GET /api/v1/city HTTP/1.1\r\nHost: localhost\r\n\r\n";
    String post =
        "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    List<String> doubtful =
        List.of(
            post + "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}" + smuggled,
            post + "Content-Length: +2\r\n\r\n{}" + smuggled,
            post + "Transfer-Encoding: xchunked\r\nContent-Length: 2\r\n\r\n{}" + smuggled,
            post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + smuggled,
            post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + smuggled,
            post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n" + smuggled,
            "GET /api/v1/city HTTP/1.1\r\nHost: a\r\nHost: " + EVIL + "\r\n\r\n" + smuggled,
            "GET /api/v1/city HTTP/1.1\r\n\r\n" + smuggled);
    for (String request : doubtful) {
      String answer = Wire.exchange(port, request);
      assertThat(answer).as(request).matches("(?s)HTTP/1\\.1 (4\\d\\d|501) .*");
      assertThat(Wire.answers(answer)).as(request + answer).isEqualTo(1);
    }
    String both =
        Wire.exchange(
            port,
            post
                + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
                + smuggled);
    assertThat(Wire.answers(both))
        .as("with both lengths, the connection ends after one answer: " + both)
        .isEqualTo(1);
  }

  @Test
  void aForgedHostIsInNoLinkThatAnybodyElseGets() {
    String forged =
        Wire.exchange(
            port,
            "GET /open311/discovery.json HTTP/1.1\r\nHost: localhost:%d\r\nX-Forwarded-Host: %s\r\n"
                    .formatted(port, EVIL)
                + "Forwarded: host=%s\r\nX-Original-URL: /api/v1/admin/people\r\n".formatted(EVIL)
                + "Connection: close\r\n\r\n");
    assertThat(forged).contains("200").doesNotContain(EVIL);
    Attacker nobody = Attacker.nobody(port);
    assertThat(nobody.get("/open311/discovery.json").header("Cache-Control")).contains("no-store");
    for (String page : List.of("/desk", "/wall", "/account", "/no-such-page")) {
      Reply reply = nobody.get(page, "X-Forwarded-Host", EVIL, "X-Rewrite-URL", "/api/v1/cases");
      assertThat(reply.text() + reply.header("Location")).as(page).doesNotContain(EVIL);
    }
  }

  /** The address of the caller counts attempts; it is the connection's, not what a header says. */
  @Test
  void whoeverForgesTheirAddressIsStillCounted() {
    Attacker nobody = Attacker.nobody(port);
    String login = "forged-" + System.nanoTime();
    int last = 0;
    for (int i = 0; i < 7; i++) {
      last =
          nobody
              .json(
                  "POST",
                  "/api/v1/session",
                  "{\"login\":\"%s\",\"password\":\"x\"}".formatted(login),
                  "X-Forwarded-For",
                  "10.0.0." + i,
                  "X-Real-IP",
                  "10.0.1." + i)
              .status();
    }
    assertThat(last).isEqualTo(429);
  }

  @Test
  void nothingOfTheInsideIsServed() {
    Attacker nobody = Attacker.nobody(port);
    for (String path :
        List.of(
            "/actuator",
            "/actuator/env",
            "/actuator/heapdump",
            "/actuator/prometheus",
            "/actuator/loggers",
            "/.git/config",
            "/.env",
            "/application.yml",
            "/META-INF/sbom/application.cdx.json",
            "/META-INF/MANIFEST.MF",
            "/WEB-INF/web.xml",
            "/assets/",
            "/assets/%2e%2e/application.yml",
            "/assets/..%2f..%2fapplication.yml",
            "/assets/..%5c..%5capplication.yml",
            "/assets/%252e%252e/application.yml",
            "/static/../application.yml",
            "/assets/..;/..;/application.yml",
            "/api/v1/photos/..%2f..%2fsecrets%2fvault.master",
            "/api/v1/photos/%2e%2e%2fsecrets",
            "/swagger-ui/index.html",
            "/h2-console",
            "/error?trace=true")) {
      Reply reply = nobody.get(path);
      assertThat(reply.status()).as(path).isIn(400, 401, 403, 404, 500);
      assertThat(reply.text())
          .as(path)
          .doesNotContain("spring:", "yiwang.data", "bomFormat", "at org.", "\tat ");
    }
    String raw =
        Wire.exchange(
            port,
            "GET /assets/../../../secrets/vault.master HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: close\r\n\r\n");
    assertThat(raw).matches("(?s)HTTP/1\\.1 40[04] .*");
  }

  @Test
  void noAnswerSendsThePersonElsewhere() {
    Attacker nobody = Attacker.nobody(port);
    for (String page :
        List.of(
            "/signin?next=//" + EVIL,
            "/signin?next=https://" + EVIL,
            "/signin?next=%5C%5C" + EVIL,
            "//" + EVIL + "/%2e%2e",
            "/%5C" + EVIL,
            "/api/v1/session?redirect=https://" + EVIL,
            "/logout?next=https://" + EVIL)) {
      Reply reply = nobody.get(page);
      assertThat(reply.header("Location")).as(page).doesNotContain(EVIL);
      assertThat(reply.header("Refresh")).as(page).isEmpty();
    }
  }
}
