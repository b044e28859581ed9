package io.yiwang.browser;

import static org.awaitility.Awaitility.await;

import io.yiwang.access.ApiKeys;
import io.yiwang.access.Caller;
import io.yiwang.access.Duty;
import io.yiwang.access.NewPerson;
import io.yiwang.access.People;
import io.yiwang.browser.Canary.Word;
import io.yiwang.browser.MiniatureCity.Corner;
import io.yiwang.citymap.Catalogue;
import io.yiwang.kernel.CitizenNumber;
import io.yiwang.kernel.CreditCode;
import io.yiwang.registry.houses.Building;
import io.yiwang.registry.houses.Buildings;
import io.yiwang.registry.houses.Doors;
import io.yiwang.registry.houses.Occupancy;
import io.yiwang.registry.houses.Quarters;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The last street of the miniature: people, an enterprise and matters made of canary words. */
final class CanaryStreet {
  static final String NEIGHBOURHOOD = Canary.STREET + "001";
  static final String PATH = "310000.310199." + Canary.STREET;
  static final String HOME = Canary.HOME;
  static final String NUMBER = CitizenNumber.of(319_797, LocalDate.of(1949, 1, 1), 1).text();
  static final String PHONE = Word.PHONE.text + "0001";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Ids of what lives there, by the part of an address that comes before them. */
  private static final Map<String, String> IDS = new LinkedHashMap<>();

  private static boolean settled;

  private final ApplicationContext beans;
  private final People people;
  private final int port;
  private final String hash;

  private CanaryStreet(ApplicationContext beans) {
    this.beans = beans;
    this.people = beans.getBean(People.class);
    this.port = port(beans);
    this.hash = people.hash(MiniatureCity.PASSWORD);
  }

  static int port(ApplicationContext beans) {
    return Integer.parseInt(
        String.valueOf(beans.getEnvironment().getProperty("local.server.port")));
  }

  static Map<String, String> ids() {
    return IDS;
  }

  static String login(Duty duty) {
    return "canary-" + duty.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Once for all tests. */
  static synchronized void settle(ApplicationContext beans) {
    if (!settled) {
      new CanaryStreet(beans).settle();
      settled = true;
    }
  }

  private void settle() {
    Corner corner = new MiniatureCity(beans).corner(18);
    for (Duty duty : Duty.values()) {
      people.create(
          new NewPerson(
              login(duty), "某人", "Somebody", hash, Set.of(duty), "", NEIGHBOURHOOD, HOME));
    }
    Caller admin = person(Duty.ADMIN, "");
    Caller committee = person(Duty.COMMITTEE, HOME);
    long door = houses();
    sent(
        admin.send(
            "POST",
            "/api/v1/people/import?source=canary",
            "text/csv",
            "number,name,phone,region,quarter,building,entrance,door,relation,groups,at\n"
                + "%s,%s,%s,%s,金丝雀小区,1号楼,1,101,户主,独居,2020-05-01\n"
                    .formatted(NUMBER, Word.NAME.text, PHONE, NEIGHBOURHOOD)));
    String card = sent(committee.get("/api/v1/registry/doors/" + door));
    IDS.put("persons", JSON.readTree(card).at("/residents/0/id").asString());
    enterprise(admin);
    visit(committee, door);
    matters(corner);
  }

  private Caller person(Duty duty, String path) {
    return Caller.person(port, people, hash, MiniatureCity.PASSWORD, duty, "", path);
  }

  private long houses() {
    long quarter =
        beans
            .getBean(Quarters.class)
            .ensure(
                new Quarters.NewQuarter(
                    "金丝雀小区",
                    "外堤路 18 号",
                    NEIGHBOURHOOD,
                    HOME,
                    null,
                    new MiniatureCity(beans).corner(18).place(),
                    1984,
                    List.of()));
    Building building = beans.getBean(Buildings.class).ensure(quarter, "1号楼", 3, HOME);
    long door =
        beans
            .getBean(Doors.class)
            .ensure(new Doors.Place(building, 1, 1, "101"), Occupancy.OWN, null);
    IDS.put("quarters", Long.toString(quarter));
    IDS.put("buildings", Long.toString(building.id()));
    IDS.put("doors", Long.toString(door));
    return door;
  }

  private void enterprise(Caller admin) {
    String code =
        CreditCode.of(
                "91", "310000", "%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000)))
            .text();
    sent(
        admin.send(
            "POST",
            "/api/v1/enterprises/import",
            "text/csv",
            "credit_code,name,region,address,legal_person,phone\n%s,金丝雀商行,%s,外堤路,%s,%s\n"
                .formatted(code, Canary.STREET, Word.OWNER.text, PHONE)));
    IDS.put("enterprises", one("select max(id) from registry.enterprise"));
  }

  private void visit(Caller committee, long door) {
    String asked =
        sent(
            committee.send(
                "POST",
                "/api/v1/registry/visits",
                "application/json",
                "{\"doorId\":%d,\"purpose\":\"慰问\",\"dueOn\":\"2099-07-15\"}".formatted(door)));
    String visit = JSON.readTree(asked).at("/ids/0").asString();
    IDS.put("visits", visit);
    sent(
        committee.send(
            "POST",
            "/api/v1/registry/visits/" + visit + "/result",
            "application/json",
            "{\"result\":\"MET\",\"note\":\"%s\",\"key\":\"canary\"}".formatted(Word.NOTE.text)));
  }

  /** One by the form, one by Open311; they become one case or two in their own time. */
  private void matters(Corner corner) {
    String code = beans.getBean(Catalogue.class).list().getFirst().code();
    Caller nobody = Caller.nobody(port);
    Map<String, String> form = new LinkedHashMap<>();
    form.put("key", "canary-" + System.nanoTime());
    form.put("class", code);
    form.put("lat", Double.toString(corner.place().lat()));
    form.put("lng", Double.toString(corner.place().lng()));
    form.put("description", Word.MATTER.text);
    form.put("address", Word.MATTER.text);
    form.put("name", Word.REPORTER.text);
    form.put("phone", PHONE);
    StringBuilder body = new StringBuilder();
    form.forEach(
        (name, value) ->
            body.append("--b\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
    String taken =
        sent(
            nobody.send(
                "POST", "/api/v1/reports", "multipart/form-data; boundary=b", body + "--b--\r\n"));
    JsonNode report = JSON.readTree(taken);
    IDS.put("reports", report.path("tracking").asString());
    IDS.put("observations", report.path("id").asString());
    String key = beans.getBean(ApiKeys.class).issue("canary-open311", "OPEN311", Set.of("open311"));
    sent(
        nobody.send(
            "POST",
            "/open311/v2/requests.json",
            "application/x-www-form-urlencoded",
            "api_key=%s&service_code=%s&lat=%s&long=%s&description=%s&first_name=%s&phone=%s&email=%s%%40example.org"
                .formatted(
                    key,
                    code,
                    corner.north(300).place().lat(),
                    corner.place().lng(),
                    Word.MATTER.text,
                    Word.REPORTER.text,
                    PHONE,
                    Word.MAIL.text)));
    await()
        .pollInSameThread() // which holds the platform's duty
        .atMost(Duration.ofSeconds(60))
        .until(() -> Integer.parseInt(one(MATTERS.formatted("count(*)"))) > 0);
    IDS.put("cases", one(MATTERS.formatted("min(id)")));
  }

  private static final String MATTERS =
      "select %s from cases.case_file where description = '" + Word.MATTER.text + "'";

  private String one(String sql) {
    return String.valueOf(beans.getBean(JdbcTemplate.class).queryForObject(sql, String.class));
  }

  private static String sent(HttpResponse<String> answer) {
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(answer.uri() + " " + answer.body());
    }
    return answer.body();
  }
}
