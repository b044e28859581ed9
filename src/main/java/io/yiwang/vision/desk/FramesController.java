package io.yiwang.vision.desk;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.ApiClient;
import io.yiwang.access.ApiKeys;
import io.yiwang.citymap.City;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.sensing.PhotoFormat;
import io.yiwang.vision.Pictures;
import io.yiwang.vision.cameras.Camera;
import io.yiwang.vision.cameras.CameraRights;
import io.yiwang.vision.cameras.Cameras;
import io.yiwang.vision.cameras.SourceKind;
import io.yiwang.vision.patrol.Patrol;
import io.yiwang.vision.patrol.Sight;
import io.yiwang.vision.sources.Shot;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Pictures coming in and going out. */
@RestController
@RequestMapping("/api/v1/cameras/{code}")
@Tag(name = "Cameras")
final class FramesController {
  /** A key with this source may send for all cameras, one with a camera's own only for that. */
  private static final String ALL_CAMERAS = "cameras";

  private static final Duration FUTURE_ALLOWED = Duration.ofMinutes(5);

  private final Cameras cameras;
  private final CameraRights rights;
  private final Patrol patrol;
  private final VeiledPictures pictures;
  private final ApiKeys keys;
  private final City city;
  private final Clock clock;

  FramesController(
      Cameras cameras,
      CameraRights rights,
      Patrol patrol,
      VeiledPictures pictures,
      ApiKeys keys,
      City city,
      Clock clock) {
    this.cameras = cameras;
    this.rights = rights;
    this.patrol = patrol;
    this.pictures = pictures;
    this.keys = keys;
    this.city = city;
    this.clock = clock;
  }

  /** What became of a picture that was sent. */
  @Schema(name = "FrameAnswer")
  record FrameAnswer(
      Instant at,
      @Schema(
              description =
                  "Whether it was looked at; with `wait` only. A newer one may have come meanwhile,"
                      + " and by its schedule a camera may rest")
          @Nullable Boolean looked,
      @Schema(description = "What was seen in it, if it was looked at")
          CameraViews.@Nullable SightView sight) {}

  @Operation(
      summary = "Send a picture of a camera",
      description =
          """
          JPEG, PNG or WebP of at most 10 MiB, later than the one before. Answered at once; with `wait` when it was
          looked at. Of pictures that come faster than they can be looked at only the newest is. With a key of scope
          `observe` whose source is `camera-` and the code, or `cameras`; or by whoever keeps the camera.
          """,
      requestBody =
          @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = "image/jpeg",
                    schema = @Schema(type = "string", format = "binary"))
              }))
  @ApiResponse(responseCode = "200", description = "It was looked at, or let go")
  @ApiResponse(responseCode = "202", description = "It will be looked at")
  @PostMapping("/frames")
  ResponseEntity<FrameAnswer> send(
      @Parameter(example = "jsl-0042") @PathVariable String code,
      @Parameter(
              description = "When it was taken; now if it is not said",
              example = "2026-11-24T08:00:00Z")
          @RequestParam(required = false)
          @Nullable Instant at,
      @RequestParam(defaultValue = "false") boolean wait,
      @Parameter(hidden = true) HttpServletRequest request)
      throws IOException, InterruptedException {
    Camera camera = sender(code);
    if (camera.kind() != SourceKind.UPLOAD) {
      throw Problem.conflict(
          "camera-fetches",
          "The pictures of camera " + code + " are fetched (" + camera.kind() + ") and not sent.",
          "Maybe its source should be UPLOAD.");
    }
    Instant taken = taken(code, at);
    byte[] file = request.getInputStream().readNBytes(Pictures.MAX_BYTES + 1);
    requirePicture(file);
    if (!camera.watches(taken, city.zone())) {
      return ResponseEntity.ok(new FrameAnswer(taken, false, null));
    }
    Shot shot = Shot.file(taken, file);
    if (!wait) {
      patrol.leave(camera, shot);
      return ResponseEntity.status(HttpStatus.ACCEPTED).body(new FrameAnswer(taken, null, null));
    }
    boolean looked = patrol.show(camera, shot);
    Optional<Sight> sight = patrol.sight(code).filter(s -> s.at().equals(taken));
    return ResponseEntity.ok(
        new FrameAnswer(taken, looked, sight.map(s -> CameraViews.sight(camera, s)).orElse(null)));
  }

  /** What can be told without unfolding it. */
  private static void requirePicture(byte[] file) {
    if (file.length > Pictures.MAX_BYTES) {
      throw Problem.badField(
          "body",
          ">" + Pictures.MAX_BYTES,
          "must have at most 10 MiB.",
          "Maybe send a smaller one.");
    }
    if (PhotoFormat.of(file) == null) {
      throw Problem.badField(
          "body", file.length, "must be a JPEG, PNG or WebP file.", "Maybe it was cut off.");
    }
  }

  private Camera sender(String code) {
    ApiClient client = keys.findCurrent().orElse(null);
    if (client == null) {
      return rights.keeping(code);
    }
    if (!client.source().equals(ALL_CAMERAS) && !client.source().equals("camera-" + code)) {
      throw Problem.forbidden("The key of " + client.source() + " is not one of this camera.");
    }
    return SystemDuty.call(() -> cameras.find(code))
        .orElseThrow(() -> Problem.notFound("camera", code));
  }

  private Instant taken(String code, @Nullable Instant at) {
    Instant now = clock.instant();
    Instant taken = at == null ? now : at;
    if (taken.isAfter(now.plus(FUTURE_ALLOWED))) {
      throw Problem.badField(
          "at", taken, "must not lie in the future.", "Maybe the camera's clock is wrong.");
    }
    Optional<Instant> last = patrol.sight(code).map(Sight::at);
    if (last.isPresent() && !taken.isAfter(last.get())) {
      throw Problem.badField(
          "at",
          taken,
          "must be later than the picture before (" + last.get() + ").",
          "Maybe two senders use the same camera.");
    }
    return taken;
  }

  @Operation(
      summary = "The latest picture, veiled",
      description =
          """
          Faces, number plates and privacy zones are made unrecognisable before anybody sees it. `ETag` changes with
          every picture.
          """)
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")))
  @GetMapping(path = "/picture", produces = MediaType.IMAGE_JPEG_VALUE)
  @Nullable ResponseEntity<byte[]> picture(
      @Parameter(example = "jsl-0042") @PathVariable String code,
      @Parameter(hidden = true) WebRequest request)
      throws InterruptedException {
    Camera camera = rights.looking(code);
    Sight sight = pictures.sight(camera);
    String tag = sight.at().toEpochMilli() + "-" + camera.version();
    if (request.checkNotModified(tag)) {
      return null;
    }
    return ResponseEntity.ok()
        .eTag("\"" + tag + "\"")
        .cacheControl(CacheControl.noCache().cachePrivate())
        .contentType(MediaType.IMAGE_JPEG)
        .body(pictures.jpeg(camera, sight));
  }
}
