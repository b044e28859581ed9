package io.yiwang;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.access.ApiKeys;
import io.yiwang.access.Caller;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.arrivals.Opener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every HTTP endpoint of the running application is called as nobody, with a key of each scope and
 * as a holder of each duty, once where the case lies and once elsewhere. The answers must be those
 * of the reviewed table {@code policy/endpoints.csv}; an endpoint that is not in it fails.
 */
@PlatformTest
class AuthorizationMatrixTests {
  private static final Path REVIEWED = Path.of("src/main/resources/policy/endpoints.csv");
  private static final Path PRESENT = Path.of("target/endpoints.csv");

  /** Where an id is a number. */
  private static final Pattern NUMBERED =
      Pattern.compile(
          ".*/(rosters|dead-letters|people|api-keys|sessions|delegations|reorganisations|versions"
              + "|reveals|exports|imports|corrections|proposals|publications|candidates"
              + "|maintenance)/.*");

  private static final String HERE = "matrix.here";
  private static final String ELSEWHERE = "matrix.elsewhere";

  /** Bodies that pass the form check, so that the answer tells of the right and not of the form. */
  private static final Map<String, String> BODIES =
      Map.of(
          "POST /api/v1/cases/{id}/actions", "{\"action\":\"COMMENT\",\"note\":\"x\"}",
          "POST /api/v1/cases/bulk", "{\"ids\":[0],\"action\":\"COMMENT\",\"note\":\"x\"}",
          "POST /api/v1/workers/positions", "[]",
          "POST /api/v1/rosters", "[]",
          "POST /api/v1/observations/lookup", "[]",
          "POST /api/v1/observations", "[]",
          "POST /api/v1/workers/me/position", "{\"lat\":0,\"lng\":0}",
          "POST /api/v1/workers/me/duty", "{\"onDuty\":true}",
          "PUT /api/v1/views/{name}", "{}",
          "PUT /api/v1/registry/doors/{id}/occupancy", "{\"occupancy\":\"OWN\"}");

  private static final Map<String, String> DISCLOSURE_BODIES =
      Map.of(
          "POST /api/v1/reveals",
          "{\"objects\":[\"person:0\"],\"fields\":[\"name\"],\"purpose\":\"visit\"}",
          "POST /api/v1/reveals/{id}/decision",
          "{\"approved\":true}",
          "POST /api/v1/exports",
          "{\"what\":\"cases\",\"purpose\":\"report\"}",
          "POST /api/v1/exports/{id}/decision",
          "{\"approved\":true}");

  private static final Map<String, String> MAP_BODIES =
      Map.of(
          "POST /api/v1/map/network/trace",
          "{\"lng\":0,\"lat\":0}",
          "POST /api/v1/map/network/burst",
          "{\"lng\":0,\"lat\":0}",
          "POST /api/v1/map/network/under",
          "{\"lng\":0,\"lat\":0}",
          "POST /api/v1/map/network/crossing",
          "{\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[0,0],[0.001,0]]}}");

  private static final Map<String, String> MINE_BODIES =
      Map.of(
          "POST /api/v1/mine/claim",
          "{\"name\":\"x\",\"number\":\"319100199003070029\",\"phone\":\"15400000001\"}",
          "POST /api/v1/mine/corrections",
          "{\"field\":\"NAME\",\"value\":\"x\"}",
          "POST /api/v1/registry/claims/{id}/refuse",
          "{\"reason\":\"x\"}",
          "POST /api/v1/registry/corrections/{id}/refuse",
          "{\"reason\":\"x\"}");

  private static final Map<String, String> REGISTRY_BODIES =
      Map.of(
          "POST /api/v1/registry/decisions",
          "{\"first\":0,\"second\":0,\"same\":true,\"reason\":\"x\"}",
          "POST /api/v1/registry/persons/{id}/merge",
          "{\"other\":0,\"reason\":\"x\"}",
          "PUT /api/v1/registry/persons/{id}/family/{other}",
          "{\"kind\":\"CHILD\"}",
          "POST /api/v1/registry/visits/{id}/result",
          "{\"result\":\"MET\",\"key\":\"x\"}",
          "POST /api/v1/registry/visits/{id}/reopen",
          "{\"key\":\"x\"}",
          "POST /api/v1/registry/visits/{id}/cancel",
          "{\"key\":\"x\"}",
          "POST /api/v1/registry/visits/rounds/{id}/cancel",
          "{\"key\":\"x\"}",
          "POST /api/v1/registry/visits/rounds/{id}/reopen",
          "{\"key\":\"x\"}");

  @LocalServerPort int port;
  @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;
  @Autowired ApplicationContext context;
  @Autowired JdbcTemplate jdbc;
  @Autowired People people;
  @Autowired ApiKeys keys;

  private final Map<String, Caller> callers = new LinkedHashMap<>();
  private long caseId;

  @Test
  void everyEndpointAnswersEverybodyAsTheReviewedTableSays() throws IOException {
    CaseSummary c = new Opener(context).open();
    caseId = c.id();
    jdbc.update(
        "update cases.case_file set region_path = ?, unit_code = 'matrix-unit' where id = ?",
        HERE + ".grid",
        caseId);
    callEverybody();
    List<String> table = new ArrayList<>();
    table.add("endpoint," + String.join(",", columns()));
    for (String endpoint : endpoints()) {
      table.add(endpoint + "," + String.join(",", row(endpoint)));
    }
    Files.write(PRESENT, table);
    assertThat(table)
        .as("Review target/endpoints.csv; if it is right, copy it to " + REVIEWED)
        .isEqualTo(Files.readAllLines(REVIEWED));
  }

  private void callEverybody() {
    callers.put("nobody", Caller.nobody(port));
    for (String scope : List.of("observe", "open311", "positions", "admin")) {
      String key = keys.issue("matrix-" + scope, "FEED", Set.of(scope));
      callers.put("key:" + scope, Caller.program(port, key));
    }
    String hash = people.hash("secret");
    for (Duty duty : Duty.values()) {
      callers.put(
          duty + " here", Caller.person(port, people, hash, "secret", duty, "matrix-unit", HERE));
      callers.put(
          duty + " elsewhere",
          Caller.person(port, people, hash, "secret", duty, "matrix-other", ELSEWHERE));
    }
    jdbc.update(
        "update cases.case_file set worker_id = ? where id = ?",
        personOf(Duty.GRID_WORKER),
        caseId);
  }

  private long personOf(Duty duty) {
    Caller caller = callers.get(duty + " here");
    return caller == null ? 0 : caller.personId;
  }

  /** A duty is one column: as it answers here, and after a bar elsewhere if that differs. */
  private List<String> columns() {
    List<String> columns = new ArrayList<>();
    for (String caller : callers.keySet()) {
      if (!caller.endsWith(" elsewhere")) {
        columns.add(caller.replace(" here", ""));
      }
    }
    return columns;
  }

  private List<String> row(String endpoint) {
    List<String> row = new ArrayList<>();
    for (String column : columns()) {
      Caller here = callers.get(column + " here");
      Caller elsewhere = callers.get(column + " elsewhere");
      if (here == null || elsewhere == null) {
        row.add(answer(callers.get(column), endpoint));
      } else {
        String near = answer(here, endpoint);
        String far = answer(elsewhere, endpoint);
        row.add(near.equals(far) ? near : near + "|" + far);
      }
    }
    return row;
  }

  private String answer(@Nullable Caller caller, String endpoint) {
    if (caller == null) {
      throw new IllegalStateException("Nobody calls.");
    }
    if (endpoint.equals("DELETE /api/v1/session")) {
      return "ok"; // would sign the caller out; SessionTests has it
    }
    String[] parts = endpoint.split(" ", 3);
    String path =
        parts[1]
            .replace("/cases/{id}", "/cases/" + caseId)
            .replaceAll("\\{(id|tracking|token)}", "00000000-0000-0000-0000-000000000000")
            .replace("{format}", "json")
            .replaceAll("\\{[a-zA-Z]+}", "nothing");
    if (NUMBERED.matcher(path).matches()) {
      path = path.replaceAll("00000000-0000-0000-0000-000000000000|nothing", "0");
    }
    if (parts[1].contains("/registry/")) {
      path = path.replace("00000000-0000-0000-0000-000000000000", "0").replace("nothing", "1");
    }
    if (path.equals("/api/v1/me/sessions")) {
      path += "?others=true"; // all of them would sign the caller out
    }
    String type = parts.length > 2 ? parts[2] : null;
    String body = parts[0].equals("GET") || parts[0].equals("DELETE") ? null : "{}";
    body = BODIES.getOrDefault(parts[0] + " " + parts[1], body);
    body = DISCLOSURE_BODIES.getOrDefault(parts[0] + " " + parts[1], body);
    body = REGISTRY_BODIES.getOrDefault(parts[0] + " " + parts[1], body);
    body = MAP_BODIES.getOrDefault(parts[0] + " " + parts[1], body);
    body = MINE_BODIES.getOrDefault(parts[0] + " " + parts[1], body);
    if (type != null && type.startsWith("multipart")) {
      type = "multipart/form-data; boundary=b";
      body =
          "--b\r\n"
              + "Content-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n"
              + "x\r\n"
              + "--b--\r\n";
    } else if (body != null && type == null) {
      type = "application/json";
    }
    int status = caller.status(parts[0], path, type, body);
    return switch (status) {
      case 401, 403, 404 -> Integer.toString(status);
      default -> status < 500 ? "ok" : "failed " + status;
    };
  }

  private Set<String> endpoints() {
    Set<String> endpoints = new TreeSet<>();
    requestMappingHandlerMapping
        .getHandlerMethods()
        .forEach(
            (mapping, handler) -> {
              if (handler.getBeanType().getPackageName().startsWith("io.yiwang")) {
                add(endpoints, mapping);
              }
            });
    return endpoints;
  }

  private static void add(Set<String> endpoints, RequestMappingInfo mapping) {
    String type =
        mapping.getConsumesCondition().getConsumableMediaTypes().stream()
            .map(MediaType::toString)
            .sorted()
            .findFirst()
            .map(t -> " " + t)
            .orElse("");
    for (String pattern : mapping.getPatternValues()) {
      String path = pattern.replaceAll(":[^}]+}", "}");
      Set<String> methods = new TreeSet<>();
      mapping.getMethodsCondition().getMethods().forEach(m -> methods.add(m.name()));
      if (methods.isEmpty()) {
        methods.add("GET");
      }
      methods.forEach(method -> endpoints.add(method + " " + path + type));
    }
  }
}
