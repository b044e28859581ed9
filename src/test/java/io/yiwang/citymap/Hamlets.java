package io.yiwang.citymap;

import io.yiwang.access.Caller;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.RegionLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A street out at sea for each test, of one neighbourhood with four grids of about 10,000 m², since
 * January.
 */
public final class Hamlets {
  public static final double SIDE = 0.001;
  private static final AtomicInteger SEQUENCE = new AtomicInteger();
  private static final double SOUTH = 31.55;

  private final ApplicationContext beans;
  private final int port;
  private final String hash;
  private final double west;
  private final double south;
  public final String street;
  public final String neighbourhood;

  public Hamlets(ApplicationContext beans, int port) {
    this.beans = beans;
    this.port = port;
    int n = SEQUENCE.incrementAndGet();
    String district = "3108%02d".formatted(n);
    this.street = district + "001";
    this.neighbourhood = street + "001";
    this.west = 122.0 + n / 2 * 0.005;
    this.south = SOUTH + n % 2 * 0.01;
    this.hash = beans.getBean(People.class).hash("secret");
    List<RegionDraft> drafts = new ArrayList<>();
    drafts.add(draft(district, RegionLevel.DISTRICT, null, 0, 0, 2));
    drafts.add(draft(street, RegionLevel.STREET, district, 0, 0, 2));
    drafts.add(draft(neighbourhood, RegionLevel.NEIGHBOURHOOD, street, 0, 0, 2));
    for (int i = 0; i < 4; i++) {
      drafts.add(draft(grid(i + 1), RegionLevel.GRID, neighbourhood, i % 2, i / 2, 1));
    }
    for (RegionDraft draft : drafts) {
      Regions.Loaded loaded = beans.getBean(Regions.class).load(List.of(draft));
      if (!loaded.rejects().isEmpty()) {
        throw new IllegalStateException(loaded.rejects().toString());
      }
    }
    beans
        .getBean(JdbcClient.class)
        .sql("update citymap.region set valid_from = '2026-01-01' where starts_with(code, ?)")
        .param(district)
        .update();
  }

  private RegionDraft draft(
      String code, RegionLevel level, @Nullable String parent, int x, int y, int size) {
    return new RegionDraft(
        code,
        level,
        "海" + code,
        "Sea " + code,
        parent,
        Towns.rectangle(lng(x), lat(y), lng(x + size), lat(y + size)));
  }

  /** Code of a grid, 1 to 4: southwest, southeast, northwest, northeast. */
  public String grid(int number) {
    return neighbourhood + "%03d".formatted(number);
  }

  public double lng(double cells) {
    return Math.round((west + cells * SIDE) * 1e6) / 1e6;
  }

  public double lat(double cells) {
    return Math.round((south + cells * SIDE) * 1e6) / 1e6;
  }

  public GeoPoint point(double x, double y) {
    return new GeoPoint(lat(y), lng(x));
  }

  public String path() {
    return beans.getBean(Regions.class).get(street).path();
  }

  public Caller person(Duty duty) {
    return person(duty, path());
  }

  public Caller person(Duty duty, String path) {
    return Caller.person(
        port, beans.getBean(People.class), hash, "secret", duty, "unit-" + street, path);
  }

  public JsonNode send(Caller by, String method, String path, String body) {
    return read(by.send(method, path, "application/json", body).body());
  }

  public JsonNode get(Caller by, String path) {
    return read(by.get(path).body());
  }

  private static JsonNode read(String body) {
    return JsonMapper.shared().readTree(body.isEmpty() ? "{}" : body);
  }
}
