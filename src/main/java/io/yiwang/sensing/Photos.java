package io.yiwang.sensing;

import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The store of evidence photos: JPEG, PNG or WebP of at most 10 MiB, without the place tags the
 * camera wrote.
 */
public interface Photos {

  /** The largest photo taken, in bytes. */
  int MAX_BYTES = 10 << 20;

  /** The largest picture taken, in pixels; phones take up to 50 million. */
  long MAX_PIXELS = 64_000_000;

  /**
   * Keeps the photo and answers its id; the same bytes have the same id.
   *
   * @throws io.yiwang.house.Problem if it is too large or not one of the three formats by its first
   *     bytes
   */
  String store(InputStream bytes, @Nullable String contentType);

  /** The photo of this id. */
  Photo get(String id);

  /**
   * Where the web finds the photo of this id; what is an address already (Open311 sends those)
   * stays as it is.
   */
  static String url(String id) {
    return id.contains("://") ? id : "/api/v1/photos/" + id;
  }

  /** A stored photo. */
  record Photo(Path file, String contentType) {}
}
