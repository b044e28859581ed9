package io.yiwang.citymap;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Where photos of a survey are kept: the store of evidence, which knows this module. */
public interface SurveyPhotos {

  /**
   * Keeps the photo and answers its id.
   *
   * @throws io.yiwang.house.Problem if it is no photo
   */
  String store(InputStream bytes, @Nullable String contentType);

  /** Whether there is a photo of that id. */
  boolean has(String id);
}
