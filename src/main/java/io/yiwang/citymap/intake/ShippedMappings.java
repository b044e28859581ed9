package io.yiwang.citymap.intake;

import io.yiwang.house.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Mappings that come with the program, by name. */
@Component
class ShippedMappings {
  private final Map<String, Shipped> all = new TreeMap<>();

  /** A mapping to begin with. */
  record Shipped(String name, String title, String yaml) {}

  ShippedMappings() {
    try {
      for (Resource file :
          new PathMatchingResourcePatternResolver().getResources("classpath:map/mappings/*.yaml")) {
        String yaml = file.getContentAsString(StandardCharsets.UTF_8);
        String name = String.valueOf(file.getFilename()).replace(".yaml", "");
        MapMapping.of(yaml);
        String title = new YAMLMapper().readTree(yaml).path("title").asString(name);
        all.put(name, new Shipped(name, title, yaml));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Shipped> list() {
    return List.copyOf(all.values());
  }

  String get(String name) {
    Shipped shipped = all.get(name);
    if (shipped == null) {
      throw Problem.badField("knownMapping", name, "must be one of " + all.keySet() + ".", null);
    }
    return shipped.yaml();
  }
}
