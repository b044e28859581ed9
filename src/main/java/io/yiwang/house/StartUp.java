package io.yiwang.house;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Starting the platform is the platform's own work: beans may set up their tables. */
class StartUp implements SpringApplicationRunListener {
  @Override
  public void starting(ConfigurableBootstrapContext bootstrap) {
    SystemDuty.begin();
  }

  @Override
  public void ready(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
    SystemDuty.end();
  }

  @Override
  public void failed(@Nullable ConfigurableApplicationContext context, Throwable failure) {
    SystemDuty.end();
  }
}
