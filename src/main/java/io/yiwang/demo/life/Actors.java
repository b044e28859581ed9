package io.yiwang.demo.life;

import io.yiwang.kernel.GeoPoint;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Acceptors, workers, checkers and dispatchers: each sees a case that waits for them and does their
 * part after a while. What they do follows from the case's state alone, so it does not matter
 * whether they heard of it live or found it in a list after a restart.
 */
final class Actors {
  /** Here visitors play; the simulation gives them time. */
  private static final String VISITORS_STREET = ".310105002";

  private static final int VISITORS_SECONDS = 180;

  private static final Set<String> CHECKS = Set.of("PENDING_CHECK", "CHECKING", "PENDING_CLOSE");

  private final Play play;
  private final Web web;
  private final Stage stage;
  private final Walkers walkers;
  private final SplittableRandom random;
  private final Map<Long, String> planned = new ConcurrentHashMap<>();
  private final Set<Long> atWork = ConcurrentHashMap.newKeySet();
  private final Map<String, Web.Caller> sessions = new ConcurrentHashMap<>();
  private final Map<String, Long> firstCondition = new HashMap<>();
  private final Map<String, String> scenes = new HashMap<>();

  Actors(Play play, Web web, Stage stage, Walkers walkers, SplittableRandom random) {
    this.play = play;
    this.web = web;
    this.stage = stage;
    this.walkers = walkers;
    this.random = random;
    play.kinds().forEach(k -> scenes.put(k.classCode(), k.scene()));
  }

  /** Takes over rows of {@code GET /api/v1/catalogue/classes}. */
  void learn(JsonNode classes) {
    for (JsonNode row : classes) {
      JsonNode conditions = row.path("conditions");
      if (!conditions.isEmpty()) {
        firstCondition.put(row.get("code").asString(), conditions.get(0).get("id").asLong());
      }
    }
  }

  /** A case as the platform shows it; whoever it waits for makes up their mind. */
  void see(JsonNode c) {
    long id = c.get("id").asLong();
    String state = c.get("state").asString();
    String mark = mark(c);
    if (mark.equals(planned.put(id, mark))) {
      return;
    }
    if (CHECKS.contains(state) && c.path("lookAt").isString()) {
      planned.remove(id); // the camera or sensor that saw it looks first
      return;
    }
    switch (state) {
      case "PENDING_REGISTER" -> later(c, between(4, 20), () -> register(c));
      case "PENDING_VERIFY" -> later(c, between(10, 40), () -> check(c));
      case "RETURNED", "PENDING_DISPATCH" -> later(c, between(40, 60), () -> byHand(c));
      case "PENDING_HANDLE" -> {
        if (worker(c) == null) {
          later(c, VISITORS_SECONDS, () -> standIn(c));
        } else {
          later(c, between(3, 25), () -> accept(c));
        }
      }
      case "HANDLING" -> handle(c);
      case "HANDLE_FINISH" ->
          later(c, between(5, 20), () -> actByDistrict(c, "o", "FEEDBACK", Map.of()));
      case "PENDING_CHECK", "CHECKING" -> {
        if (!looksAgain(c)) {
          later(c, patient(c, between(8, 60)), () -> check(c));
        }
      }
      case "PENDING_CLOSE" -> later(c, patient(c, between(5, 30)), () -> close(c));
      case "CLOSED", "FORCED_CLOSE", "CANCELLED", "MERGED", "NOT_ACCEPTED" -> planned.remove(id);
      default -> {}
    }
  }

  private static String mark(JsonNode c) {
    return c.get("state").asString() + c.get("version").asInt() + (looksAgain(c) ? " looks" : "");
  }

  /** Whether the camera or sensor that saw it will look again: nobody walks there meanwhile. */
  private static boolean looksAgain(JsonNode c) {
    return c.path("lookAt").isString();
  }

  private void later(JsonNode c, double seconds, Stage.Act act) {
    long id = c.get("id").asLong();
    String mark = mark(c);
    stage.after(
        seconds,
        () -> {
          if (mark.equals(planned.get(id))) {
            try {
              act.run();
            } catch (IOException e) {
              planned.remove(id, mark); // looked at again in the next sweep
              throw e;
            }
          }
        });
  }

  private void register(JsonNode c) throws IOException, InterruptedException {
    Map<String, Object> more = new LinkedHashMap<>();
    Long condition = firstCondition.get(c.get("classCode").asString());
    if (condition != null) {
      more.put("conditionId", condition);
    }
    if (random.nextInt(100) < 3) {
      actByDistrict(c, "a", "DECLINE", Map.of("reason", "现场未发现问题"));
    } else {
      actByDistrict(c, "a", "FILE", more);
    }
  }

  private void byHand(JsonNode c) throws IOException, InterruptedException {
    String street = code(c, 2);
    if (street != null) {
      actByDistrict(c, "o", "DISPATCH", Map.of("unit", street + "-OFFICE"));
    }
  }

  private void accept(JsonNode c) throws IOException, InterruptedException {
    if (random.nextInt(100) < 4) {
      actByWorker(c, "CANNOT", Map.of("reason", "缺少设备，需要支援"));
    } else {
      actByWorker(c, "ACCEPT", Map.of());
    }
  }

  /** A visitor who does not take a task finds it given to a colleague in their street. */
  private void standIn(JsonNode c) throws IOException, InterruptedException {
    String crew = "sim-w-" + code(c, 2) + "-";
    List<Long> colleagues =
        play.logins().entrySet().stream()
            .filter(each -> each.getValue().startsWith(crew))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    if (!colleagues.isEmpty()) {
      long colleague = colleagues.get(random.nextInt(colleagues.size()));
      actByDistrict(c, "o", "ASSIGN", Map.of("worker", colleague));
    }
  }

  /** On the way, there, at work, done. One task in ten is a long one. */
  private void handle(JsonNode c) {
    String login = worker(c);
    long id = c.get("id").asLong();
    if (login == null || !atWork.add(id)) {
      return;
    }
    var place = new GeoPoint(c.get("lat").asDouble(), c.get("lng").asDouble());
    double way = walkers.send(c.get("workerId").asLong(), place);
    boolean longOne = id % 10 == 3;
    double work = longOne ? between(900, 5400) : between(15, 90);
    later(c, way, () -> actByWorker(c, "ARRIVE", Map.of()));
    stage.after(
        way + work,
        () -> {
          try {
            Map<String, Object> done =
                Map.of("photos", List.of(upload(login, c, photo(c, true))), "note", "已处理完毕");
            act(login, c, "FINISH", done);
          } catch (IOException e) {
            planned.remove(id); // begun again in the next sweep
            throw e;
          } finally {
            atWork.remove(id);
          }
        });
  }

  private void check(JsonNode c) throws IOException, InterruptedException {
    String login = ofDistrict(c, "c");
    boolean fine = c.get("rework").asInt() > 0 || random.nextInt(100) >= 8;
    String id = upload(login, c, photo(c, fine));
    Map<String, Object> more =
        fine ? Map.of("photos", List.of(id)) : Map.of("photos", List.of(id), "reason", "现场仍未清理干净");
    act(login, c, fine ? "CHECK_PASS" : "CHECK_FAIL", more);
  }

  private void close(JsonNode c) throws IOException, InterruptedException {
    Map<String, Object> more = new LinkedHashMap<>();
    Long condition = firstCondition.get(c.get("classCode").asString());
    if (condition != null) {
      more.put("conditionId", condition);
    }
    actByDistrict(c, "a", "CLOSE", more);
  }

  private byte[] photo(JsonNode c, boolean mended) {
    String scene = scenes.getOrDefault(c.get("classCode").asString(), "HEAP");
    return Picture.draw(scene, c.get("id").asLong(), false, mended);
  }

  private String upload(String login, JsonNode c, byte[] photo)
      throws IOException, InterruptedException {
    return session(login)
        .form(
            "/api/v1/cases/" + c.get("id").asLong() + "/photos",
            Map.of(),
            List.of(new Web.Upload("file", photo)))
        .get("id")
        .asString();
  }

  private void actByWorker(JsonNode c, String action, Map<String, Object> more)
      throws IOException, InterruptedException {
    String login = worker(c);
    if (login != null) {
      act(login, c, action, more);
    }
  }

  private void actByDistrict(JsonNode c, String part, String action, Map<String, Object> more)
      throws IOException, InterruptedException {
    act(ofDistrict(c, part), c, action, more);
  }

  private void act(String login, JsonNode c, String action, Map<String, Object> more)
      throws IOException, InterruptedException {
    String path = "/api/v1/cases/" + c.get("id").asLong();
    int version = c.get("version").asInt();
    Map<String, Object> body = new LinkedHashMap<>(more);
    body.put("action", action);
    body.put("version", version);
    body.put("key", UUID.randomUUID().toString());
    Web.Caller caller = session(login);
    try {
      caller.post(path + "/actions", body);
    } catch (Web.Refused refused) {
      if (refused.status != 401) {
        retryOnce(caller, path, c, body, refused);
        return;
      }
      sessions.remove(login);
      session(login).post(path + "/actions", body);
    }
  }

  /**
   * Somebody was quicker in a way that leaves the state as it was: the same again with the new
   * version.
   */
  private static void retryOnce(
      Web.Caller caller, String path, JsonNode c, Map<String, Object> body, Web.Refused refused)
      throws IOException, InterruptedException {
    if (refused.status != 409) {
      throw refused;
    }
    JsonNode now = caller.get(path).get("summary");
    if (!now.get("state").asString().equals(c.get("state").asString())) {
      throw refused;
    }
    body.put("version", now.get("version").asInt());
    caller.post(path + "/actions", body);
  }

  Web.Caller session(String login) throws IOException, InterruptedException {
    Web.Caller known = sessions.get(login);
    if (known == null) {
      known = web.signedIn(login, play.password());
      sessions.put(login, known);
    }
    return known;
  }

  /** Login of the worker who has the case; null when that is a visitor or nobody. */
  private @Nullable String worker(JsonNode c) {
    JsonNode id = c.path("workerId");
    return id.isNumber() ? play.logins().get(id.asLong()) : null;
  }

  private static String ofDistrict(JsonNode c, String part) {
    String district = code(c, 1);
    String unit = (district == null ? "310000" : district) + "-CENTRE";
    return "sim-" + part + "-" + unit.toLowerCase(Locale.ROOT) + "-1";
  }

  private static @Nullable String code(JsonNode c, int level) {
    String[] path = c.get("regionPath").asString().split("\\.");
    return path.length > level ? path[level] : null;
  }

  private static double patient(JsonNode c, double seconds) {
    return c.get("regionPath").asString().contains(VISITORS_STREET)
        ? seconds + VISITORS_SECONDS
        : seconds;
  }

  private double between(int low, int high) {
    return low + random.nextDouble() * (high - low);
  }
}
