package io.yiwang.sensing.reports;

import io.yiwang.house.Problem;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Intake;
import io.yiwang.sensing.IntakeResult;
import io.yiwang.sensing.NearbyMatters;
import io.yiwang.sensing.ObservationDraft;
import io.yiwang.sensing.Photos;
import io.yiwang.sensing.RowProblem;
import io.yiwang.sensing.Source;
import io.yiwang.sensing.filings.Filing;
import io.yiwang.sensing.filings.Filings;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Makes an observation and a filing out of what a resident filled in. */
@Component
final class Reports {
  private static final int MAX_PHOTOS = 3;
  private static final int TRACKING_CHARS = 16;
  private static final String TRACKING_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final Intake intake;
  private final Filings filings;
  private final Photos photos;
  private final ObjectProvider<NearbyMatters> nearby;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Reports(
      Intake intake,
      Filings filings,
      Photos photos,
      ObjectProvider<NearbyMatters> nearby,
      Clock clock) {
    this.intake = intake;
    this.filings = filings;
    this.photos = photos;
    this.nearby = nearby;
    this.clock = clock;
  }

  /**
   * What the form sends; {@code joins} is the number of a case the reporter says it is the same as.
   */
  record Form(
      @Nullable String key,
      @Nullable String classCode,
      @Nullable Double lat,
      @Nullable Double lng,
      @Nullable String description,
      @Nullable String address,
      Filing.Contact contact,
      @Nullable String joins) {}

  /** The same key answers the same filing. */
  Filing file(Source source, Form form, List<MultipartFile> files) {
    if (form.key == null || form.key.isBlank() || form.key.length() > 100) {
      throw Problem.badField(
          "key",
          form.key,
          "must have 1 to 100 characters.",
          "Maybe the page did not make an id for this report.");
    }
    List<String> photoIds = store(files);
    Instant now = clock.instant();
    ObservationDraft draft = draft(form, form.key, now).withEvidence(photoIds, attributes(form));
    IntakeResult.Row row = intake.accept(source, List.of(draft)).rows().getFirst();
    ObservationId id = row.id();
    if (id == null) {
      throw refused(row.problem());
    }
    return filings.keep(
        new Filing(
            id,
            tracking(),
            source.name(),
            form.key,
            String.valueOf(draft.classCode()),
            new GeoPoint(draft.lat(), draft.lng()),
            now,
            draft.description(),
            draft.address(),
            photoIds,
            form.contact));
  }

  private ObservationDraft draft(Form form, String key, Instant now) {
    if (form.joins != null && !form.joins.isBlank()) {
      NearbyMatters matters = nearby.getIfAvailable();
      NearbyMatters.Place place =
          (matters == null
                  ? java.util.Optional.<NearbyMatters.Place>empty()
                  : matters.place(form.joins))
              .orElseThrow(
                  () ->
                      Problem.badField(
                          "joins",
                          form.joins,
                          "must be the number of an open case.",
                          "Maybe it was closed meanwhile; send the report without it."));
      String address = form.address == null ? place.address() : form.address;
      return ObservationDraft.observed(
              key, place.classCode(), place.point().lat(), place.point().lng(), now)
          .withText(form.description, address);
    }
    if (form.classCode == null || form.lat == null || form.lng == null) {
      String field = form.classCode == null ? "class" : form.lat == null ? "lat" : "lng";
      throw Problem.badField(
          field, null, "must be given.", "Maybe the place or the kind was not chosen yet.");
    }
    return ObservationDraft.observed(key, form.classCode, form.lat, form.lng, now)
        .withText(form.description, form.address);
  }

  private static Map<String, String> attributes(Form form) {
    return form.joins == null || form.joins.isBlank() ? Map.of() : Map.of("joins", form.joins);
  }

  private List<String> store(List<MultipartFile> files) {
    if (files.size() > MAX_PHOTOS) {
      throw Problem.badField(
          "photo",
          files.size(),
          "must be at most " + MAX_PHOTOS + ".",
          "Maybe choose the clearest ones.");
    }
    var ids = new ArrayList<String>();
    for (MultipartFile file : files) {
      if (!file.isEmpty()) {
        ids.add(store(file));
      }
    }
    return ids;
  }

  String store(MultipartFile file) {
    try (InputStream bytes = file.getInputStream()) {
      return photos.store(bytes, file.getContentType());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** 78 random bits in an alphabet nobody misreads. */
  private String tracking() {
    var tracking = new StringBuilder(TRACKING_CHARS);
    for (int i = 0; i < TRACKING_CHARS; i++) {
      tracking.append(TRACKING_ALPHABET.charAt(random.nextInt(TRACKING_ALPHABET.length())));
    }
    return tracking.toString();
  }

  private static Problem refused(@Nullable RowProblem problem) {
    if (problem == null) {
      throw new IllegalStateException("A row without id has a problem.");
    }
    return new Problem(
        HttpStatus.BAD_REQUEST,
        problem.type(),
        problem.detail(),
        problem.field(),
        problem.value(),
        problem.advice());
  }
}
