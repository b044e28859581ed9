package io.yiwang.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class FusionRulesApiTest {
  private static final String RULES = "/api/v1/registry/rules";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired JdbcTemplate jdbc;

  private Caller admin;

  @BeforeEach
  void signIn() {
    admin = Caller.of(port, people, Duty.ADMIN, "");
  }

  @Test
  void aTrustIsChangedAloneAndInTheTrail() {
    long before = changes();
    JsonNode rules = put(trust("GROUPS", "THIRD_PARTY", 0.42, 200));
    assertThat(trust(rules, "GROUPS", "THIRD_PARTY").at("/trust").asDouble()).isEqualTo(0.42);
    assertThat(trust(rules, "GROUPS", "SELF_REPORT").at("/trust").asDouble()).isEqualTo(0.6);
    assertThat(changes()).isEqualTo(before + 1);
    put(trust("GROUPS", "THIRD_PARTY", 0.5, 365));
  }

  @Test
  void rulesThatCannotBeAreRefused() {
    for (String wrong :
        new String[] {
          trust("NAME", "CHECKPOINT", 1.5, 10),
          trust("NAME", "CHECKPOINT", 0.5, 0),
          evidence("SHOES", 1, -1),
          evidence("NAME", -1, 1),
          evidence("REVIEW", 0.999, 0)
        }) {
      assertThat(admin.put(RULES, wrong).status()).as(wrong).isEqualTo(400);
    }
    assertThat(Caller.of(port, people, Duty.STREET_OFFICER, "").get(RULES).status()).isEqualTo(403);
  }

  private JsonNode put(String changes) {
    Caller.Answer answer = admin.put(RULES, changes);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static JsonNode trust(JsonNode rules, String field, String kind) {
    return rules
        .at("/trusts")
        .valueStream()
        .filter(t -> t.at("/field").asString().equals(field))
        .filter(t -> t.at("/kind").asString().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private long changes() {
    Long count =
        jdbc.queryForObject(
            "select count(*) from access.audit_entry where data_class = 'registry.rules'",
            Long.class);
    return count == null ? 0 : count;
  }

  private static String trust(String field, String kind, double trust, int days) {
    return "{\"trusts\":[{\"field\":\"%s\",\"kind\":\"%s\",\"trust\":%s,\"halfLifeDays\":%d}]}"
        .formatted(field, kind, trust, days);
  }

  private static String evidence(String name, double agree, double differ) {
    return "{\"evidence\":[{\"evidence\":\"%s\",\"agree\":%s,\"differ\":%s}]}"
        .formatted(name, agree, differ);
  }
}
