package io.yiwang.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.attacks.Attacker.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Whoever guesses the id of what is not theirs gets, byte for byte, the answer that an id nobody
 * has gets: at every address with an id in it, by every duty, with real ids of somebody else's
 * things.
 */
@PlatformTest
class ObjectIdTests {
  private static final Pattern VARIABLE = Pattern.compile("/([^/{]+)/\\{([^}]+)}");

  /** Known to everybody, or to whoever has been given the word. */
  private static final Pattern PUBLIC =
      Pattern.compile("/api/v1/(regions|catalogue|photos|reports)/.*|/open311/.*|/map/.*");

  private static final List<Duty> STRANGERS =
      List.of(
          Duty.COMMITTEE,
          Duty.STREET_OFFICER,
          Duty.CITY_LEADER,
          Duty.ACCEPTOR,
          Duty.DISPATCHER,
          Duty.GRID_WORKER,
          Duty.CHECKER,
          Duty.RESIDENT);

  @LocalServerPort int port;
  @Autowired ApplicationContext context;
  @Autowired JdbcTemplate jdbc;
  @Autowired People people;

  private ForeignThings foreign;

  @BeforeEach
  void come() {
    foreign = new ForeignThings(context, port);
  }

  @Test
  void aGuessedIdIsAsGoodAsNone() {
    Map<Duty, Attacker> strangers = new LinkedHashMap<>();
    STRANGERS.forEach(
        duty -> strangers.put(duty, Attacker.of(port, people, duty, "attack-unit", "attack.here")));
    String before = foreign.state();
    List<String> told = new ArrayList<>();
    TreeSet<String> real = new TreeSet<>();
    for (Operation operation : Operation.all(port)) {
      if (!operation.path().contains("{") || PUBLIC.matcher(operation.path()).matches()) {
        continue;
      }
      String guessed = address(operation, true, real);
      String nowhere = address(operation, false, real);
      strangers.forEach(
          (duty, stranger) -> {
            String guess = words(send(stranger, operation, guessed), guessed);
            String none = words(send(stranger, operation, nowhere), nowhere);
            if (!guess.equals(none) || guess.contains(ForeignThings.TOKEN)) {
              told.add(duty + " " + operation + ": " + guess + " but " + none);
            }
          });
    }
    assertThat(told).isEmpty();
    assertThat(foreign.state()).isEqualTo(before);
    assertThat(real)
        .as("addresses that were tried with the id of a real thing")
        .contains("cases", "persons", "doors", "buildings", "quarters", "visits", "enterprises")
        .contains("people", "sessions", "api-keys", "delegations", "imports", "decisions");
  }

  /**
   * What is open to whoever knows the word gives nothing away with it. GeoReport publishes matters
   * with their description and place, and nobody's name.
   */
  @Test
  void aPublicAddressTellsNothingPersonal() {
    Attacker nobody = Attacker.nobody(port);
    for (Operation operation : Operation.all(port)) {
      if (PUBLIC.matcher(operation.path()).matches() && !operation.writes()) {
        Reply reply = nobody.get(address(operation, true, new TreeSet<>()).replace("..", "."));
        String told =
            reply
                .text()
                .replace(ForeignThings.TOKEN + "-description", "")
                .replace(ForeignThings.TOKEN + "-address", "");
        assertThat(told).as(operation.toString()).doesNotContain(ForeignThings.TOKEN);
      }
    }
  }

  @Test
  void theScopeIsNotTheClientsToSay() {
    Attacker officer = Attacker.of(port, people, Duty.STREET_OFFICER, "attack-unit", "attack.here");
    Attacker committee = Attacker.of(port, people, Duty.COMMITTEE, "attack-unit", "attack.here");
    String scope =
        "region=%1$s&regionPath=%1$s&region_path=%1$s&path=%1$s&unit=%2$s&unitCode=%2$s&duty=ADMIN"
                .formatted(foreign.path(), "foreign-unit")
            + "&duties=ADMIN&person="
            + foreign.victim().personId
            + "&scope=EVERYWHERE&all=true&size=200&quarter="
            + foreign.id("quarters")
            + "&district="
            + foreign.path();
    int lists = 0;
    for (Operation operation : Operation.all(port)) {
      if (operation.writes() || operation.path().contains("{")) {
        continue;
      }
      for (Attacker attacker : List.of(officer, committee)) {
        for (String query : List.of(scope, "size=200", "q=" + ForeignThings.TOKEN)) {
          Reply reply =
              attacker.get(
                  operation.path() + "?" + query, "X-Duty", "ADMIN", "X-Region", foreign.path());
          if (!PUBLIC.matcher(operation.path()).matches()) {
            assertThat(reply.text())
                .as(operation + "?" + query)
                .doesNotContain(ForeignThings.TOKEN + "-");
          }
        }
      }
      lists++;
    }
    assertThat(lists).isGreaterThan(30);
  }

  private String address(Operation operation, boolean real, TreeSet<String> used) {
    String address = operation.path();
    for (MatchResult m : VARIABLE.matcher(operation.path()).results().toList()) {
      String id = foreign.find(m.group(1));
      if (id != null) {
        used.add(m.group(1));
      }
      String value =
          real ? id == null ? "1" : id : ForeignThings.nothingLike(id == null ? "1" : id);
      address = address.replaceFirst(Pattern.quote("{" + m.group(2) + "}"), value);
    }
    return address.replaceAll("\\{[^}]+}", "json");
  }

  private static Reply send(Attacker stranger, Operation operation, String address) {
    if (operation.type().startsWith("multipart")) {
      return stranger.send(
          operation.method(),
          address,
          "multipart/form-data; boundary=b",
          java.net.http.HttpRequest.BodyPublishers.ofString(
              "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nx\r\n"
                  + "--b--\r\n"));
    }
    String body =
        operation.body() != null ? operation.body().toString() : operation.writes() ? "{}" : null;
    return stranger.json(operation.method(), address, body);
  }

  /** Status and body, with the ids that were asked for taken out. */
  private static String words(Reply reply, String address) {
    String text = reply.text().replaceAll("\"instance\":\"[^\"]*\",?", "");
    for (String part : address.split("[/?=&]")) {
      if (part.matches(".*\\d.*")) {
        text = text.replaceAll("(?<![\\w-])" + Pattern.quote(part) + "(?![\\w-])", "?");
      }
    }
    return reply.status() + " " + text;
  }
}
