package io.yiwang.house;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds the types of problems of {@code openapi/problems.yaml} to the description of the API: each
 * as an example of the refusal it comes with, at every operation that may refuse so.
 */
@Component
class ApiProblems implements OpenApiCustomizer {
  private static final String FILE = "openapi/problems.yaml";
  private static final String SCHEMA = "Problem";
  private static final String MEDIA_TYPE = "application/problem+json";
  private static final String REFUSED = "Refused";

  private final JsonMapper json;

  ApiProblems(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void customise(OpenAPI api) {
    JsonNode types = ApiExamples.read(FILE);
    api.getComponents().addSchemas(SCHEMA, schema(List.copyOf(types.propertyNames())));
    types
        .propertyNames()
        .forEach(name -> api.getComponents().addExamples(name, example(name, types.get(name))));
    responses(types, "").forEach((s, r) -> api.getComponents().addResponses(REFUSED + s, r));
    api.getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach(
                        (method, operation) -> {
                          if (path.startsWith("/open311")) {
                            // GeoReport v2 has an error list of its own
                            ApiResponse unknown =
                                new ApiResponse().description("No such resource or format");
                            operation.getResponses().putIfAbsent("404", unknown);
                          } else {
                            add(types, ApiExamples.key(method, path), operation);
                          }
                        }));
  }

  /** What every operation may answer is said once and referred to. */
  private static void add(JsonNode types, String key, Operation operation) {
    Map<String, ApiResponse> everywhere = responses(types, "");
    responses(types, key)
        .forEach(
            (status, response) -> {
              ApiResponse own = operation.getResponses().get(status);
              MediaType problems = response.getContent().get(MEDIA_TYPE);
              if (own != null && own.getContent() != null && problems != null) {
                own.getContent()
                    .computeIfAbsent(MEDIA_TYPE, t -> problems)
                    .setExamples(problems.getExamples());
              } else if (response.equals(everywhere.get(status))) {
                operation
                    .getResponses()
                    .put(
                        status,
                        new ApiResponse().$ref("#/components/responses/" + REFUSED + status));
              } else {
                operation.getResponses().put(status, response);
              }
            });
  }

  /** The refusals of one operation by status; with no operation, those of all. */
  private static Map<String, ApiResponse> responses(JsonNode types, String key) {
    Map<String, List<String>> byStatus = new TreeMap<>();
    for (String name : types.propertyNames()) {
      if (concerns(types.get(name), key)) {
        byStatus
            .computeIfAbsent(types.get(name).get("status").asString(), s -> new ArrayList<>())
            .add(name);
      }
    }
    Map<String, ApiResponse> responses = new TreeMap<>();
    byStatus.forEach(
        (status, names) -> {
          MediaType media =
              new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + SCHEMA));
          names.forEach(
              name -> media.addExamples(name, new Example().$ref("#/components/examples/" + name)));
          responses.put(
              status,
              new ApiResponse()
                  .description(words(names))
                  .content(new Content().addMediaType(MEDIA_TYPE, media)));
        });
    return responses;
  }

  /** Everywhere unless it says where; there by a part of method and path. */
  private static boolean concerns(JsonNode type, String key) {
    if (!type.has("at")) {
      return true;
    }
    for (JsonNode part : type.get("at")) {
      if (key.contains(part.asString())) {
        return true;
      }
    }
    return false;
  }

  private static String words(List<String> names) {
    return String.join(", ", names.stream().map(n -> "`" + n + "`").toList());
  }

  private Example example(String name, JsonNode type) {
    ObjectNode body = json.createObjectNode();
    int status = type.get("status").asInt();
    body.put("type", Problems.PREFIX + name);
    body.put("title", HttpStatus.valueOf(status).getReasonPhrase());
    body.put("status", status);
    for (String member : List.of("detail", "field", "value", "advice")) {
      if (type.has(member)) {
        body.set(member, type.get(member));
      }
    }
    if (type.has("more")) {
      body.setAll((ObjectNode) type.get("more"));
    }
    return new Example().value(json.treeToValue(body, Object.class));
  }

  private static Schema<?> schema(List<String> names) {
    Schema<?> type =
        new StringSchema()
            .description("Stable; these are known: " + words(names) + ".")
            .example(Problems.PREFIX + "bad-field");
    return new ObjectSchema()
        .description("RFC 9457 problem")
        .addProperty("type", type)
        .addProperty("title", new StringSchema().example("Bad Request"))
        .addProperty("status", new IntegerSchema().example(400))
        .addProperty(
            "detail", new StringSchema().example("lat (121.4) must be between -90 and 90."))
        .addProperty("instance", new StringSchema().example("/api/v1/observations"))
        .addProperty("field", new StringSchema().example("lat"))
        .addProperty("value", new Schema<>().description("the value at fault").example(121.4))
        .addProperty(
            "advice", new StringSchema().example("Maybe latitude and longitude are swapped."));
  }
}
