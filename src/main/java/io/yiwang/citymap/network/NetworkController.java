package io.yiwang.citymap.network;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pipe networks over HTTP. */
@RestController
@RequestMapping("/api/v1/map/network")
@Tag(name = "Networks")
class NetworkController {
  private final LifelineSight sight;
  private final Tracing tracing;
  private final Bursts bursts;
  private final Digs digs;

  NetworkController(LifelineSight sight, Tracing tracing, Bursts bursts, Digs digs) {
    this.sight = sight;
    this.tracing = tracing;
    this.bursts = bursts;
    this.digs = digs;
  }

  @PostMapping("/trace")
  @Operation(
      summary = "What lies up- or downstream of a pipe, a node or a point",
      description =
          "Ends at shut valves of a network under pressure. Gas and power answer for those who may"
              + " see them.")
  Tracing.Answer trace(@RequestBody Tracing.Request request) {
    sight.requireReader();
    return tracing.trace(request);
  }

  @PostMapping("/burst")
  @Operation(
      summary = "What a burst takes with it: valves to shut, users cut off, tanks to send",
      description =
          "Searches outward until valves that are in order stand in every way; broken ones are"
              + " passed by. Rain and sewage back up instead.")
  Bursts.Answer burst(@RequestBody NetworkPlace place) {
    sight.requireReader();
    return bursts.burst(place);
  }

  @PostMapping("/crossing")
  @Operation(
      summary = "Which pipes cross a line or lie under an area, and how deep, before anyone digs",
      description = "The depth is interpolated along the pipe. The shallowest come first.")
  Digs.Answer crossing(@RequestBody Digs.Request request) {
    sight.requireReader();
    return digs.crossing(request);
  }

  @PostMapping("/under")
  @Operation(summary = "What lies under a point, the shallowest first")
  Digs.Under under(@RequestBody Point point) {
    sight.requireReader();
    return digs.under(point.lng(), point.lat(), point.metres());
  }

  /**
   * A point.
   *
   * @param metres how far around it; 2 when not given
   */
  @Schema(name = "UnderQuery")
  record Point(@Nullable Double lng, @Nullable Double lat, @Nullable Double metres) {}
}
