package io.yiwang;

import io.yiwang.house.SystemDuty;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The thread of a test holds the platform's own duty; what comes over HTTP does not. */
class AsSystem implements BeforeAllCallback, AfterAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    SystemDuty.begin();
    Awaitility.pollInSameThread();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    SystemDuty.end();
  }
}
