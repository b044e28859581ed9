package io.yiwang.access;

import java.util.regex.Pattern;

/**
 * A column of sealed values; a module declares one bean for each, so that rotation finds them.
 *
 * @param field the name it is sealed under, see {@link Vault}
 * @param table with its schema, e.g. {@code registry.person}
 * @param id the table's primary key, a {@code bigint} or {@code uuid}
 * @param column the {@code bytea} that holds sealed values
 */
public record SealedColumn(String field, String table, String id, String column) {
  private static final Pattern NAME = Pattern.compile("[a-z_]+(\\.[a-z_]+)?");

  public SealedColumn {
    for (String name : new String[] {table, id, column}) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "SealedColumn (" + name + ") must be a plain name. Maybe it has quotes.");
      }
    }
  }
}
