package io.yiwang.browser;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.yiwang.house.SystemDuty;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Puts the canaries into the city before the first browser test, reads the log, and fails the test
 * during which a word came out.
 */
final class CanaryWatch implements BeforeAllCallback, AfterTestExecutionCallback {
  private static final String NAME = "canaries";

  @Override
  public void beforeAll(ExtensionContext context) {
    ApplicationContext beans = SpringExtension.getApplicationContext(context);
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    if (root.getAppender(NAME) == null) {
      LogReader reader = new LogReader();
      reader.setName(NAME);
      reader.setContext(root.getLoggerContext());
      reader.start();
      root.addAppender(reader);
    }
    SystemDuty.run(() -> CanaryStreet.settle(beans));
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    assertThat(Canary.leaks()).as("words that came to somebody who may not see them").isEmpty();
  }

  private static final class LogReader extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      String text = event.getFormattedMessage();
      if (event.getThrowableProxy() != null) {
        text += ThrowableProxyUtil.asString(event.getThrowableProxy());
      }
      Canary.search(text, "the log of " + event.getLoggerName());
    }
  }
}
