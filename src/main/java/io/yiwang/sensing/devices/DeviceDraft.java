package io.yiwang.sensing.devices;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A device as somebody writes it down, before anything was checked.
 *
 * @param lat degrees of WGS-84; may be left out when there is a component
 * @param component the 17 digits of the component it sits on
 * @param owner code of the unit whose it is
 */
@Schema(name = "DeviceDraft")
public record DeviceDraft(
    @Schema(example = "WL-0007") @Nullable String code,
    @Schema(example = "water-level") @Nullable String model,
    @Schema(example = "江苏路下立交水位计") @Nullable String name,
    @Schema(example = "31.2204") @Nullable Double lat,
    @Schema(example = "121.4310") @Nullable Double lng,
    @Schema(example = "31010501037000042") @Nullable String component,
    @Nullable String owner,
    @Schema(example = "2.4.1") @Nullable String firmware,
    @Schema(example = "2026-03-01") @Nullable String calibratedOn,
    @Nullable Boolean maintenance) {}
