package io.yiwang.house;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
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

/** Adds the example bodies of {@code openapi/examples.yaml} to the description of the API. */
@Component
class ApiExamples implements OpenApiCustomizer {
  private static final String FILE = "openapi/examples.yaml";

  private final JsonMapper json;

  ApiExamples(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void customise(OpenAPI api) {
    JsonNode examples = read();
    api.getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach(
                        (method, operation) -> add(examples.get(key(method, path)), operation)));
  }

  private static String key(PathItem.HttpMethod method, String path) {
    return method.name().toLowerCase(Locale.ROOT) + " " + path;
  }

  private void add(@Nullable JsonNode byMediaType, Operation operation) {
    if (byMediaType == null || operation.getRequestBody() == null) {
      return;
    }
    operation
        .getRequestBody()
        .getContent()
        .forEach(
            (type, media) -> {
              JsonNode example = byMediaType.get(type);
              if (example != null && media.getExample() == null) {
                media.setExample(
                    example.isString()
                        ? example.asString()
                        : json.treeToValue(example, Object.class));
              }
            });
  }

  private static JsonNode read() {
    try (InputStream in = new ClassPathResource(FILE).getInputStream()) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(FILE + " must be on the class path.", e);
    }
  }
}
