package io.yiwang.incidents;

import java.util.concurrent.locks.ReentrantLock;

/**
 * One partition of the log as this process correlates it; whoever looks at the index holds the
 * lock.
 */
record Partition(int number, IncidentIndex index, ReentrantLock lock) {

  Partition(int number, IncidentIndex index) {
    this(number, index, new ReentrantLock());
  }
}
