package io.yiwang.access;

import io.yiwang.house.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What people may need personal data for, from {@code access/purposes.yaml}. */
@Component
public class Purposes {
  private static final String FILE = "access/purposes.yaml";

  private final Map<String, KnownPurpose> byCode = new LinkedHashMap<>();

  /** What a purpose allows to be asked for. */
  public enum Use {
    REVEAL,
    EXPORT
  }

  /**
   * A purpose by its code.
   *
   * @param references kinds of work it may be tied to
   */
  public record KnownPurpose(
      String code, String zh, String en, Set<Use> uses, List<String> references) {}

  Purposes() {
    try (InputStream in = new ClassPathResource(FILE).getInputStream()) {
      new YAMLMapper()
          .readValue(in, new TypeReference<List<KnownPurpose>>() {})
          .forEach(purpose -> byCode.put(purpose.code(), purpose));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " must be on the class path.", e);
    }
  }

  public List<KnownPurpose> list(Use use) {
    return byCode.values().stream().filter(p -> p.uses().contains(use)).toList();
  }

  /** Refuses with 400 what is no purpose of that use. */
  public KnownPurpose get(String code, Use use) {
    KnownPurpose known = byCode.get(code);
    if (known == null || !known.uses().contains(use)) {
      throw Problem.badField(
          "purpose",
          code,
          "must be one of " + list(use).stream().map(KnownPurpose::code).toList() + ".",
          null);
    }
    return known;
  }
}
