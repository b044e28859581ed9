package io.yiwang.vision.review;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.MatterClass;
import io.yiwang.house.Problem;
import io.yiwang.vision.Abilities;
import io.yiwang.vision.Ability;
import io.yiwang.vision.Manifest;
import io.yiwang.vision.review.Figures.FigureRow;
import io.yiwang.vision.review.Figures.Stratum;
import io.yiwang.vision.review.Promotions.RoleAct;
import io.yiwang.vision.review.Roles.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What can be seen, how well, and by which version. */
@RestController
@RequestMapping("/api/v1/vision/abilities")
@Tag(name = "Vision")
class AbilitiesController {
  private static final int MOST_DAYS = 3650;
  private static final int LONGEST = 500;

  private final ReviewRights rights;
  private final Abilities abilities;
  private final Catalogue catalogue;
  private final Roles roles;
  private final FigureStore figures;
  private final Promotions promotions;
  private final Clock clock;

  AbilitiesController(
      ReviewRights rights,
      Abilities abilities,
      Catalogue catalogue,
      Roles roles,
      FigureStore figures,
      Promotions promotions,
      Clock clock) {
    this.rights = rights;
    this.abilities = abilities;
    this.catalogue = catalogue;
    this.roles = roles;
    this.figures = figures;
    this.promotions = promotions;
    this.clock = clock;
  }

  /** A matter an ability can see, and from which confidence. */
  record AbilityMatter(
      String label, String classCode, String classZh, String classEn, double low, double high) {}

  /**
   * A version of an ability.
   *
   * @param role null for one that nobody has chosen yet
   * @param figures of the last 30 days; null when it saw nothing
   */
  record AbilityVersion(
      String version,
      @Nullable Role role,
      String licence,
      List<AbilityMatter> matters,
      @Nullable FigureRow figures) {}

  /** An ability with its versions, the newest first. */
  record AbilityView(
      String id,
      String titleZh,
      String titleEn,
      Manifest.Kind kind,
      int everySeconds,
      Manifest.Light light,
      List<AbilityVersion> versions,
      @Nullable ShadowComparison comparison) {}

  /** All abilities. */
  record AbilityList(List<AbilityView> items, boolean mayChoose) {}

  @Operation(
      summary = "What cameras can see, with versions, roles, figures of 30 days and the shadow",
      description =
          """
          precisionFired and precisionCandidates are the shares that people said to be what it was taken for. A recall
          is told only where every band was looked at, and knows nothing of what was seen in no picture at all.
          """)
  @GetMapping
  AbilityList list() {
    rights.requireReader();
    Map<String, List<Manifest>> byId =
        abilities.list().stream()
            .map(Ability::manifest)
            .collect(Collectors.groupingBy(Manifest::id, TreeMap::new, Collectors.toList()));
    return new AbilityList(byId.values().stream().map(this::view).toList(), rights.maySet());
  }

  private AbilityView view(List<Manifest> versions) {
    Manifest any = versions.getFirst();
    roles.active(any.id());
    Map<String, Role> known = roles.of(any.id());
    Instant since = clock.instant().minus(Duration.ofDays(30));
    Map<String, FigureRow> rows =
        rows(any.id(), since, Stratum::version).stream()
            .collect(Collectors.toMap(FigureRow::key, Function.identity()));
    return new AbilityView(
        any.id(),
        any.titleZh(),
        any.titleEn(),
        any.kind(),
        any.everySeconds(),
        any.light(),
        versions.stream()
            .map(
                m ->
                    new AbilityVersion(
                        m.version(),
                        known.get(m.version()),
                        m.licence(),
                        matters(m),
                        rows.get(m.version())))
            .toList(),
        promotions.comparison(any.id()).orElse(null));
  }

  private List<AbilityMatter> matters(Manifest m) {
    return m.matters().stream()
        .map(
            x ->
                new AbilityMatter(
                    x.label(),
                    x.classCode(),
                    name(x.classCode(), MatterClass::nameZh),
                    name(x.classCode(), MatterClass::nameEn),
                    x.low(),
                    x.high()))
        .toList();
  }

  private String name(String code, Function<MatterClass, String> name) {
    return catalogue.findEver(code).map(name).orElse(code);
  }

  /** By what figures are grouped. */
  enum By {
    CLASS,
    CAMERA,
    VERSION
  }

  /** Figures, one row for each. */
  record FigureTable(By by, int days, List<NamedFigures> rows) {}

  /** Figures of one class, camera or version with its name. */
  record NamedFigures(String nameZh, String nameEn, FigureRow figures) {}

  @Operation(summary = "Precision and recall of an ability by class, camera or version")
  @GetMapping("/{id}/figures")
  FigureTable figures(
      @PathVariable String id,
      @RequestParam(defaultValue = "CLASS") By by,
      @RequestParam(required = false) @Nullable String version,
      @RequestParam(defaultValue = "30") int days) {
    rights.requireReader();
    requireKnown(id);
    if (days < 1 || days > MOST_DAYS) {
      throw Problem.badField("days", days, "must be 1 to " + MOST_DAYS + ".", null);
    }
    Function<Stratum, String> key =
        switch (by) {
          case CLASS -> Stratum::classCode;
          case CAMERA -> Stratum::camera;
          case VERSION -> Stratum::version;
        };
    Instant since = clock.instant().minus(Duration.ofDays(days));
    List<NamedFigures> rows =
        Figures.by(
                key,
                figures.seen(id, since).stream().filter(s -> of(version, s.stratum())).toList(),
                figures.said(id, since).stream().filter(s -> of(version, s.stratum())).toList())
            .stream()
            .map(row -> named(by, row))
            .toList();
    return new FigureTable(by, days, rows);
  }

  private static boolean of(@Nullable String version, Stratum s) {
    return version == null || version.isBlank() || s.version().equals(version);
  }

  private NamedFigures named(By by, FigureRow row) {
    return by == By.CLASS
        ? new NamedFigures(
            name(row.key(), MatterClass::nameZh), name(row.key(), MatterClass::nameEn), row)
        : new NamedFigures(row.key(), row.key(), row);
  }

  private List<FigureRow> rows(String ability, Instant since, Function<Stratum, String> key) {
    return Figures.by(key, figures.seen(ability, since), figures.said(ability, since));
  }

  /** Who gave which version which role, and why. */
  record RoleHistory(List<RoleAct> acts) {}

  @Operation(summary = "Who gave which version which role, by which figures and why")
  @GetMapping("/{id}/history")
  RoleHistory history(@PathVariable String id) {
    rights.requireReader();
    requireKnown(id);
    return new RoleHistory(promotions.history(id));
  }

  private void requireKnown(String id) {
    if (abilities.newest(id).isEmpty()) {
      throw Problem.notFound("ability", id);
    }
  }

  /**
   * A role for a version.
   *
   * @param despite promote it although the figures do not say so
   */
  record RoleRequest(
      @Nullable String version,
      @Nullable Role role,
      @Nullable String reason,
      @Nullable Boolean despite) {}

  @Operation(
      summary = "Let a version work, run beside the one that works, or rest",
      description =
          """
          ACTIVE takes the place of the version that works. It needs figures that say so, or worked before, or despite:
          409 figures-insufficient carries the figures. SHADOW runs on the same pictures and files nothing.
          """)
  @PostMapping("/{id}/roles")
  AbilityView give(@PathVariable String id, @RequestBody RoleRequest request) {
    rights.requireSetter();
    requireKnown(id);
    String version = Objects.requireNonNullElse(request.version, "");
    if (abilities.find(id, version).isEmpty()) {
      throw Problem.badField("version", version, "is none of " + id + ".", null);
    }
    if (request.role == null) {
      throw Problem.badField("role", null, "must be ACTIVE, SHADOW or RETIRED.", null);
    }
    String reason = Objects.requireNonNullElse(request.reason, "").strip();
    if (reason.isEmpty() || reason.length() > LONGEST) {
      throw Problem.badField(
          "reason", reason.length(), "must have 1 to " + LONGEST + " characters.", null);
    }
    boolean despite = Boolean.TRUE.equals(request.despite);
    promotions.give(id, version, request.role, reason, despite, rights.me());
    return view(
        abilities.list().stream().map(Ability::manifest).filter(m -> m.id().equals(id)).toList());
  }
}
