package io.yiwang.house;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What {@code /api/openapi.json} says about the whole: title, problem type, how to identify
 * oneself.
 */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
  private static final String PROBLEM = "Problem";

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Yiwang")
                .version("v1")
                .description(
                    "One network for a whole city. Every refusal is an RFC 9457 problem with field,"
                        + " value and advice.")
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
        .schemaRequirement(
            "apiKey",
            new SecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER)
                .name("X-Api-Key"))
        .schemaRequirement(
            "session",
            new SecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.COOKIE)
                .name("JSESSIONID"));
  }

  /** Every operation can be refused with a problem; said once here rather than at each. */
  @Bean
  OpenApiCustomizer refusalDescriptions() {
    return api -> {
      api.getComponents().addSchemas(PROBLEM, problemSchema());
      api.getPaths()
          .forEach((path, item) -> item.readOperations().forEach(op -> refusals(path, op)));
    };
  }

  private static void refusals(String path, Operation operation) {
    if (path.startsWith("/open311")) { // GeoReport v2 has an error list of its own
      ApiResponse unknown = new ApiResponse().description("No such resource or format");
      operation.getResponses().putIfAbsent("404", unknown);
      return;
    }
    add(operation, "400", "A field is at fault; the problem names it, its value and gives advice");
    add(operation, "401", "Not signed in, or the API key is not known");
    add(operation, "403", "The duty does not include this");
    if (path.contains("{")) {
      add(operation, "404", "There is no such thing, or it is not yours to see");
    }
  }

  private static void add(Operation operation, String status, String text) {
    if (!operation.getResponses().containsKey(status)) {
      operation
          .getResponses()
          .addApiResponse(
              status,
              new ApiResponse()
                  .description(text)
                  .content(
                      new Content()
                          .addMediaType(
                              "application/problem+json",
                              new MediaType()
                                  .schema(
                                      new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
    }
  }

  private static Schema<?> problemSchema() {
    return new ObjectSchema()
        .description("RFC 9457 problem")
        .addProperty("type", new StringSchema().example("urn:yiwang:problem:bad-field"))
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
