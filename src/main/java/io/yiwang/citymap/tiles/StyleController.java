package io.yiwang.citymap.tiles;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.house.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Styles of the map and what they are drawn with: letters, icons, the legend. */
@RestController
@Tag(name = "Map", description = "The digital map of the city")
class StyleController {
  private static final MediaType PBF = MediaType.parseMediaType("application/x-protobuf");
  private static final CacheControl A_DAY = CacheControl.maxAge(Duration.ofDays(1)).cachePublic();

  private final MapStyle style;
  private final Icons icons;
  private final Glyphs glyphs;

  StyleController(MapStyle style, Icons icons, Glyphs glyphs) {
    this.style = style;
    this.icons = icons;
    this.glyphs = glyphs;
  }

  @Operation(summary = "A MapLibre style, for light rooms or dark ones")
  @GetMapping("/map/styles/{theme}.json")
  ResponseEntity<byte[]> style(@Parameter(example = "dark") @PathVariable String theme) {
    byte[] body = style.bytes(theme(theme), TileController.address());
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noCache())
        .body(body);
  }

  @Operation(summary = "What colours and icons of the styles mean")
  @GetMapping("/map/legend.json")
  List<MapStyle.LegendEntry> legend() {
    return style.legend();
  }

  @Operation(summary = "256 letters as distance fields")
  @GetMapping("/map/glyphs/{stack}/{range}.pbf")
  ResponseEntity<byte[]> glyphs(
      @Parameter(example = "DejaVu Sans Condensed") @PathVariable String stack,
      @Parameter(example = "0-255") @PathVariable String range) {
    int dash = range.indexOf('-');
    String first = dash < 0 ? range : range.substring(0, dash);
    if (!first.matches("\\d{1,6}")) {
      throw Problem.badField("range", range, "must be such as 0-255", null);
    }
    byte[] body = glyphs.range(stack, Integer.parseInt(first));
    return ResponseEntity.ok().contentType(PBF).cacheControl(A_DAY).body(body);
  }

  @Operation(summary = "Where each icon is on the sheet")
  @GetMapping("/map/sprites/{sheet}.json")
  Map<String, Map<String, Object>> index(
      @Parameter(example = "icons@2x") @PathVariable String sheet) {
    return icons.index(ratio(sheet));
  }

  @Operation(summary = "All icons, to be given a colour")
  @GetMapping("/map/sprites/{sheet}.png")
  ResponseEntity<byte[]> sheet(@Parameter(example = "icons@2x") @PathVariable String sheet) {
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_PNG)
        .cacheControl(A_DAY)
        .body(icons.sheet(ratio(sheet)));
  }

  private static int ratio(String sheet) {
    return switch (sheet) {
      case "icons" -> 1;
      case "icons@2x" -> 2;
      default -> throw Problem.notFound("sheet", sheet);
    };
  }

  private static MapStyle.Theme theme(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "light" -> MapStyle.Theme.LIGHT;
      case "dark" -> MapStyle.Theme.DARK;
      default -> throw Problem.notFound("style", name);
    };
  }
}
