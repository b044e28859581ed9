package io.yiwang.house;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * How a pump behaves when its consumer throws: again after a growing pause, one record at a time;
 * faults of the surroundings (database away, lock lost) are retried for ever, faults of a record a
 * few times.
 */
final class Retry {
  private static final int FIRST_PAUSE_MILLIS = 50;
  private static final int LONGEST_PAUSE_MILLIS = 5_000;

  private final int tries;
  private int failures;
  private int pause = FIRST_PAUSE_MILLIS;
  private @Nullable RuntimeException error;

  Retry(int tries) {
    this.tries = tries;
  }

  boolean failing() {
    return error != null;
  }

  boolean exhausted() {
    return failures >= tries;
  }

  RuntimeException lastError() {
    if (error == null) {
      throw new IllegalStateException("Nothing failed.");
    }
    return error;
  }

  void succeeded() {
    failures = 0;
    pause = FIRST_PAUSE_MILLIS;
    error = null;
  }

  /** Pauses; false when interrupted. */
  boolean failed(RuntimeException e, Logger log, String consumer) {
    error = e;
    if (!ofTheSurroundings(e)) {
      failures++;
    }
    log.warn("{} failed, trying again in {} ms", consumer, pause, e);
    try {
      Thread.sleep(pause);
    } catch (InterruptedException interrupt) {
      return false;
    }
    pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
    return true;
  }

  private static boolean ofTheSurroundings(RuntimeException e) {
    if (e instanceof TransientDataAccessException
        || e instanceof ConcurrencyFailureException
        || e instanceof DataAccessResourceFailureException
        || e instanceof TransactionException) {
      return true;
    }
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        String state = sql.getSQLState();
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
      }
    }
    return false;
  }
}
