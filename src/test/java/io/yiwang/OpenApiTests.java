package io.yiwang;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description of the API says what the running mappings do, no less and no more. */
@PlatformTest
class OpenApiTests {
  private static final Path COMMITTED = Path.of("web", "openapi.json");
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  @LocalServerPort int port;
  @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;

  private final JsonMapper json =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private JsonNode document = json.nullNode();

  @BeforeEach
  void read() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/openapi.json"))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    document = json.readTree(answer.body());
  }

  @Test
  void describesExactlyTheRunningMappings() {
    Set<String> described = new TreeSet<>();
    eachOperation((path, method, operation) -> described.add(method + " " + path));
    Set<String> running = new TreeSet<>();
    requestMappingHandlerMapping
        .getHandlerMethods()
        .forEach(
            (mapping, handler) -> {
              if (handler.getBeanType().getPackageName().startsWith("io.yiwang")) {
                for (String pattern : mapping.getPatternValues()) {
                  String path = pattern.replaceAll(":[^}]+}", "}");
                  if (path.equals("/ogc") || path.startsWith("/ogc/")) {
                    continue; // has a description of its own, /ogc/api: see ReqOas30Tests
                  }
                  mapping
                      .getMethodsCondition()
                      .getMethods()
                      .forEach(m -> running.add(m.name().toLowerCase(Locale.ROOT) + " " + path));
                }
              }
            });
    assertThat(described).isEqualTo(running).isNotEmpty();
  }

  @Test
  void everyOperationSaysWhatItDoesAndHowItRefuses() {
    List<String> lacking = new ArrayList<>();
    eachOperation(
        (path, method, operation) -> {
          if (operation.path("summary").asString("").isBlank()) {
            lacking.add(method + " " + path + ": summary");
          }
          boolean refuses =
              operation.path("responses").propertyNames().stream().anyMatch(s -> s.startsWith("4"));
          if (!refuses) {
            lacking.add(method + " " + path + ": a refusal");
          }
        });
    assertThat(lacking).isEmpty();
  }

  @Test
  void everyBodyHasAnExample() {
    List<String> lacking = new ArrayList<>();
    eachOperation(
        (path, method, operation) ->
            operation
                .path("requestBody")
                .path("content")
                .properties()
                .forEach(
                    content -> {
                      JsonNode media = content.getValue();
                      if (!media.has("example") && !media.has("examples")) {
                        lacking.add(method + " " + path + " " + content.getKey());
                      }
                    }));
    assertThat(lacking).isEmpty();
  }

  @Test
  void everyOperationHasAnExample() {
    List<String> lacking = new ArrayList<>();
    eachOperation(
        (path, method, operation) -> {
          boolean refusals = operation.path("responses").toString().contains("/components/");
          boolean more =
              operation.path("parameters").toString().contains("\"example")
                  || operation.path("requestBody").toString().contains("\"example")
                  || succeeds(operation).toString().contains("\"example")
                  || succeeds(operation).path("content").isMissingNode();
          // GeoReport has its own list of errors instead of problems
          if (!(more && (refusals || path.startsWith("/open311")))) {
            lacking.add(method + " " + path);
          }
        });
    assertThat(lacking).isEmpty();
  }

  private static JsonNode succeeds(JsonNode operation) {
    for (var response : operation.path("responses").properties()) {
      if (response.getKey().startsWith("2")) {
        return response.getValue();
      }
    }
    return operation.path("nothing");
  }

  @Test
  void everyTypeOfProblemInTheCodeIsDescribedAndNoOther() throws Exception {
    String known =
        document.at("/components/schemas/Problem/properties/type/description").asString();
    Set<String> described = new TreeSet<>();
    Pattern.compile("`([a-z-]+)`").matcher(known).results().forEach(m -> described.add(m.group(1)));
    Pattern thrown =
        Pattern.compile(
            "(?:HttpStatus\\.[A-Z_]+,|conflict\\(|RowProblems\\.\\w+\\(|RowProblem\\(|return of\\()"
                + "\\s*\"([a-z-]+)\"");
    Set<String> inCode = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        thrown.matcher(Files.readString(file)).results().forEach(m -> inCode.add(m.group(1)));
      }
    }
    assertThat(described).isEqualTo(inCode).hasSizeGreaterThan(25);
    assertThat(document.at("/components/examples").propertyNames())
        .containsExactlyInAnyOrderElementsOf(described);
  }

  /**
   * The web's types are made from this file; on a difference the new text is in {@code
   * target/openapi.json}.
   */
  @Test
  void theCommittedDescriptionIsThePresentOne() throws Exception {
    ((ObjectNode) document).remove("servers");
    String present = json.writeValueAsString(document) + "\n";
    Files.writeString(Path.of("target", "openapi.json"), present);
    assertThat(present)
        .as("Maybe run: cp target/openapi.json web/openapi.json && npm --prefix web run api")
        .isEqualTo(Files.readString(COMMITTED));
  }

  private interface Visit {
    void operation(String path, String method, JsonNode operation);
  }

  private void eachOperation(Visit visit) {
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        entry -> {
                          if (METHODS.contains(entry.getKey())) {
                            visit.operation(path.getKey(), entry.getKey(), entry.getValue());
                          }
                        }));
  }
}
