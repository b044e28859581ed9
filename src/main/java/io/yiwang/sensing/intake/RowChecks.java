package io.yiwang.sensing.intake;

import io.yiwang.kernel.Coordinates;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.Observation;
import io.yiwang.sensing.ObservationDraft;
import io.yiwang.sensing.PriorHandling;
import io.yiwang.sensing.RowProblem;
import io.yiwang.sensing.Sighting;
import io.yiwang.sensing.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules a row must meet to become an observation. */
final class RowChecks {
  static final Duration FUTURE_ALLOWED = Duration.ofMinutes(5);
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final int KEY_CHARS = 200;
  private static final int DESCRIPTION_CHARS = 4_000;
  private static final int SHORT_CHARS = 500;
  private static final int PHOTOS = 20;
  private static final int ATTRIBUTES = 50;

  private final CityView city;

  RowChecks(CityView city) {
    this.city = city;
  }

  /** Exactly one of the two is given. */
  record Checked(@Nullable Observation observation, @Nullable RowProblem problem) {
    static Checked bad(RowProblem problem) {
      return new Checked(null, problem);
    }
  }

  Checked check(Source source, ObservationDraft draft, Instant now) {
    RowProblem problem = key(draft.key());
    if (problem == null) {
      problem = time(draft.observedAt(), now);
    }
    if (problem == null) {
      problem = texts(draft);
    }
    if (problem == null) {
      problem = prior(source, draft.attributes());
    }
    if (problem == null) {
      problem = weightAndClears(draft);
    }
    if (problem == null && draft.sighting() == Sighting.APART) {
      problem = apart(source, draft);
    }
    if (problem != null) {
      return Checked.bad(problem);
    }
    String classCode = draft.classCode() == null ? null : city.classCode(draft.classCode());
    if (classCode == null) {
      return Checked.bad(unknownClass(draft.classCode()));
    }
    return located(source, draft, classCode, now);
  }

  private Checked located(Source source, ObservationDraft draft, String classCode, Instant now) {
    RowProblem problem = coordinates(draft);
    if (problem != null) {
      return Checked.bad(problem);
    }
    GeoPoint point = point(draft);
    String region = city.region(point);
    if (region == null) {
      return Checked.bad(outside(draft));
    }
    Channel channel = draft.channel() == null ? source.channel() : draft.channel();
    String key = draft.key();
    Instant observedAt = draft.observedAt();
    if (key == null || observedAt == null) {
      throw new IllegalStateException("key and time were checked before the place.");
    }
    return new Checked(
        new Observation(
            ObservationId.of(source.name(), key),
            source.name(),
            key,
            channel,
            draft.sighting() == null ? Sighting.OBSERVED : draft.sighting(),
            classCode,
            point,
            region,
            observedAt.truncatedTo(ChronoUnit.MILLIS),
            now,
            Double.isNaN(draft.weight()) ? weight(channel) : draft.weight(),
            draft.componentId(),
            draft.trackId(),
            draft.clears() == null ? null : ObservationId.parse(draft.clears()),
            draft.description(),
            draft.address(),
            draft.photos(),
            draft.attributes()),
        null);
  }

  /**
   * What one row proves alone unless it says otherwise: people are believed, machines need company.
   */
  static double weight(Channel channel) {
    return switch (channel) {
      case HOTLINE, RESIDENT, WORKER, OPEN311, FEED, SYSTEM -> 1.0;
      case CAMERA, SENSOR -> 0.6;
    };
  }

  private static @Nullable RowProblem key(@Nullable String key) {
    if (key == null || key.isBlank()) {
      return RowProblems.missing(
          "missing-key",
          "key",
          "Maybe the source has a column that tells its rows apart; without one a repeat cannot be"
              + " recognised.");
    }
    if (key.length() > KEY_CHARS || hasControl(key, false)) {
      return RowProblems.of(
          "bad-key",
          "key",
          key,
          "must have at most " + KEY_CHARS + " characters, none of them control characters.",
          "Maybe the whole row was used as its key.");
    }
    return null;
  }

  private static @Nullable RowProblem time(@Nullable Instant observedAt, Instant now) {
    if (observedAt == null) {
      return RowProblems.missing(
          "missing-time", "observedAt", "Maybe the time has another name in this source.");
    }
    if (observedAt.isAfter(now.plus(FUTURE_ALLOWED))) {
      return RowProblems.of(
          "future-time",
          "observedAt",
          observedAt,
          "must not be more than 5 minutes from now (" + now + ").",
          "Maybe local time was sent as UTC, or the sender's clock is wrong.");
    }
    if (observedAt.isBefore(EARLIEST)) {
      return RowProblems.of(
          "bad-time",
          "observedAt",
          observedAt,
          "must not be before 1900.",
          "Maybe day, month and year were read in another order.");
    }
    return null;
  }

  private static @Nullable RowProblem texts(ObservationDraft draft) {
    RowProblem problem = text("description", draft.description(), DESCRIPTION_CHARS);
    problem = problem != null ? problem : text("address", draft.address(), SHORT_CHARS);
    problem = problem != null ? problem : text("componentId", draft.componentId(), KEY_CHARS);
    problem = problem != null ? problem : text("trackId", draft.trackId(), KEY_CHARS);
    problem = problem != null ? problem : text("class", draft.classCode(), KEY_CHARS);
    problem = problem != null ? problem : photos(draft.photos());
    return problem != null ? problem : attributes(draft.attributes());
  }

  private static @Nullable RowProblem photos(List<String> photos) {
    if (photos.size() > PHOTOS) {
      return tooMany("photos", photos.size(), PHOTOS);
    }
    for (String photo : photos) {
      RowProblem problem = text("photos", photo, SHORT_CHARS);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static @Nullable RowProblem attributes(Map<String, String> attributes) {
    if (attributes.size() > ATTRIBUTES) {
      return tooMany("attributes", attributes.size(), ATTRIBUTES);
    }
    for (var attribute : attributes.entrySet()) {
      RowProblem problem = text("attributes", attribute.getKey(), KEY_CHARS);
      if (problem == null) {
        problem = text("attributes." + attribute.getKey(), attribute.getValue(), 1_000);
      }
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  /** What another system did about a matter decides about its case, so only imports may say it. */
  private static @Nullable RowProblem prior(Source source, Map<String, String> attributes) {
    for (var attribute : attributes.entrySet()) {
      String name = attribute.getKey();
      if (name.startsWith(PriorHandling.PREFIX)
          && !(source.imports() && PriorHandling.understands(name, attribute.getValue()))) {
        return RowProblems.of(
            "bad-field",
            "attributes." + name,
            attribute.getValue(),
            "must be what an import says of the system its records come from.",
            "Maybe give the attribute another name.");
      }
    }
    return null;
  }

  private static RowProblem tooMany(String field, int size, int most) {
    return RowProblems.of(
        "too-many", field, size, "must be at most " + most + ".", "Maybe rows were joined.");
  }

  private static @Nullable RowProblem text(String field, @Nullable String value, int most) {
    if (value == null) {
      return null;
    }
    if (value.length() > most) {
      return RowProblems.of(
          "too-long",
          field,
          value.length() + " characters",
          "must have at most " + most + ".",
          "Maybe a quote is missing and several rows became one.");
    }
    if (hasControl(value, true)) {
      return RowProblems.of(
          "bad-text",
          field,
          value.replace('\0', '?'),
          "must not contain control characters.",
          "Maybe binary data was sent as text.");
    }
    return null;
  }

  /** Half a character (a lone surrogate) counts too: it cannot be written as UTF-8. */
  private static boolean hasControl(String text, boolean linesAllowed) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && !(linesAllowed && (c == '\n' || c == '\r' || c == '\t'))) {
        return true;
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || ++i == text.length()
            || !Character.isLowSurrogate(text.charAt(i))) {
          return true;
        }
      }
    }
    return false;
  }

  private static @Nullable RowProblem weightAndClears(ObservationDraft draft) {
    double weight = draft.weight();
    if (!Double.isNaN(weight) && !(weight >= 0 && weight <= 1)) {
      return RowProblems.of(
          "bad-field",
          "weight",
          weight,
          "must be between 0 and 1.",
          "Maybe it is a percentage; divide by 100.");
    }
    if (draft.clears() != null && !isUuid(draft.clears())) {
      return RowProblems.of(
          "bad-field",
          "clears",
          draft.clears(),
          "must be the id of an incident.",
          "Maybe the case number was sent instead of the incident's id.");
    }
    return null;
  }

  private static @Nullable RowProblem apart(Source source, ObservationDraft draft) {
    if (source.channel() == Channel.SYSTEM && draft.clears() != null) {
      return null;
    }
    return RowProblems.of(
        "bad-field",
        "sighting",
        draft.sighting(),
        "must be OBSERVED or CLEARED.",
        "Maybe split the case instead; the platform tells correlation.");
  }

  private static boolean isUuid(String text) {
    try {
      return text.length() == 36 && UUID.fromString(text).version() > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private RowProblem unknownClass(@Nullable String code) {
    if (code == null) {
      return RowProblems.missing(
          "missing-class", "class", "Maybe the mapping gives this type no class.");
    }
    List<String> near = city.nearClasses(code);
    return RowProblems.of(
        "unknown-class",
        "class",
        code,
        "must be a matter class of the catalogue.",
        near.isEmpty()
            ? "Maybe it is another city's code; GET /api/v1/catalogue/classes lists ours."
            : "Maybe " + String.join(" or ", near) + " is meant.");
  }

  private @Nullable RowProblem coordinates(ObservationDraft draft) {
    if (Double.isNaN(draft.lat()) || Double.isNaN(draft.lng())) {
      return RowProblems.missing(
          "missing-place",
          Double.isNaN(draft.lat()) ? "lat" : "lng",
          "Maybe the address was never geocoded.");
    }
    boolean possible = Math.abs(draft.lat()) <= 90 && Math.abs(draft.lng()) <= 180;
    return possible ? null : outside(draft);
  }

  private RowProblem outside(ObservationDraft draft) {
    String value = draft.lat() + ", " + draft.lng();
    if (Math.abs(draft.lng()) <= 90
        && Math.abs(draft.lat()) <= 180
        && city.region(new GeoPoint(draft.lng(), draft.lat())) != null) {
      return RowProblems.of(
          "swapped-coordinates",
          "lat",
          value,
          "must be inside the city, and is when lat and lng change places.",
          "Maybe lat and lng are swapped: lat is the one between -90 and 90 from the equator.");
    }
    return RowProblems.of(
        "outside-city",
        "lat",
        value,
        "must be inside the city.",
        "Maybe the coordinates are projected metres or of another city.");
  }

  /** To about a centimetre, the form the log carries. */
  private static GeoPoint point(ObservationDraft draft) {
    GeoPoint exact = Coordinates.toWgs84(draft.lat(), draft.lng(), draft.datum());
    return GeoPoint.ofE7(exact.latE7(), exact.lngE7());
  }
}
