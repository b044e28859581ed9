package io.yiwang.citymap.survey;

import io.yiwang.access.Person;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentClass;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.SurveyPhotos;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.Layer;
import io.yiwang.citymap.components.Layers;
import io.yiwang.citymap.survey.Proposal.Kind;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.GeoPoint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes in what a phone proposes: checks it, and keeps it once however often it is sent. */
@org.springframework.stereotype.Component
class SurveyIntake {
  private static final int MOST_PHOTOS = 5;
  private static final int LONGEST_NOTE = 1_000;
  private static final int LONGEST = 100;
  private static final String FIVE_DIGITS = "\\d{5}";

  private final SurveyRights rights;
  private final Regions regions;
  private final Layers layers;
  private final ComponentReader reader;
  private final SurveyPhotos photos;
  private final Proposals proposals;
  private final ProposalBook book;
  private final TransactionTemplate transaction;

  SurveyIntake(
      SurveyRights rights,
      Regions regions,
      Layers layers,
      ComponentReader reader,
      SurveyPhotos photos,
      Proposals proposals,
      ProposalBook book,
      TransactionTemplate transaction) {
    this.rights = rights;
    this.regions = regions;
    this.layers = layers;
    this.reader = reader;
    this.photos = photos;
    this.proposals = proposals;
    this.book = book;
    this.transaction = transaction;
  }

  /**
   * What a phone proposes.
   *
   * @param key made on the phone, new for every proposal
   * @param component 17 digits, of all but what is new
   * @param knownFrom the version of the component that was seen
   * @param classCode of what is new
   * @param accuracy metres, of a place the phone found; null when it was picked on the map
   * @param at when somebody stood there
   */
  record Wanted(
      @Nullable String key,
      @Nullable Kind kind,
      @Nullable String component,
      @Nullable Instant knownFrom,
      @Nullable String classCode,
      @Nullable Double lat,
      @Nullable Double lng,
      @Nullable Float accuracy,
      @Nullable ComponentState state,
      @Nullable String name,
      @Nullable String note,
      @Nullable List<String> photos,
      @Nullable Instant at) {}

  Proposal take(Wanted wanted) {
    rights.requireProposer();
    Person me = rights.me();
    String key = text("key", wanted.key, LONGEST);
    if (key == null) {
      throw Problem.badField("key", null, "must be given, new for every proposal.", null);
    }
    var known = proposals.byKey(me.id(), key);
    if (known.isPresent()) {
      return known.get();
    }
    Kind kind = wanted.kind;
    if (kind == null) {
      throw Problem.badField("kind", null, "must be NEW, MOVED, CHANGED or GONE.", null);
    }
    Proposal checked = kind == Kind.NEW ? ofNew(wanted, me) : ofKnown(wanted, kind, me);
    return SystemDuty.call(
        () -> Objects.requireNonNull(transaction.execute(status -> book.keep(checked, key))));
  }

  private Proposal ofNew(Wanted wanted, Person me) {
    int classNo = classNo(wanted.classCode);
    GeoPoint point = point(wanted.lat, wanted.lng);
    return proposal(wanted, Kind.NEW, null, null, classNo, point, me);
  }

  /** Classes whose things are points and may be spoken of in a region. */
  List<ComponentClass> classes(String path) {
    return layers.names().entrySet().stream()
        .filter(named -> isOfPoints(named.getKey()) && rights.maySee(named.getKey(), path))
        .map(Map.Entry::getValue)
        .toList();
  }

  private boolean isOfPoints(int classNo) {
    Layer layer = layers.ofClass(classNo);
    return layer != null && layer.geometry() == Layer.Shape.POINT;
  }

  /** The number of a class whose things are points. */
  int classNo(@Nullable String code) {
    int classNo = code != null && code.matches(FIVE_DIGITS) ? Integer.parseInt(code) : -1;
    Layer layer = layers.ofClass(classNo);
    if (layer == null || !layers.names().containsKey(classNo)) {
      throw Problem.badField("classCode", code, "must be a class of components.", null);
    }
    if (!isOfPoints(classNo)) {
      throw Problem.badField(
          "classCode",
          code,
          "must be a class of points.",
          "Maybe lines and areas can be imported instead.");
    }
    return classNo;
  }

  private Proposal ofKnown(Wanted wanted, Kind kind, Person me) {
    Component there = component(wanted.component);
    if (kind == Kind.MOVED && there.shape() != null) {
      throw Problem.badField(
          "kind", kind, "cannot be said of a line or an area.", "Maybe import its new shape.");
    }
    if (kind == Kind.CHANGED
        && wanted.state == null
        && text("name", wanted.name, LONGEST) == null) {
      throw Problem.badField("state", null, "or name must be given.", null);
    }
    if (wanted.state == ComponentState.REMOVED) {
      throw Problem.badField("state", wanted.state, "must be one of a thing that is there.", null);
    }
    requireMine(there.point());
    GeoPoint point = kind == Kind.MOVED ? point(wanted.lat, wanted.lng) : there.point();
    Instant seen = wanted.knownFrom == null ? there.knownFrom() : wanted.knownFrom;
    return proposal(wanted, kind, there.id(), seen, there.classNo(), point, me);
  }

  /** What stands under an identifier, as whoever asks may see it. */
  private Component component(@Nullable String id) {
    if (id == null || !id.matches("\\d{17}")) {
      throw Problem.badField("component", id, "must have 17 digits.", null);
    }
    return reader.find(Long.parseLong(id)).orElseThrow(() -> Problem.notFound("component", id));
  }

  private Proposal proposal(
      Wanted wanted,
      Kind kind,
      @Nullable Long component,
      @Nullable Instant knownFrom,
      int classNo,
      GeoPoint point,
      Person me) {
    String path = requireMine(point);
    if (!rights.maySee(classNo, path)) {
      throw Problem.badField("classCode", wanted.classCode, "is not for you to survey.", null);
    }
    Instant now = book.now();
    Instant seen = wanted.at == null || wanted.at.isAfter(now) ? now : wanted.at;
    return new Proposal(
        0,
        kind,
        component,
        knownFrom == null ? null : knownFrom.truncatedTo(ChronoUnit.MICROS),
        classNo,
        point,
        wanted.accuracy == null || !(wanted.accuracy >= 0) ? null : wanted.accuracy,
        kind == Kind.NEW || kind == Kind.CHANGED ? wanted.state : null,
        kind == Kind.NEW || kind == Kind.CHANGED ? text("name", wanted.name, LONGEST) : null,
        text("note", wanted.note, LONGEST_NOTE),
        photos(wanted.photos),
        seen.truncatedTo(ChronoUnit.MICROS),
        now,
        me.id(),
        me.name(),
        path,
        Proposal.Status.OPEN,
        null,
        null,
        null,
        null,
        null);
  }

  static GeoPoint point(@Nullable Double lat, @Nullable Double lng) {
    if (lat == null || lng == null) {
      throw Problem.badField("lat,lng", null, "must be given.", null);
    }
    try {
      return new GeoPoint(lat, lng);
    } catch (IllegalArgumentException e) {
      throw Problem.badField(
          "lat,lng", lat + "," + lng, "must be degrees.", "Maybe they are swapped.");
    }
  }

  /** The path of the region at a place, in which whoever asks may propose. */
  String requireMine(GeoPoint point) {
    String path = regions.locate(point).map(Region::path).orElse("");
    if (path.isEmpty() || !rights.mayPropose(path)) {
      throw Problem.badField(
          "lat,lng",
          point.lat() + "," + point.lng(),
          "must lie in your region.",
          "Maybe tell the colleague of that street.");
    }
    return path;
  }

  private List<String> photos(@Nullable List<String> ids) {
    List<String> all = Objects.requireNonNullElse(ids, List.of());
    if (all.isEmpty() || all.size() > MOST_PHOTOS) {
      throw Problem.badField("photos", all.size(), "must be 1 to " + MOST_PHOTOS + ".", null);
    }
    for (String id : all) {
      if (id == null || !photos.has(id)) {
        throw Problem.badField("photos", id, "must be sent before.", null);
      }
    }
    return all;
  }

  private static @Nullable String text(String field, @Nullable String value, int longest) {
    if (value == null || value.isBlank()) {
      return null;
    }
    String text = value.strip();
    if (text.length() > longest) {
      throw Problem.badField(
          field, text.length(), "must have at most " + longest + " characters.", null);
    }
    return text;
  }
}
