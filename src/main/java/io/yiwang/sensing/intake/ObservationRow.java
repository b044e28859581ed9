package io.yiwang.sensing.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import io.yiwang.kernel.Datum;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.Sighting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a row of {@code POST /api/v1/observations}, for the API document only: the intake
 * reads tokens.
 */
@Schema(name = "ObservationRow")
record ObservationRow(
    @Schema(
            description = "The source's own key of this row; sent again it is the same observation",
            maxLength = 200)
        String key,
    @Schema(description = "A part of the API key's source, e.g. `hotline/night`")
        @Nullable String source,
    @Schema(description = "Default: the API key's") @Nullable Channel channel,
    @Schema(description = "Default: OBSERVED") @Nullable Sighting sighting,
    @Schema(name = "class", description = "Code of a matter class", example = "06010")
        String classCode,
    @Schema(example = "31.2204") double lat,
    @Schema(example = "121.4310") double lng,
    @Schema(description = "Default: WGS84") @Nullable Datum datum,
    Instant observedAt,
    @Schema(maxLength = 4000) @Nullable String description,
    @Schema(maxLength = 500) @Nullable String address,
    @Nullable String componentId,
    @Nullable String trackId,
    @Schema(description = "Incident a CLEARED row is about") @Nullable String clears,
    @Schema(description = "What this row proves alone, 0 to 1") @Nullable Double weight,
    @Nullable List<String> photos,
    @Nullable Map<String, String> attributes) {

  static final String EXAMPLE =
      """
      [{"key":"2026-000123","class":"06010","lat":31.2204,"lng":121.4310,
        "observedAt":"2026-07-01T08:00:00+08:00","description":"垃圾堆在路边","channel":"HOTLINE"}]\
      """;
}
