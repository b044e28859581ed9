package io.yiwang.house;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/**
 * Moments in addresses are written with their offset (ISO 8601); a bare number is no moment, whose
 * length would tell whether it was understood.
 */
@Component
class IsoMoment implements Converter<String, @Nullable Instant> {
  @Override
  public @Nullable Instant convert(String text) {
    return text.isBlank() ? null : OffsetDateTime.parse(text.strip()).toInstant();
  }
}
