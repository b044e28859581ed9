package io.yiwang.cases.book;

import io.yiwang.cases.lifecycle.Case;

/**
 * A case as read from the book, its row locked until the transaction ends.
 *
 * @param lines how many lines its history has
 */
public record Entry(Case subject, int lines) {
  public long id() {
    return subject.id();
  }
}
