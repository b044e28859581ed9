package io.yiwang.vision.desk;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.People;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.vision.cameras.Camera;
import io.yiwang.vision.cameras.CameraDraft;
import io.yiwang.vision.cameras.CameraRights;
import io.yiwang.vision.cameras.Cameras;
import io.yiwang.vision.patrol.Patrol;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The registry of cameras. */
@RestController
@RequestMapping("/api/v1/cameras")
@Tag(name = "Cameras", description = "The cameras of the city, and what they see")
final class CamerasController {
  private static final int MOST = 500;

  private final Cameras cameras;
  private final CameraRights rights;
  private final CameraChecks checks;
  private final CameraViews views;
  private final Patrol patrol;
  private final People people;

  CamerasController(
      Cameras cameras,
      CameraRights rights,
      CameraChecks checks,
      CameraViews views,
      Patrol patrol,
      People people) {
    this.cameras = cameras;
    this.rights = rights;
    this.checks = checks;
    this.views = views;
    this.patrol = patrol;
    this.people = people;
  }

  /** A page of cameras. */
  @Schema(name = "CameraPage")
  record Page(
      List<CameraViews.Item> items,
      long total,
      int page,
      int size,
      @Schema(description = "Whether the caller keeps cameras anywhere") boolean mayAdd) {}

  @Operation(
      summary = "Cameras by code",
      description = "`words` looks in code and name, `region` is the code of a region.")
  @GetMapping
  Page list(
      @Parameter(example = "江苏路") @RequestParam(required = false) @Nullable String words,
      @Parameter(example = "310105002") @RequestParam(required = false) @Nullable String region,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "100") int size) {
    rights.requireReader();
    if (page < 0 || size < 1 || size > MOST) {
      throw Problem.badField("size", size, "must be from 1 to " + MOST + ", page from 0.", null);
    }
    Cameras.Listed listed = cameras.list(words, region, (long) page * size, size);
    return new Page(
        listed.items().stream().map(views::item).toList(),
        listed.total(),
        page,
        size,
        rights.keeps());
  }

  @Operation(summary = "A camera with all that is known of it")
  @GetMapping("/{code}")
  CameraViews.Whole get(@Parameter(example = "jsl-0042") @PathVariable String code) {
    return views.whole(rights.reading(code));
  }

  @Operation(
      summary = "Add a camera",
      description =
          """
          Zones and the four ground points are in parts of the picture's width and height, so they hold whatever the
          size of its pictures. The address of a stream is sealed; nothing shows it again. It must be one that whoever
          runs the platform has allowed.
          """)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  CameraViews.Whole add(@RequestBody CameraForm form) {
    rights.requireKeeper();
    CameraDraft draft = checks.check(form, null);
    requireKeeps(draft);
    long me = people.current().id();
    Camera added =
        SystemDuty.call(() -> cameras.add(draft, me))
            .orElseThrow(
                () ->
                    Problem.conflict(
                        "camera-exists",
                        "There is a camera " + draft.code() + " already.",
                        "Maybe change that one."));
    return views.whole(added);
  }

  @Operation(
      summary = "Change a camera",
      description =
          """
          All of it; only an address that is left out stays what it was. 409 stale-camera when somebody else has changed
          it since.
          """)
  @PutMapping("/{code}")
  CameraViews.Whole change(
      @Parameter(example = "jsl-0042") @PathVariable String code, @RequestBody CameraForm form) {
    Camera present = rights.keeping(code);
    CameraDraft draft = checks.check(form, present);
    requireKeeps(draft);
    Integer version = form.version();
    if (version == null) {
      throw Problem.badField("version", null, "must be the one that was seen.", null);
    }
    long me = people.current().id();
    if (!SystemDuty.call(() -> cameras.change(present.id(), version, draft, me))) {
      throw Problem.conflict(
              "stale-camera",
              "Camera " + code + " has been changed since.",
              "Maybe look at it once more.")
          .with("version", present.version());
    }
    return views.whole(rights.reading(code));
  }

  /** Neither from nor into a region that somebody else keeps. */
  private void requireKeeps(CameraDraft draft) {
    if (!rights.mayChange(draft.regionPath())) {
      throw Problem.forbidden("Your duties do not include cameras at this place.");
    }
  }

  @Operation(
      summary = "Remove a camera",
      description = "With its tracks and counts; cases that it began stay.")
  @DeleteMapping("/{code}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@Parameter(example = "jsl-0042") @PathVariable String code) {
    Camera camera = rights.keeping(code);
    SystemDuty.run(() -> cameras.remove(camera.id()));
  }

  @Operation(
      summary = "What is seen in the latest picture",
      description =
          "Boxes in parts of the picture; `trackId` tells the same thing from picture to picture.")
  @GetMapping("/{code}/sight")
  CameraViews.SightView sight(@Parameter(example = "jsl-0042") @PathVariable String code) {
    Camera camera = rights.looking(code);
    return patrol
        .sight(code)
        .map(sight -> CameraViews.sight(camera, sight))
        .orElseThrow(() -> Problem.notFound("picture of camera", code));
  }
}
