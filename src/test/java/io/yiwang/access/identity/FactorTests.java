package io.yiwang.access.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Duty;
import io.yiwang.access.NewPerson;
import io.yiwang.access.People;
import io.yiwang.access.identity.Browser.Answer;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The second factor, from the first code to the day the phone is gone. */
@PlatformTest
class FactorTests {
  private static final String PASSWORD = "lantern-gravel-otter-77";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;

  @Test
  void whoeverNeedsAFactorAddsItFirstAndIsAskedForItFromThenOn() {
    String login = person();
    jdbc.sql("update access.person set factor_required = true where login = ?")
        .param(login)
        .update();
    Browser browser = new Browser(port);
    assertThat(browser.signIn(login, PASSWORD).at("/pending")).isEqualTo("FACTOR");
    assertThat(browser.get("/api/v1/cases").type()).isEqualTo("factor-required");

    assertThat(enrol(browser, "not it").type()).isEqualTo("wrong-password");
    Answer enrolment = enrol(browser, PASSWORD);
    assertThat(enrolment.at("/uri"))
        .startsWith("otpauth://totp/Yiwang%3A" + login)
        .contains("secret=" + enrolment.at("/secret"), "digits=6", "period=30");
    byte[] secret = new Base32().decode(enrolment.at("/secret"));
    assertThat(confirm(browser, "000000x").type()).isEqualTo("wrong-code");
    Answer codes = confirm(browser, code(secret, 0));
    assertThat(codes.json().path("codes").size()).isEqualTo(10);
    assertThat(browser.get("/api/v1/cases").status()).isEqualTo(200);
    assertThat(enrol(browser, PASSWORD).type()).isEqualTo("factor-present");

    Browser again = new Browser(port);
    assertThat(again.signIn(login, PASSWORD).type()).isEqualTo("factor-needed");
    assertThat(again.signIn(login, "wrong", code(secret, 1)).type()).isEqualTo("wrong-credentials");
    assertThat(again.signIn(login, PASSWORD, code(secret, 0)).type())
        .as("the code of the enrolment is used up")
        .isEqualTo("wrong-code");
    String next = code(secret, 1);
    assertThat(again.signIn(login, PASSWORD, next).status()).isEqualTo(200);
    assertThat(new Browser(port).signIn(login, PASSWORD, next).type()).isEqualTo("wrong-code");

    String recovery = codes.at("/codes/3");
    assertThat(new Browser(port).signIn(login, PASSWORD, recovery).status()).isEqualTo(200);
    assertThat(new Browser(port).signIn(login, PASSWORD, recovery).type()).isEqualTo("wrong-code");
    assertThat(browser.get("/api/v1/me/factor").at("/recoveryCodesLeft")).isEqualTo("9");
  }

  @Test
  void theDatabaseAloneGivesNeitherSecretNorRecoveryCode() {
    String login = person();
    Browser browser = new Browser(port);
    browser.signIn(login, PASSWORD);
    Answer enrolment = enrol(browser, PASSWORD);
    byte[] secret = new Base32().decode(enrolment.at("/secret"));
    byte[] kept =
        jdbc.sql(
                """
                select secret from access.factor
                where person_id = (select id from access.person where login = ?)
                """)
            .param(login)
            .query(byte[].class)
            .single();
    assertThat(kept).hasSize(12 + secret.length + 16);
    assertThat(new String(kept, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(new String(secret, java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  @Test
  void aFactorIsRemovedByWhoeverKnowsThePassword() {
    String login = person();
    Browser browser = new Browser(port);
    browser.signIn(login, PASSWORD);
    byte[] secret = new Base32().decode(enrol(browser, PASSWORD).at("/secret"));
    confirm(browser, code(secret, 0));
    assertThat(browser.send("DELETE", "/api/v1/me/factor", Map.of("password", "x")).status())
        .isEqualTo(400);
    assertThat(browser.send("DELETE", "/api/v1/me/factor", Map.of("password", PASSWORD)).status())
        .isEqualTo(204);
    assertThat(new Browser(port).signIn(login, PASSWORD).status()).isEqualTo(200);
  }

  private String code(byte[] secret, int stepsAhead) {
    return Totp.code(secret, Totp.step(clock.instant()) + stepsAhead);
  }

  private static Answer enrol(Browser browser, String password) {
    return browser.post("/api/v1/me/factor", Map.of("password", password));
  }

  private static Answer confirm(Browser browser, String code) {
    return browser.put("/api/v1/me/factor", Map.of("code", code));
  }

  private String person() {
    String login = "factor-" + UUID.randomUUID();
    people.create(
        new NewPerson(
            login, "某人", "Somebody", people.hash(PASSWORD), Set.of(Duty.ACCEPTOR), "U-1", "", ""));
    return login;
  }
}
