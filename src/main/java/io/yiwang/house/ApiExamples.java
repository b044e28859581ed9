package io.yiwang.house;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Adds the example bodies of {@code openapi/examples.yaml} and the example answers of {@code
 * openapi/answers.yaml} to the description of the API.
 */
@Component
class ApiExamples implements OpenApiCustomizer {
  private final JsonMapper json;

  ApiExamples(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void customise(OpenAPI api) {
    JsonNode bodies = read("openapi/examples.yaml");
    JsonNode answers = read("openapi/answers.yaml");
    api.getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach(
                        (method, operation) -> {
                          addBody(bodies.get(key(method, path)), operation);
                          addAnswer(answers.get(key(method, path)), operation);
                        }));
  }

  static String key(PathItem.HttpMethod method, String path) {
    return method.name().toLowerCase(Locale.ROOT) + " " + path;
  }

  private void addBody(@Nullable JsonNode byMediaType, Operation operation) {
    if (byMediaType == null || operation.getRequestBody() == null) {
      return;
    }
    operation
        .getRequestBody()
        .getContent()
        .forEach((type, media) -> add(byMediaType.get(type), media));
  }

  private void addAnswer(@Nullable JsonNode answer, Operation operation) {
    operation
        .getResponses()
        .forEach(
            (status, response) -> {
              if (status.startsWith("2") && response.getContent() != null) {
                response.getContent().forEach((type, media) -> add(answer, media));
              }
            });
  }

  private void add(@Nullable JsonNode example, MediaType media) {
    if (example != null && media.getExample() == null && media.getExamples() == null) {
      media.setExample(
          example.isString() ? example.asString() : json.treeToValue(example, Object.class));
    }
  }

  static JsonNode read(String file) {
    try (InputStream in = new ClassPathResource(file).getInputStream()) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(file + " must be on the class path.", e);
    }
  }
}
