package io.yiwang.citymap.cql;

import org.jspecify.annotations.Nullable;

/** How a table keeps the properties of features. */
public interface Columns {
  /** The SQL expression of a property; null when none has it. */
  @Nullable String expression(String property);

  /**
   * A value as {@link #expression} has it.
   *
   * @return null when no row can have it
   */
  @Nullable Object stored(String property, Object value);

  /** A condition that holds wherever a property has a value that no column keeps. */
  Sql wherever(String property, Object value);
}
