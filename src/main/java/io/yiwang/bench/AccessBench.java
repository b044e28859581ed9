package io.yiwang.bench;

import java.util.Arrays;
import java.util.List;

/** What protecting people costs. */
final class AccessBench {
  private static final int AUDIT_ENTRIES = 500_000;
  private static final String REGISTRY_SCALE = "0.01";

  private AccessBench() {}

  /** Options: any of {@code decisions}, {@code secured} and {@code audit}; none is all three. */
  static void run(String[] options) throws Exception {
    List<String> parts =
        options.length == 0 ? List.of("decisions", "secured", "audit") : Arrays.asList(options);
    if (parts.contains("decisions")) {
      DecisionBench.run();
    }
    if (parts.contains("secured")) {
      SecuredBench.run(REGISTRY_SCALE);
    }
    if (parts.contains("audit")) {
      AuditBench.run(AUDIT_ENTRIES);
    }
  }
}
