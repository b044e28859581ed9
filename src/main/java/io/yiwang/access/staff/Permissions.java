package io.yiwang.access.staff;

import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.house.SystemDuty;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes who may do what: the platform's own work in one transaction, which commits only when the
 * audit trail has kept it.
 */
@Component
public class Permissions {
  private final TransactionTemplate transaction;
  private final AuditTrail audit;

  Permissions(TransactionTemplate transaction, AuditTrail audit) {
    this.transaction = transaction;
    this.audit = audit;
  }

  /**
   * @param person whose account was changed
   */
  public <T> T change(String dataClass, Supplier<T> work, ToLongFunction<T> person) {
    return SystemDuty.call(
        () ->
            Objects.requireNonNull(
                transaction.execute(
                    status -> {
                      T done = work.get();
                      audit.append(
                          audit
                              .entry(AuditAction.PERMISSION, dataClass)
                              .about("account:" + person.applyAsLong(done)));
                      return done;
                    })));
  }

  public <T> T change(String dataClass, long person, Supplier<T> work) {
    return change(dataClass, work, done -> person);
  }

  void change(String dataClass, long person, Runnable work) {
    change(
        dataClass,
        () -> {
          work.run();
          return person;
        },
        done -> person);
  }
}
