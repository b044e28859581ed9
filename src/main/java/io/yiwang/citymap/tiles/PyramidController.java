package io.yiwang.citymap.tiles;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The pyramid of tiles: what is served, and building it anew. */
@RestController
@RequestMapping("/api/v1/admin/map/pyramid")
@Tag(name = "Map", description = "The digital map of the city")
class PyramidController {
  private final PyramidJob job;

  PyramidController(PyramidJob job) {
    this.job = job;
  }

  @Operation(summary = "The pyramid of tiles that is served and how far a build is")
  @GetMapping
  PyramidJob.Status status() {
    return job.status();
  }

  @Operation(summary = "Build the pyramid of tiles anew")
  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  PyramidJob.Status build() {
    job.request();
    return job.status();
  }
}
