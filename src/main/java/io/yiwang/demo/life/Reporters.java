package io.yiwang.demo.life;

import io.yiwang.kernel.GeoPoint;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * People and cameras who see things and say so: by hotline, in the residents' page, on patrol.
 * Matters cluster round some places of the hour; one matter is often reported by several people a
 * little apart in place and time.
 */
final class Reporters {
  private static final int HOT_SPOTS = 40;
  private static final double NEAR_HOT_SPOT = 0.6;
  private static final double METRES_PER_DEGREE = 111_195;
  private static final double REPORTS_PER_SECOND = 0.5;

  private final Play play;
  private final Web web;
  private final Stage stage;
  private final SplittableRandom random;
  private final List<Play.Place> hotSpots = new ArrayList<>();
  private int hotHour = -1;

  Reporters(Play play, Web web, Stage stage, SplittableRandom random) {
    this.play = play;
    this.web = web;
    this.stage = stage;
    this.random = random;
  }

  /** One thing that is wrong somewhere. */
  private record Matter(
      MatterKind kind, GeoPoint point, Play.Place place, String words, long look) {}

  /** Mean seconds between two new matters, now. */
  double pauseSeconds(ZonedDateTime now) {
    double size = Math.clamp(Math.sqrt(play.scale() / 0.1), 0.4, 3);
    return 1.8 / (REPORTS_PER_SECOND * size * rhythm(now.toLocalTime()));
  }

  /** How busy the hour is: 0.4 in the small hours, 1.3 in the rush hours. */
  static double rhythm(LocalTime time) {
    double hour = time.getHour() + time.getMinute() / 60.0;
    if (hour < 6) {
      return 0.4;
    }
    double morning = Math.exp(-Math.pow((hour - 8.5) / 2, 2));
    double evening = Math.exp(-Math.pow((hour - 18.5) / 2.5, 2));
    return 0.7 + 0.6 * Math.max(morning, evening);
  }

  /** Something goes wrong; the first says so now, others within ten minutes. */
  void newMatter(ZonedDateTime now) {
    Matter matter = matter(now);
    int reports = random.nextInt(100) < 55 ? 1 : 2 + random.nextInt(4);
    for (int i = 0; i < reports; i++) {
      long delay = i == 0 ? 0 : 5 + random.nextInt(600);
      Instant then = now.toInstant().plusSeconds(delay).truncatedTo(ChronoUnit.MILLIS);
      stage.after(delay, () -> report(matter, then));
    }
  }

  /** Matters of the last hours, told at once by the hotline. */
  void history(int matters, ZonedDateTime now) throws IOException, InterruptedException {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < matters; i++) {
      ZonedDateTime then = now.minusSeconds(120 + random.nextInt(6 * 3600));
      Matter matter = matter(then);
      int reports = random.nextInt(100) < 70 ? 1 : 2;
      for (int r = 0; r < reports; r++) {
        rows.add(row(matter, then.toInstant().plusSeconds(r * 40L)));
      }
    }
    web.withKey(key("hotline")).post("/api/v1/observations", rows);
  }

  private Matter matter(ZonedDateTime now) {
    boolean dark = now.getHour() < 6 || now.getHour() >= 18;
    MatterKind kind = kind(dark);
    Play.Place place = place(now.getHour());
    GeoPoint point = near(place.point(), 160);
    String words = kind.words().get(random.nextInt(kind.words().size()));
    return new Matter(kind, point, place, words, random.nextLong());
  }

  private MatterKind kind(boolean dark) {
    double sum = play.kinds().stream().mapToDouble(k -> k.weightAt(dark)).sum();
    double at = random.nextDouble() * sum;
    for (MatterKind kind : play.kinds()) {
      at -= kind.weightAt(dark);
      if (at <= 0) {
        return kind;
      }
    }
    return play.kinds().getLast();
  }

  private synchronized Play.Place place(int hour) {
    if (hour != hotHour) {
      hotHour = hour;
      hotSpots.clear();
      for (int i = 0; i < HOT_SPOTS; i++) {
        hotSpots.add(anyPlace());
      }
    }
    return random.nextDouble() < NEAR_HOT_SPOT
        ? hotSpots.get(random.nextInt(hotSpots.size()))
        : anyPlace();
  }

  private Play.Place anyPlace() {
    while (true) {
      Play.Place place = play.places().get(random.nextInt(play.places().size()));
      if (random.nextDouble() < place.busy()) {
        return place;
      }
    }
  }

  private GeoPoint near(GeoPoint point, double metres) {
    double turn = random.nextDouble() * 2 * Math.PI;
    double way = Math.sqrt(random.nextDouble()) * metres / METRES_PER_DEGREE;
    return new GeoPoint(
        point.lat() + way * Math.sin(turn),
        point.lng() + way * Math.cos(turn) / Math.cos(Math.toRadians(point.lat())));
  }

  private void report(Matter matter, Instant at) throws IOException, InterruptedException {
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 ->
          web.withKey(key("hotline")).post("/api/v1/observations", List.of(row(matter, at)));
      case 4, 5 ->
          web.withKey(key("patrol")).post("/api/v1/observations", List.of(row(matter, at)));
      case 6 -> web.withKey(key("camera")).post("/api/v1/observations", List.of(row(matter, at)));
      default -> byPage(matter, at);
    }
  }

  private Map<String, Object> row(Matter matter, Instant at) {
    GeoPoint seen = near(matter.point(), matter.kind().radiusMetres() / 2);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("key", UUID.randomUUID().toString());
    row.put("class", matter.kind().classCode());
    row.put("lat", seen.lat());
    row.put("lng", seen.lng());
    row.put("observedAt", at.toString());
    row.put("description", matter.words());
    row.put("address", address(matter));
    return row;
  }

  private void byPage(Matter matter, Instant at) throws IOException, InterruptedException {
    GeoPoint seen = near(matter.point(), matter.kind().radiusMetres() / 2);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("key", UUID.randomUUID().toString());
    fields.put("class", matter.kind().classCode());
    fields.put("lat", Double.toString(seen.lat()));
    fields.put("lng", Double.toString(seen.lng()));
    fields.put("description", matter.words());
    fields.put("address", address(matter));
    int hour = at.atZone(play.zone()).getHour();
    boolean dark = hour < 6 || hour >= 18;
    byte[] photo = Picture.draw(matter.kind().scene(), matter.look(), dark, false);
    web.anybody().form("/api/v1/reports", fields, List.of(new Web.Upload("photo", photo)));
  }

  private static String address(Matter matter) {
    String road = matter.place().streetZh().replaceFirst("(街道|镇|乡|新村街道)$", "");
    String withRoad = road.endsWith("路") ? road : road + "路";
    int number = 1 + Math.floorMod(matter.look(), 998);
    return matter.place().districtZh() + withRoad + number + "号附近";
  }

  private String key(String name) {
    return play.keys().getOrDefault(name, "");
  }
}
