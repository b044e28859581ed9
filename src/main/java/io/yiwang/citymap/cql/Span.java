package io.yiwang.citymap.cql;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A time from its first moment to its last; a day is all of it, a moment begins and ends at once.
 */
record Span(Instant start, Instant end) {

  static Span of(Instant moment) {
    return new Span(moment, moment);
  }

  static Span of(java.time.LocalDate day) {
    return new Span(
        day.atStartOfDay(ZoneOffset.UTC).toInstant(),
        day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1));
  }

  /** Null is without end. */
  static Span between(@Nullable Span start, @Nullable Span end) {
    return new Span(start == null ? Instant.MIN : start.start, end == null ? Instant.MAX : end.end);
  }

  /** Definitions of OGC 21-065r2, clause 7.5. */
  boolean lies(Cql.TemporalRelation relation, Span other) {
    int starts = start.compareTo(other.start);
    int ends = end.compareTo(other.end);
    int startToEnd = start.compareTo(other.end);
    int endToStart = end.compareTo(other.start);
    return switch (relation) {
      case T_AFTER -> startToEnd > 0;
      case T_BEFORE -> endToStart < 0;
      case T_CONTAINS -> starts < 0 && ends > 0;
      case T_DISJOINT -> endToStart < 0 || startToEnd > 0;
      case T_DURING -> starts > 0 && ends < 0;
      case T_EQUALS -> starts == 0 && ends == 0;
      case T_FINISHEDBY -> starts < 0 && ends == 0;
      case T_FINISHES -> starts > 0 && ends == 0;
      case T_INTERSECTS -> endToStart >= 0 && startToEnd <= 0;
      case T_MEETS -> endToStart == 0;
      case T_METBY -> startToEnd == 0;
      case T_OVERLAPPEDBY -> starts > 0 && startToEnd < 0 && ends > 0;
      case T_OVERLAPS -> starts < 0 && endToStart > 0 && ends < 0;
      case T_STARTEDBY -> starts == 0 && ends > 0;
      case T_STARTS -> starts == 0 && ends < 0;
    };
  }
}
