package io.yiwang.house;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.LoggingSystemFactory;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Logging as {@code application.yaml} says it. A library that carries a {@code logback.xml} at its
 * root (the MQTT broker does) would take it over otherwise.
 */
class OwnLogging extends LogbackLoggingSystem {

  OwnLogging(ClassLoader classLoader) {
    super(classLoader);
  }

  @Override
  protected String[] getStandardConfigLocations() {
    return new String[0];
  }

  /** Asked before Boot's own. */
  @Order(Ordered.HIGHEST_PRECEDENCE)
  static class Factory implements LoggingSystemFactory {
    @Override
    public @Nullable LoggingSystem getLoggingSystem(ClassLoader classLoader) {
      return new OwnLogging(classLoader);
    }
  }
}
