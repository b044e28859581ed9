package io.yiwang.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From the moment an officer accepts what a worker has proposed of a lamp until the bytes of the
 * tile are others: the whole way, the longest of several.
 */
final class MapChange {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SURVEY = "/api/map/survey";
  private static final int ROUNDS = 20;
  private static final int ZOOM = 17;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

  private final Instance city;

  MapChange(Instance city) {
    this.city = city;
  }

  void run() throws Exception {
    double[] millis = new double[ROUNDS];
    try (Wire worker = new Wire(city.address(), SignIn.as(city.address(), "worker", "yiwang"));
        Wire officer = new Wire(city.address(), SignIn.as(city.address(), "street", "yiwang"));
        Wire looker = new Wire(city.address(), Map.of("Accept-Encoding", "gzip"))) {
      JsonNode things = around(worker);
      String photo = photo(worker);
      for (int i = 0; i < ROUNDS; i++) {
        millis[i] = change(worker, officer, looker, things.path(i % things.size()), photo);
      }
    }
    Arrays.sort(millis);
    Bench.figure("map.change_visible_p50_ms", OpenLoop.percentile(millis, 0.5), "ms");
    Bench.figure("map.change_visible_ms", millis[ROUNDS - 1], "ms");
  }

  /** Lamps of the worker's own street. */
  private static JsonNode around(Wire worker) throws Exception {
    double[] at = MapQuestions.street(worker);
    String where = "lng=%.6f&lat=%.6f".formatted(at[0], at[1]);
    String path = SURVEY + "/around?" + where + "&metres=500&classCode=01037";
    JsonNode things = MapQuestions.get(worker, path).path("things");
    if (things.isEmpty()) {
      throw new IllegalStateException("There is no lamp in the visitors' street.");
    }
    return things;
  }

  private static String photo(Wire worker) throws Exception {
    var jpeg = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR), "jpeg", jpeg);
    Wire.Answer kept = worker.postPicture(SURVEY + "/photos", "photo", jpeg.toByteArray());
    if (kept.status() != 200 && kept.status() != 201) {
      throw new IllegalStateException("The photo: " + kept);
    }
    return JSON.readTree(kept.body()).path("id").asString();
  }

  private static double change(Wire worker, Wire officer, Wire looker, JsonNode lamp, String photo)
      throws Exception {
    String id = lamp.path("id").asString();
    JsonNode now = MapQuestions.get(worker, "/api/v1/map/components/" + id);
    String state = now.path("state").asString().equals("DAMAGED") ? "INTACT" : "DAMAGED";
    JsonNode proposal =
        MapQuestions.post(
            worker,
            SURVEY + "/proposals",
            """
            {"key":"bench-%s","kind":"CHANGED","component":"%s","knownFrom":"%s","state":"%s","lat":%s,"lng":%s,\
            "at":"%s","photos":["%s"]}\
            """
                .formatted(
                    System.nanoTime(),
                    id,
                    now.path("knownFrom").asString(),
                    state,
                    now.path("lat").asDouble(),
                    now.path("lng").asDouble(),
                    Instant.now(),
                    photo));
    TileWalk.Address t = TileWalk.at(ZOOM, now.path("lng").asDouble(), now.path("lat").asDouble());
    String tile = "/map/tiles/base/%d/%d/%d.mvt".formatted(t.z(), t.x(), t.y());
    byte[] before = looker.getBytes(tile).body();
    String decision =
        "{\"items\":[{\"id\":%d}],\"accept\":true}".formatted(proposal.path("id").asLong());
    long start = System.nanoTime();
    MapQuestions.post(officer, SURVEY + "/decisions", decision);
    while (Arrays.equals(looker.getBytes(tile).body(), before)) {
      if (System.nanoTime() - start > PATIENCE) {
        throw new IllegalStateException(tile + " does not show that " + id + " is " + state);
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return (System.nanoTime() - start) / 1e6;
  }
}
