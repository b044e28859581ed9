package io.yiwang.citymap.survey;

import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentClass;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.AsOf;
import io.yiwang.citymap.components.ComponentFilter;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.Layers;
import io.yiwang.citymap.survey.Proposal.Kind;
import io.yiwang.citymap.survey.Proposal.Status;
import io.yiwang.kernel.GeoPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proposals as people see them: with the component as the proposer saw it and as it is now, and
 * with what stands so near that it may be the same.
 */
@org.springframework.stereotype.Component
class SurveyViews {
  /** Two things of a class that near may be one. */
  static final double SAME_M = 8;

  private static final int FEW = 5;
  private static final String PHOTOS = "/api/v1/photos/";

  private final ComponentReader reader;
  private final Proposals proposals;
  private final SurveyRights rights;
  private final Layers layers;
  private final Regions regions;

  SurveyViews(
      ComponentReader reader,
      Proposals proposals,
      SurveyRights rights,
      Layers layers,
      Regions regions) {
    this.reader = reader;
    this.proposals = proposals;
    this.rights = rights;
    this.layers = layers;
    this.regions = regions;
  }

  /**
   * A component beside a proposal.
   *
   * @param knownFrom its version
   * @param metres from the place that was asked about
   * @param shaped whether it is a line or an area, which does not move by a point
   */
  record SurveyThing(
      String id,
      String classCode,
      String classZh,
      String classEn,
      @Nullable String name,
      ComponentState state,
      double lat,
      double lng,
      Instant knownFrom,
      double metres,
      boolean shaped) {}

  /**
   * Something that may be the same.
   *
   * @param proposal id of another open proposal, null of a component
   */
  record Lookalike(
      @Nullable String component, @Nullable Long proposal, @Nullable String name, double metres) {}

  /**
   * A proposal.
   *
   * @param before the component as the proposer saw it, null of something new
   * @param now the component as it is, null of something new
   * @param conflict whether it has changed since it was seen
   * @param doubles what stands so near that it may be the same
   * @param others open proposals about the same component
   * @param mayUndo whether the decision can be taken back by whoever asks
   */
  record ProposalView(
      long id,
      Kind kind,
      Status status,
      String classCode,
      String classZh,
      String classEn,
      @Nullable String component,
      @Nullable Instant knownFrom,
      @Nullable SurveyThing before,
      @Nullable SurveyThing now,
      boolean conflict,
      double lat,
      double lng,
      @Nullable Float accuracy,
      @Nullable ComponentState state,
      @Nullable String name,
      @Nullable String note,
      List<String> photos,
      Instant seenAt,
      Instant proposedAt,
      String proposer,
      String regionPath,
      String placeZh,
      String placeEn,
      Proposal.@Nullable ProposalCorrection corrected,
      @Nullable String decider,
      @Nullable Instant decidedAt,
      @Nullable String reason,
      List<Lookalike> doubles,
      long others,
      boolean mayDecide,
      boolean mayUndo) {}

  ProposalView view(Proposal p) {
    Optional<ComponentClass> named = named(p.classNo());
    SurveyThing now = now(p);
    boolean open = p.status() == Status.OPEN;
    boolean decides = rights.mayDecide(p);
    return new ProposalView(
        p.id(),
        p.kind(),
        p.status(),
        p.classCode(),
        named.map(ComponentClass::nameZh).orElse(p.classCode()),
        named.map(ComponentClass::nameEn).orElse(p.classCode()),
        now == null ? null : now.id,
        p.knownFrom(),
        before(p),
        now,
        open && p.kind() != Kind.NEW && (now == null || !now.knownFrom.equals(p.knownFrom())),
        p.point().lat(),
        p.point().lng(),
        p.accuracyM(),
        p.state(),
        p.name(),
        p.note(),
        p.photos().stream().map(id -> PHOTOS + id).toList(),
        p.seenAt(),
        p.proposedAt(),
        p.proposer(),
        p.regionPath(),
        place(p.regionPath(), true),
        place(p.regionPath(), false),
        p.corrected(),
        p.decider(),
        p.decidedAt(),
        p.reason(),
        open && p.kind() == Kind.NEW ? doubles(p.point(), p.classNo(), p.id()) : List.of(),
        open ? proposals.others(p) : 0,
        open && decides,
        decides && (p.status() == Status.ACCEPTED || p.status() == Status.REJECTED));
  }

  private @Nullable SurveyThing now(Proposal p) {
    Long id = p.componentId();
    return id == null ? null : reader.find(id).map(c -> thing(c, p.point())).orElse(null);
  }

  private @Nullable SurveyThing before(Proposal p) {
    Long id = p.componentId();
    Instant known = p.knownFrom();
    return id == null || known == null
        ? null
        : reader.find(id, new AsOf(null, known)).map(c -> thing(c, p.point())).orElse(null);
  }

  SurveyThing thing(Component c, GeoPoint from) {
    Optional<ComponentClass> named = named(c.classNo());
    return new SurveyThing(
        c.idText(),
        c.classCode(),
        named.map(ComponentClass::nameZh).orElse(c.classCode()),
        named.map(ComponentClass::nameEn).orElse(c.classCode()),
        c.name(),
        c.state(),
        c.point().lat(),
        c.point().lng(),
        c.knownFrom(),
        Math.round(c.point().distanceMetres(from) * 10) / 10.0,
        c.shape() != null);
  }

  private Optional<ComponentClass> named(int classNo) {
    return Optional.ofNullable(layers.names().get(classNo));
  }

  /** Components and open proposals of a class right beside a point. */
  List<Lookalike> doubles(GeoPoint point, int classNo, long but) {
    List<Lookalike> doubles = new ArrayList<>();
    reader
        .nearest(point, FEW, SAME_M, ComponentFilter.ofClasses(classNo))
        .forEach(
            near ->
                doubles.add(
                    new Lookalike(
                        near.component().idText(),
                        null,
                        near.component().name(),
                        rounded(near.metres()))));
    proposals.near(point, SAME_M, classNo).stream()
        .filter(near -> near.proposal().id() != but && near.proposal().kind() == Kind.NEW)
        .forEach(
            near ->
                doubles.add(
                    new Lookalike(
                        null,
                        near.proposal().id(),
                        near.proposal().name(),
                        rounded(near.metres()))));
    return doubles;
  }

  private static double rounded(double metres) {
    return Math.round(metres * 10) / 10.0;
  }

  /** Street and neighbourhood of a path, as people say it. */
  private String place(String path, boolean zh) {
    List<String> names = new ArrayList<>();
    for (String code : path.split("\\.")) {
      Optional<Region> region = regions.find(code);
      switch (region.map(Region::level).orElse(null)) {
        case STREET, NEIGHBOURHOOD ->
            names.add(zh ? region.orElseThrow().nameZh() : region.orElseThrow().nameEn());
        case CITY, DISTRICT, GRID -> {}
        case null -> {}
      }
    }
    return String.join(" · ", names);
  }
}
