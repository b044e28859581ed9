package io.yiwang.vision.review;

import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.MatterClass;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.kernel.RegionLevel;
import io.yiwang.sensing.Photos;
import io.yiwang.vision.Box;
import io.yiwang.vision.review.Confusions.OtherClass;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Candidates as people see them: named, placed, with what they may be instead. */
@Component
class CandidateViews {
  private final Catalogue catalogue;
  private final Regions regions;
  private final Confusions confusions;
  private final ReviewRights rights;
  private final Reviews reviews;

  CandidateViews(
      Catalogue catalogue,
      Regions regions,
      Confusions confusions,
      ReviewRights rights,
      Reviews reviews) {
    this.catalogue = catalogue;
    this.regions = regions;
    this.confusions = confusions;
    this.rights = rights;
    this.reviews = reviews;
  }

  /**
   * A candidate.
   *
   * @param box in pixels of a picture of {@code width} and {@code height}
   * @param photo address of the veiled picture; null once its time is over
   * @param others what it may be instead, the likeliest first
   * @param goneAt when the camera saw the place clear; confirming files nothing then
   * @param sendAt when it is reported unless taken back before
   * @param refusal why the intake did not take it
   */
  record CandidateView(
      long id,
      String camera,
      String ability,
      String version,
      String classCode,
      String classZh,
      String classEn,
      double confidence,
      Box box,
      int width,
      int height,
      @Nullable String photo,
      Instant seenAt,
      double lat,
      double lng,
      String placeZh,
      String placeEn,
      Band band,
      Candidate.Status status,
      @Nullable String saidClass,
      @Nullable String saidZh,
      @Nullable String saidEn,
      @Nullable String decider,
      @Nullable Instant decidedAt,
      @Nullable Instant sendAt,
      @Nullable Instant sentAt,
      @Nullable String refusal,
      @Nullable Instant goneAt,
      List<OtherClass> others,
      boolean mayDecide,
      boolean mayUndo) {}

  List<CandidateView> views(List<Candidate> all) {
    Map<String, List<OtherClass>> others = new HashMap<>();
    return all.stream()
        .map(
            c ->
                view(
                    c,
                    others.computeIfAbsent(
                        c.ability() + "/" + c.version() + "/" + c.classCode(),
                        key -> confusions.of(c))))
        .toList();
  }

  CandidateView view(Candidate c) {
    return view(c, confusions.of(c));
  }

  private CandidateView view(Candidate c, List<OtherClass> others) {
    boolean may = rights.mayDecide(c);
    return new CandidateView(
        c.id(),
        c.camera(),
        c.ability(),
        c.version(),
        c.classCode(),
        name(c.classCode(), MatterClass::nameZh),
        name(c.classCode(), MatterClass::nameEn),
        c.confidence(),
        c.box(),
        c.width(),
        c.height(),
        c.photo() == null ? null : Photos.url(c.photo()),
        c.seenAt(),
        c.point().lat(),
        c.point().lng(),
        place(c.regionPath(), Region::nameZh),
        place(c.regionPath(), Region::nameEn),
        c.band(),
        c.status(),
        c.saidClass(),
        c.saidClass() == null ? null : name(c.saidClass(), MatterClass::nameZh),
        c.saidClass() == null ? null : name(c.saidClass(), MatterClass::nameEn),
        c.decider(),
        c.decidedAt(),
        c.sendAt(),
        c.sentAt(),
        c.refusal(),
        c.goneAt(),
        others,
        may && c.status() == Candidate.Status.OPEN,
        may && reviews.mayUndo(c));
  }

  private String name(String code, Function<MatterClass, String> name) {
    return catalogue.findEver(code).map(name).orElse(code);
  }

  /** Street and neighbourhood. */
  private String place(String path, Function<Region, String> name) {
    String code = path.substring(path.lastIndexOf('.') + 1);
    Optional<Region> region = regions.find(code);
    if (region.isEmpty()) {
      return "";
    }
    List<String> names =
        regions.line(region.get()).stream()
            .filter(r -> r.level() == RegionLevel.STREET || r.level() == RegionLevel.NEIGHBOURHOOD)
            .map(name)
            .toList();
    return names.isEmpty() ? name.apply(region.get()) : String.join(" · ", names);
  }
}
