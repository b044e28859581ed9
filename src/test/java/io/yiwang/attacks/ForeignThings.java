package io.yiwang.attacks;

import io.yiwang.access.ApiKeys;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.cases.arrivals.Opener;
import io.yiwang.citymap.Regions;
import io.yiwang.kernel.CreditCode;
import io.yiwang.kernel.Sex;
import io.yiwang.registry.Caller;
import io.yiwang.registry.Hamlet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Things of a neighbourhood that no attacker belongs to, each of which holds the token. */
final class ForeignThings {
  static final String TOKEN = "KESTRELQ";

  private final JdbcTemplate jdbc;
  private final Hamlet hamlet;
  private final Attacker victim;
  private final Map<String, String> ids = new HashMap<>();

  ForeignThings(ApplicationContext context, int port) {
    jdbc = context.getBean(JdbcTemplate.class);
    hamlet = new Hamlet(context);
    People people = context.getBean(People.class);
    victim = Attacker.of(port, people, Duty.DISPATCHER, "foreign-unit", hamlet.path);
    aCase(context);
    residents(context, port, people);
    ids.put("people", Long.toString(victim.personId));
    ids.put("sessions", one("select id from access.session where person_id = " + victim.personId));
    ids.put("duties", one("select id from access.duty_held where person_id = " + victim.personId));
    ids.put("delegations", ids.get("duties"));
    context.getBean(ApiKeys.class).issue("foreign-" + TOKEN + "-key", "FEED", Set.of("observe"));
    ids.put("api-keys", one("select max(id) from access.api_key"));
    victim.json("PUT", "/api/v1/views/" + TOKEN + "-1", "{}");
    ids.put("views", TOKEN + "-1");
    aCamera();
  }

  private void aCamera() {
    jdbc.update(
        """
        insert into vision.camera (code, name, lat, lng, region_path, source_kind, enabled, schedule,
          abilities, zones, ground, changed_at)
        values (?, ?, 31, 121, ?, 'UPLOAD', true, '[]', '[]', '[]', '[]', now())
        """,
        "foreign-" + hamlet.path.hashCode(),
        TOKEN + "-camera",
        hamlet.path);
    ids.put("cameras", "foreign-" + hamlet.path.hashCode());
  }

  private void aCase(ApplicationContext context) {
    var opened = new Opener(context).open();
    ids.put("cases", Long.toString(opened.id()));
    jdbc.update(
        """
        update cases.case_file set region_path = ?, unit_code = 'foreign-unit', description = ?,
          address = ?, worker_name = ? where id = ?
        """,
        hamlet.path,
        TOKEN + "-description",
        TOKEN + "-address",
        TOKEN + "-worker",
        opened.id());
    String incident =
        one("select incident_id from cases.incident_case where case_id = " + opened.id());
    for (String segment : new String[] {"incidents", "observations", "requests", "tokens"}) {
      ids.put(segment, incident);
    }
  }

  private void residents(ApplicationContext context, int port, People people) {
    Caller admin = Caller.of(port, people, Duty.ADMIN, "");
    admin.csv(
        "/api/v1/people/import?source=" + TOKEN,
        Hamlet.header() + resident("户主") + resident("子女") + resident("子女") + "bad\n");
    Caller committee = Caller.of(port, people, Duty.COMMITTEE, hamlet.path);
    ids.put("doors", Long.toString(hamlet.door101));
    ids.put("buildings", Long.toString(hamlet.building.id()));
    ids.put("quarters", Long.toString(hamlet.quarter));
    Caller.Answer card = committee.get("/api/v1/registry/doors/" + hamlet.door101);
    ids.put("persons", card.at("/residents/0/id"));
    ids.put("family", ids.get("persons"));
    ids.put("imports", one("select max(id) from registry.import_run"));
    ids.put(
        "visits",
        committee
            .post(
                "/api/v1/registry/visits",
                "{\"doorId\":%d,\"purpose\":\"%s-visit\",\"dueOn\":\"2099-07-15\"}"
                    .formatted(hamlet.door101, TOKEN))
            .at("/ids/0"));
    committee.post(
        "/api/v1/registry/persons/" + card.at("/residents/1/id") + "/merge",
        "{\"other\":%s,\"reason\":\"%s-reason\"}".formatted(card.at("/residents/2/id"), TOKEN));
    ids.put("decisions", one("select max(id) from registry.verdict"));
    String root = context.getBean(Regions.class).root().code();
    admin.csv(
        "/api/v1/enterprises/import",
        "credit_code,name,region,address,legal_person\n%s,%s-company,%s,%s-street,%s-owner\n"
            .formatted(creditCode(), TOKEN, root, TOKEN, TOKEN));
    ids.put("enterprises", one("select max(id) from registry.enterprise"));
  }

  private static String creditCode() {
    String body = "%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
    return CreditCode.of("91", "310000", body).text();
  }

  private String resident(String relation) {
    return hamlet.row(
        Hamlet.number("1950-03-07", Sex.FEMALE),
        TOKEN + "-resident",
        Hamlet.phone(),
        "101",
        relation + ",独居,2020-05-01");
  }

  /** The id of a foreign thing of the kind that this part of an address names. */
  @Nullable String find(String segment) {
    return ids.get(segment);
  }

  String id(String segment) {
    return String.valueOf(ids.get(segment));
  }

  String path() {
    return hamlet.path;
  }

  Attacker victim() {
    return victim;
  }

  /** An id of the same form that nobody has. */
  static String nothingLike(String id) {
    if (id.matches("\\d+")) {
      return "210000000" + id.length() % 10; // fits an integer
    }
    return id.matches("[0-9a-f-]{36}") ? UUID.randomUUID().toString() : "nobodys-" + id.length();
  }

  /** All that is kept about them, so that a change shows. */
  String state() {
    return one("select md5(c::text) from cases.case_file c where id = " + id("cases"))
        + one(
            "select md5(string_agg(d::text, ',' order by id)) from registry.door d"
                + " where region_path = '"
                + hamlet.path
                + "'")
        + one("select md5(p::text) from registry.person p where id = " + id("persons"))
        + one("select md5(v::text) from registry.visit v where id = " + id("visits"))
        + one("select md5(h::text) from access.duty_held h where id = " + id("duties"))
        + one("select count(*) from access.session where id = " + id("sessions"))
        + one("select count(*) from cases.saved_view where person_id = " + victim.personId);
  }

  private String one(String sql) {
    return String.valueOf(jdbc.queryForObject(sql, String.class));
  }
}
