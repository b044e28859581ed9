package io.yiwang.citymap.tiles;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A vector tile to be handed out.
 *
 * @param packed compressed with gzip; empty when the tile shows nothing
 * @param etag changes with the content, without quotes
 * @param open whether everybody sees the same, so that it may be kept for others
 */
@SuppressWarnings("ArrayRecordComponent") // handed to one answer, never compared
public record Tile(byte[] packed, String etag, boolean open) {

  public boolean isEmpty() {
    return packed.length == 0;
  }

  /** The tile itself. */
  public byte[] bytes() {
    try {
      return isEmpty() ? packed : Gzip.unpack(packed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
