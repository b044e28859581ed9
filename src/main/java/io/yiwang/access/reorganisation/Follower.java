package io.yiwang.access.reorganisation;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A module whose rows need more than the path or code of their successor written on them, which
 * {@link Following} does for every table. Works in the caller's transaction, in which the temporary
 * tables {@code path_move (was, now, shared)} and {@code code_move (was, now, path, rank, classes)}
 * tell the succession.
 */
public interface Follower {
  /** How much would follow, by what people call it. */
  Map<String, Long> count(Succession succession);

  /** Follows, before the rest does; marks its rows with the reorganisation. */
  default void follow(Succession succession, long reorganisation, Instant now) {}

  /** Takes back what it did. */
  default void unfollow(Succession succession, long reorganisation, Instant now) {}

  /** What has been added by people since, to regions or units of these codes. */
  default long added(Set<String> codes, Succession succession, Instant since) {
    return 0;
  }

  /** Once more, for rows that somebody wrote with old facts meanwhile; may be repeated. */
  default void sweep(Succession succession) {}

  /** The transaction has been committed: what is remembered is read anew. */
  default void settled() {}
}
