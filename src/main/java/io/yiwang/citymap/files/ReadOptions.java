package io.yiwang.citymap.files;

import org.jspecify.annotations.Nullable;

/**
 * What a file does not say of itself.
 *
 * @param charset of text; null is guessed by the bytes
 * @param delimiter of CSV; null is guessed by the header
 * @param layer which of several tables, or of several shapefiles in an archive
 * @param header whether the first row of CSV names the columns; they are column1, column2 … else
 */
public record ReadOptions(
    @Nullable String charset, @Nullable String delimiter, @Nullable String layer, boolean header) {
  public static final ReadOptions NONE = new ReadOptions(null, null, null, true);
}
