package io.yiwang;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

class ModularityTests {
  private final ApplicationModules modules = ApplicationModules.of(Yiwang.class);

  @Test
  void everyModuleKeepsToItsDeclaredNeighbours() {
    modules.verify();
  }

  @Test
  void describesTheModules() {
    new Documenter(modules).writeDocumentation();
  }
}
