package io.yiwang.access.reorganisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.access.ApiKeys;
import io.yiwang.access.Caller;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.access.Unit;
import io.yiwang.access.UnitKind;
import io.yiwang.access.Units;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.arrivals.Announcements;
import io.yiwang.cases.arrivals.Opener;
import io.yiwang.citymap.Regions;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.ObservationId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A district out at sea for each test: two streets side by side, two neighbourhoods in each. */
abstract class SeaDistrict {
  static final AtomicInteger SEQUENCE = new AtomicInteger();
  static final String ALL = "/api/v1/admin/reorganisations";

  @LocalServerPort int port;
  @Autowired ApplicationContext context;
  @Autowired ApiKeys keys;
  @Autowired People people;
  @Autowired Units units;
  @Autowired Regions regions;
  @Autowired JdbcClient jdbc;
  @Autowired JsonMapper json;
  @Autowired Sweeping sweeping;
  @Autowired ReorganisationJob job;

  String district;
  String west;
  String east;
  double lng;
  String hash;
  Caller asks;
  Caller approves;
  Opener opener;

  @BeforeEach
  void settleADistrict() {
    int n = SEQUENCE.incrementAndGet();
    district = "3106" + "%02d".formatted(n);
    west = district + "001";
    east = district + "002";
    lng = 121.9 + n * 0.02;
    hash = people.hash("secret");
    asks = person(Duty.ADMIN, "310000");
    approves = person(Duty.ADMIN, "310000");
    opener = new Opener(context);
    String features =
        String.join(
            ",",
            feature(district, "海上区", "DISTRICT", "310000", 0, 0, 4, 4),
            feature(west, "西街", "STREET", district, 0, 0, 2, 4),
            feature(east, "东街", "STREET", district, 2, 0, 4, 4),
            feature(west + "001", "西南村", "NEIGHBOURHOOD", west, 0, 0, 2, 2),
            feature(west + "002", "西北村", "NEIGHBOURHOOD", west, 0, 2, 2, 4),
            feature(east + "001", "东南村", "NEIGHBOURHOOD", east, 2, 0, 4, 2),
            feature(east + "002", "东北村", "NEIGHBOURHOOD", east, 2, 2, 4, 4));
    Caller program = Caller.program(port, keys.issue("reorganise-" + n, "API", Set.of("admin")));
    String body = "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}";
    assertThat(program.send("POST", "/api/v1/regions/import", "application/json", body).body())
        .contains("\"accepted\":7");
  }

  String split(String code, String half) {
    return """
    {"subject":"REGION","kind":"SPLIT","codes":["%1$s"],"into":[{"code":"%1$s"},
     {"code":"%2$s","nameZh":"新街","nameEn":"New Street","children":["%1$s002"]}]}
    """
        .formatted(code, half);
  }

  long done(String plan) {
    JsonNode asked = post(asks, ALL, "{\"reason\":\"区划调整\",\"plan\":" + plan + "}");
    long id = asked.at("/id").asLong();
    JsonNode approved = post(approves, ALL + "/" + id + "/approval", "");
    assertThat(approved.at("/state").asString()).as("%s %s", asked, approved).isEqualTo("APPLIED");
    return id;
  }

  JsonNode preview(String plan) {
    return post(asks, ALL + "/preview", "{\"plan\":" + plan + "}");
  }

  JsonNode post(Caller by, String path, String body) {
    return read(by.send("POST", path, "application/json", body).body());
  }

  JsonNode read(String body) {
    return json.readTree(body);
  }

  Caller person(Duty duty, String path) {
    return Caller.person(port, people, hash, "secret", duty, "unit-" + district, path);
  }

  Caller member(Duty duty, String unit) {
    return Caller.person(port, people, hash, "secret", duty, unit, path(west));
  }

  List<String> posts(Caller caller) {
    JsonNode session = read(caller.get("/api/v1/session").body());
    return session.at("/posts").valueStream().map(p -> p.at("/regionCode").asString()).toList();
  }

  String unit(String name) {
    String code = name + "-" + district;
    units.putAll(List.of(new Unit(code, "单位" + name, name, UnitKind.DEPARTMENT, "310000", null)));
    return code;
  }

  CaseSummary open(double x, double y, String region) {
    ObservationId id = Announcements.newId();
    opener.announce(Announcements.at(id, point(x, y), region));
    return opener.caseOf(id);
  }

  void dispatched(CaseSummary c, String unit) {
    jdbc.sql("update cases.case_file set unit_code = ? where id = ?").params(unit, c.id()).update();
  }

  void close(CaseSummary c) {
    jdbc.sql(
            """
            update cases.case_file set stage = 5, state = 'CLOSED', next_alarm_at = null where id = ?
            """)
        .param(c.id())
        .update();
  }

  long id(String insert, Object... values) {
    return jdbc.sql(insert).params(values).query(Long.class).single();
  }

  String registry(String table, long id) {
    return jdbc.sql("select region_path from registry." + table + " where id = ?")
        .param(id)
        .query(String.class)
        .single();
  }

  void responsible(String region, String unit) {
    jdbc.sql(
            """
            insert into dispatch.responsibility (class_pattern, region_code, unit_code, valid_from)
            values ('*', ?, ?, '2026-01-01')
            """)
        .params(region, unit)
        .update();
  }

  List<String> unitsInForce(String region) {
    return jdbc.sql(
            """
            select unit_code from dispatch.responsibility
            where region_code = ? and (valid_to is null or valid_to > current_date)
            """)
        .param(region)
        .query((rs, i) -> rs.getString(1))
        .list();
  }

  String path(String code) {
    return regions.get(code).path();
  }

  String path(CaseSummary c) {
    return column("region_path", c);
  }

  String regionCode(CaseSummary c) {
    return column("region_code", c);
  }

  String street(CaseSummary c) {
    return column("street_zh", c);
  }

  String unitOf(CaseSummary c) {
    return column("unit_code", c);
  }

  String column(String name, CaseSummary c) {
    return jdbc.sql("select " + name + " from cases.case_file where id = ?")
        .param(c.id())
        .query(String.class)
        .single();
  }

  GeoPoint point(double x, double y) {
    return new GeoPoint(Double.parseDouble(y(y)), Double.parseDouble(x(x)));
  }

  String x(double cells) {
    return "%.5f".formatted(lng + cells * 0.004);
  }

  static String y(double cells) {
    return "%.5f".formatted(30.75 + cells * 0.004);
  }

  String feature(
      String code, String name, String level, String parent, int w, int s, int e, int n) {
    return """
    {"type":"Feature","properties":{"code":"%s","nameZh":"%s","nameEn":"%s","level":"%s","parent":"%s"},
     "geometry":{"type":"Polygon","coordinates":[[[%6$s,%7$s],[%8$s,%7$s],[%8$s,%9$s],[%6$s,%9$s],[%6$s,%7$s]]]}}
    """
        .formatted(code, name, code, level, parent, x(w), y(s), x(e), y(n));
  }
}
