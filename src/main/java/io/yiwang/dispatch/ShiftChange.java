package io.yiwang.dispatch;

import io.yiwang.cases.Cases;
import io.yiwang.house.SystemDuty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives cases that came when nobody was on duty to whoever has come on duty since. */
@Component
class ShiftChange {
  private static final int MOST = 500;
  private static final Logger log = LoggerFactory.getLogger(ShiftChange.class);

  private final Cases cases;
  private final Dispatcher dispatcher;
  private final TransactionTemplate transaction;

  ShiftChange(Cases cases, Dispatcher dispatcher, TransactionTemplate transaction) {
    this.cases = cases;
    this.dispatcher = dispatcher;
    this.transaction = transaction;
  }

  @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT30S")
  void look() {
    try {
      SystemDuty.run(
          () ->
              transaction.executeWithoutResult(
                  status -> dispatcher.findWorkers(cases.listUnmanned(MOST))));
    } catch (DataAccessException | TransactionException e) {
      log.warn("Cases without a worker are looked at again later", e);
    }
  }
}
