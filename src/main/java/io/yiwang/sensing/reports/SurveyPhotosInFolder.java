package io.yiwang.sensing.reports;

import io.yiwang.citymap.SurveyPhotos;
import io.yiwang.house.Problem;
import io.yiwang.sensing.Photos;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Photos of a survey lie with those of reports. */
@Component
final class SurveyPhotosInFolder implements SurveyPhotos {
  private final Photos photos;

  SurveyPhotosInFolder(Photos photos) {
    this.photos = photos;
  }

  @Override
  public String store(InputStream bytes, @Nullable String contentType) {
    return photos.store(bytes, contentType);
  }

  @Override
  public boolean has(String id) {
    try {
      photos.get(id);
      return true;
    } catch (Problem none) {
      return false;
    }
  }
}
