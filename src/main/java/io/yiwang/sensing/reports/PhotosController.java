package io.yiwang.sensing.reports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.sensing.Photos;
import java.time.Duration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Evidence photos by id; a photo never changes, so a browser may keep it. */
@RestController
@Tag(name = "Reports")
final class PhotosController {
  private final Photos photos;

  PhotosController(Photos photos) {
    this.photos = photos;
  }

  @Operation(summary = "A photo")
  @GetMapping("/api/v1/photos/{id}")
  ResponseEntity<Resource> photo(@PathVariable String id) {
    Photos.Photo photo = photos.get(id);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(photo.contentType()))
        .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable())
        .body(new FileSystemResource(photo.file()));
  }
}
