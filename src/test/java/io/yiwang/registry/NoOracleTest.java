package io.yiwang.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.arrivals.Opener;
import io.yiwang.kernel.Sex;
import io.yiwang.registry.Caller.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Promise S7: what is masked cannot be asked out. Every parameter of every endpoint that reads, as
 * the running application describes them, and every field of the searches is given the beginnings
 * of a masked value, in the ways of searching, and the same with one character wrong. An answer
 * that tells the two apart would be one step of a binary search; there is none. A name, number or
 * phone that is known whole may be looked for.
 */
@PlatformTest
class NoOracleTest {
  private static final String NAME = "沈玉珍";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired ApplicationContext context;
  @Autowired JdbcTemplate jdbc;

  private final String number = Hamlet.number("1950-03-07", Sex.FEMALE);
  private final String phone = Hamlet.phone();

  /** A guess that is right as far as it goes, and one that is wrong in its last character. */
  private record Guess(String right, String wrong) {}

  /** A way of giving the application a text. */
  private record Door(String method, String path, String parameter) {}

  @Test
  void aBinarySearchRecoversNothing() {
    Hamlet hamlet = new Hamlet(context);
    Answer imported =
        Caller.of(port, people, Duty.ADMIN, "")
            .csv(
                "/api/v1/people/import?source=committee",
                Hamlet.header() + hamlet.row(number, NAME, phone, "101", "户主,,2020-05-01"));
    assertThat(imported.at("/added")).isEqualTo("1");
    CaseSummary c = new Opener(context).open();
    jdbc.update(
        "update cases.case_file set region_path = ?, worker_name = ? where id = ?",
        hamlet.path,
        NAME,
        c.id());
    Caller committee = Caller.of(port, people, Duty.COMMITTEE, hamlet.path);
    long person = committee.personOf(number);
    Map<String, Long> ids =
        Map.of(
            "/cases/",
            c.id(),
            "/persons/",
            person,
            "/doors/",
            hamlet.door101,
            "/buildings/",
            hamlet.building.id(),
            "/quarters/",
            hamlet.quarter);
    List<Door> doors = doors(committee.get("/api/openapi.json").json(), ids);
    assertThat(doors).hasSizeGreaterThan(40);
    assertThat(doors).extracting(Door::parameter).contains("q", "sort", "name", "number", "phone");
    for (Caller seeker :
        List.of(committee, Caller.of(port, people, Duty.STREET_OFFICER, hamlet.path))) {
      for (Door door : doors) {
        for (Guess guess : guesses()) {
          assertThat(tells(seeker, door, guess)).as(door + " tells " + guess).isFalse();
        }
      }
    }
    assertThat(committee.personOf(number)).as("known whole").isEqualTo(person);
  }

  private List<Guess> guesses() {
    List<Guess> guesses = new ArrayList<>();
    for (String secret : List.of(number, phone, NAME)) {
      boolean text = secret.equals(NAME);
      // a mask shows the first character of a name and the ends of numbers
      for (int known :
          text ? new int[] {2} : new int[] {secret.length() / 2, secret.length() - 1}) {
        String right = secret.substring(0, known);
        char last = right.charAt(known - 1);
        String wrong =
            right.substring(0, known - 1) + (text ? '口' : (char) ('0' + (last - '0' + 5) % 10));
        for (String way : new String[] {"%s", "%s%%", "%s*", "<%s", "like %s%%"}) {
          guesses.add(new Guess(way.formatted(right), way.formatted(wrong)));
        }
      }
    }
    for (String field : List.of("name", "citizenNumber", "phone", "birth", "worker")) {
      guesses.add(new Guess(field, "zzz" + field));
      guesses.add(new Guess("-" + field, "-zzz" + field));
    }
    return guesses;
  }

  /** Twice the same, so that what changes by itself is not taken for an answer. */
  private static boolean tells(Caller seeker, Door door, Guess guess) {
    String yes = ask(seeker, door, guess.right, guess);
    String no = ask(seeker, door, guess.wrong, guess);
    return !yes.equals(no)
        && yes.equals(ask(seeker, door, guess.right, guess))
        && no.equals(ask(seeker, door, guess.wrong, guess));
  }

  /** The answer without the guess that it may repeat. */
  private static String ask(Caller seeker, Door door, String text, Guess guess) {
    String query = door.parameter + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    Answer answer =
        door.method.equals("GET")
            ? seeker.get(door.path + "?" + query)
            : seeker.post(door.path, body(door, text));
    String told = answer.status() + answer.text();
    for (String said : List.of(guess.wrong, guess.right)) {
      for (String echo : List.of(said, said.replace(" ", ""))) {
        told = told.replace(echo, "GUESS").replace(echo.toUpperCase(Locale.ROOT), "GUESS");
      }
    }
    // a refusal repeats the guess in brackets, some of them masked
    return answer.status() == 200 ? told : told.replaceAll("\\([^)]*\\)", "(GUESS)");
  }

  private static String body(Door door, String guess) {
    return JsonMapper.shared()
        .writeValueAsString(
            door.parameter.equals("name, begins")
                ? Map.of("name", guess, "begins", true)
                : Map.of(door.parameter, guess));
  }

  /** From the application's own description: all that reads. */
  private static List<Door> doors(JsonNode api, Map<String, Long> ids) {
    Set<Door> doors = new LinkedHashSet<>();
    for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
      String concrete = concrete(path.getKey(), ids);
      // the catalogue is published and knows telephone boxes and name plates, and so does the map's
      // box
      if (concrete == null
          || concrete.startsWith("/api/v1/catalogue/")
          || concrete.equals("/api/v1/map/search")) {
        continue;
      }
      for (JsonNode parameter : path.getValue().path("get").path("parameters")) {
        if (parameter.path("in").asString().equals("query")) {
          doors.add(new Door("GET", concrete, parameter.path("name").asString()));
        }
      }
      if (path.getKey().endsWith("/search")) {
        for (String field : List.of("number", "phone", "name", "name, begins")) {
          doors.add(new Door("POST", concrete, field));
        }
      }
    }
    return List.copyOf(doors);
  }

  /** With ids of what is there; null where something else would have to be made up. */
  private static @Nullable String concrete(String path, Map<String, Long> ids) {
    String concrete = path;
    for (Map.Entry<String, Long> id : ids.entrySet()) {
      concrete = concrete.replace(id.getKey() + "{id}", id.getKey() + id.getValue());
    }
    return concrete.contains("{") || concrete.endsWith("/live") ? null : concrete;
  }
}
