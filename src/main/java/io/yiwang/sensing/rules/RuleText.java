package io.yiwang.sensing.rules;

import io.yiwang.house.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Rules as text: JSON for the table, YAML for people. */
@Component
public class RuleText {
  private static final String SHIPPED = "/sensing/rules.yaml";

  private final JsonMapper json;
  private final YAMLMapper yaml =
      YAMLMapper.builder()
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
          .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  RuleText(JsonMapper json) {
    this.json = json;
  }

  String json(SensorRule rule) {
    return json.writeValueAsString(rule);
  }

  SensorRule ofJson(String text) {
    return json.readValue(text, SensorRule.class);
  }

  String yaml(SensorRule rule) {
    return yaml.writeValueAsString(rule);
  }

  /** A rule somebody wrote; 400 with the line when it cannot be read. */
  SensorRule ofYaml(String text) {
    try {
      return yaml.readValue(text, SensorRule.class);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw Problem.badField(
          "yaml", "line " + line, "cannot be read: " + e.getOriginalMessage(), null);
    }
  }

  /** The rules that are shipped. */
  SensorRule[] shipped() {
    try (InputStream in = RuleText.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IllegalStateException(SHIPPED + " is not in the jar.");
      }
      return yaml.readValue(in, SensorRule[].class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
