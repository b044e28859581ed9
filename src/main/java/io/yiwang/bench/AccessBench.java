package io.yiwang.bench;

/** What protecting people costs. */
final class AccessBench {
  private static final int AUDIT_ENTRIES = 500_000;

  private AccessBench() {}

  static void run(String[] options) throws Exception {
    DecisionBench.run();
    AuditBench.run(AUDIT_ENTRIES);
  }
}
