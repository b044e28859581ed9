package io.yiwang.citymap.tiles;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.citymap.City;
import io.yiwang.citymap.components.AsOf;
import io.yiwang.house.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Tiles over HTTP: asked for anew each time, sent anew only when another. */
@RestController
@Tag(name = "Map", description = "The digital map of the city")
class TileController {
  static final MediaType MVT = MediaType.parseMediaType("application/vnd.mapbox-vector-tile");

  private final TileService tiles;
  private final City city;

  TileController(TileService tiles, City city) {
    this.tiles = tiles;
    this.city = city;
  }

  @Operation(summary = "What a set of vector tiles holds, as TileJSON")
  @GetMapping("/map/tiles/{set}.json")
  Map<String, Object> tileJson(@Parameter(example = "base") @PathVariable String set) {
    return TileJson.of(set(set), city, address());
  }

  @Operation(
      summary = "A vector tile",
      description =
          "base is everything above ground; pipes what lies below it and everybody may see;"
              + " lifelines gas and power as far as whoever asks may see them; live is base always"
              + " from the database. A tile that shows nothing is 204. asof shows an earlier day"
              + " from zoom 14 on.")
  @GetMapping("/map/tiles/{set}/{z}/{x}/{y}.mvt")
  ResponseEntity<byte[]> tile(
      @Parameter(example = "base") @PathVariable String set,
      @Parameter(example = "14") @PathVariable int z,
      @Parameter(example = "13722") @PathVariable int x,
      @Parameter(example = "6693") @PathVariable int y,
      @RequestParam(required = false) @Nullable String asof,
      @RequestHeader(value = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known,
      @RequestHeader(value = HttpHeaders.ACCEPT_ENCODING, required = false)
          @Nullable String encodings) {
    TileSet wanted = set(set);
    AsOf moment = moment(asof);
    String etag = tiles.etag(wanted, z, x, y, moment);
    if (etag != null && matches(known, etag)) {
      return headed(HttpStatus.NOT_MODIFIED, etag, true).build();
    }
    Tile tile = tiles.tile(wanted, z, x, y, moment);
    if (tile.open() && matches(known, tile.etag())) {
      return headed(HttpStatus.NOT_MODIFIED, tile.etag(), true).build();
    }
    if (tile.isEmpty()) {
      return headed(HttpStatus.NO_CONTENT, tile.etag(), tile.open()).build();
    }
    ResponseEntity.BodyBuilder answer = headed(HttpStatus.OK, tile.etag(), tile.open());
    answer.contentType(MVT);
    boolean gzip = encodings != null && encodings.contains("gzip");
    return gzip
        ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(tile.packed())
        : answer.body(tile.bytes());
  }

  private static ResponseEntity.BodyBuilder headed(HttpStatus status, String etag, boolean open) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(status).header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    return open
        ? answer
            .header(HttpHeaders.CACHE_CONTROL, "no-cache")
            .header(HttpHeaders.ETAG, "\"" + etag + "\"")
        : answer.header(HttpHeaders.CACHE_CONTROL, "private, no-store");
  }

  private static boolean matches(@Nullable String known, String etag) {
    return known != null && known.contains("\"" + etag + "\"");
  }

  /**
   * @param asof a moment such as 2026-10-01T00:00Z, or null for today
   */
  static AsOf moment(@Nullable String asof) {
    if (asof == null || asof.isBlank()) {
      return AsOf.NOW;
    }
    try {
      Instant at = OffsetDateTime.parse(asof).toInstant();
      return AsOf.valid(at);
    } catch (DateTimeException e) {
      throw Problem.badField(
          "asof", asof, "must be a moment with its offset", "Maybe 2026-10-01T00:00Z.");
    }
  }

  private static TileSet set(String path) {
    return TileSet.of(path).orElseThrow(() -> Problem.notFound("set of tiles", path));
  }

  /** Where this server was reached. */
  static String address() {
    return ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
  }
}
