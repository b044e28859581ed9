package io.yiwang.access;

import java.util.List;

/**
 * Port: whom an account speaks for. Implemented by whoever keeps people and has confirmed that the
 * account is theirs.
 */
public interface OwnSubjects {

  /**
   * The subjects of personal data the account speaks for, e.g. {@code person:17}: as they are kept
   * now first, then under which ids they were kept before; empty when nobody has confirmed it.
   */
  List<String> of(long account);
}
