package io.yiwang.access.consent;

import io.yiwang.house.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The purposes that need consent, from {@code access/consents.yaml}. */
@Component
class ConsentPurposes {
  private static final String FILE = "access/consents.yaml";

  private final Map<String, ConsentPurpose> byCode = new LinkedHashMap<>();

  /** What somebody can agree to. */
  record ConsentPurpose(String code, String zh, String en, String whatZh, String whatEn) {}

  ConsentPurposes() {
    try (InputStream in = new ClassPathResource(FILE).getInputStream()) {
      new YAMLMapper()
          .readValue(in, new TypeReference<List<ConsentPurpose>>() {})
          .forEach(purpose -> byCode.put(purpose.code(), purpose));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " must be on the class path.", e);
    }
  }

  List<ConsentPurpose> list() {
    return List.copyOf(byCode.values());
  }

  void require(String code) {
    if (!byCode.containsKey(code)) {
      throw Problem.badField(
          "purpose", code, "must be one of " + byCode.keySet() + ".", "Maybe it is misspelt.");
    }
  }
}
