package io.yiwang.registry;

import io.yiwang.house.SystemDuty;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes the registry as the platform, in one transaction. Whoever calls has asked {@link Readers}
 * first what may be changed.
 */
@Component
public class Writes {
  private final TransactionTemplate transaction;

  Writes(TransactionTemplate transaction) {
    this.transaction = transaction;
  }

  public void run(Runnable change) {
    SystemDuty.run(() -> transaction.executeWithoutResult(status -> change.run()));
  }

  public <T extends @Nullable Object> T call(Supplier<T> change) {
    return SystemDuty.call(() -> transaction.execute(status -> change.get()));
  }
}
