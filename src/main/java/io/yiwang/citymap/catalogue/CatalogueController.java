package io.yiwang.citymap.catalogue;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.City;
import io.yiwang.citymap.MatterClass;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;

/** The catalogue over HTTP. */
@RestController
@Tag(name = "City")
class CatalogueController {
  private static final int MOST_SUGGESTIONS = 20;
  private static final String EXAMPLE =
      """
      code,name_en,name_zh,limits,keywords
      Street Light Outages,Street light out,路灯不亮,10 WORK_DAY,lamp;street light
      """;

  private final Catalogue catalogue;
  private final CatalogueStore store;
  private final City city;
  private final Clock clock;

  CatalogueController(Catalogue catalogue, CatalogueStore store, City city, Clock clock) {
    this.catalogue = catalogue;
    this.store = store;
    this.city = city;
    this.clock = clock;
  }

  /** A filing condition as the pages see it. */
  record ConditionView(
      long id, int ordinal, String nameZh, String nameEn, int amount, String unit) {}

  /** A matter class as the pages see it. */
  record ClassView(
      String code,
      String nameZh,
      String nameEn,
      String majorZh,
      String majorEn,
      String kind,
      String standardRef,
      List<String> keywords,
      @Nullable String basis,
      int radiusMetres,
      long windowSeconds,
      boolean autoFile,
      List<ConditionView> conditions) {}

  /** What an import did. */
  record ImportResult(int accepted, int rejected, List<CatalogueImport.Reject> rejects) {}

  @Operation(summary = "All matter classes in use, with filing conditions and limits")
  @GetMapping("/api/v1/catalogue/classes")
  List<ClassView> classes() {
    return catalogue.list().stream().map(this::view).toList();
  }

  @Operation(summary = "One matter class; codes of the old edition are converted")
  @GetMapping("/api/v1/catalogue/classes/{code}")
  ClassView matterClass(@PathVariable String code) {
    return catalogue
        .findEver(code)
        .map(this::view)
        .orElseThrow(() -> Problem.notFound("matter class", code));
  }

  @Operation(summary = "Classes a free text may be about, the likeliest first")
  @GetMapping("/api/v1/catalogue/suggest")
  List<ClassView> suggest(
      @Parameter(example = "小区门口路灯不亮") @RequestParam String text,
      @RequestParam(defaultValue = "6") int limit) {
    return catalogue.suggest(text, Math.clamp(limit, 1, MOST_SUGGESTIONS)).stream()
        .map(suggestion -> view(suggestion.matterClass()))
        .toList();
  }

  private ClassView view(MatterClass c) {
    return new ClassView(
        c.code(),
        c.nameZh(),
        c.nameEn(),
        c.majorZh(),
        c.majorEn(),
        c.kind(),
        c.standardRef(),
        c.keywords(),
        catalogue.findBasis(c.code()).orElse(null),
        c.radiusMetres(),
        c.window().toSeconds(),
        c.autoFile(),
        catalogue.conditions(c.code()).stream()
            .map(
                f ->
                    new ConditionView(
                        f.id(),
                        f.ordinal(),
                        f.nameZh(),
                        f.nameEn(),
                        f.limit().amount(),
                        f.limit().unit().name()))
            .toList());
  }

  @Operation(
      summary = "Take over a city's own matter classes",
      description =
          "CSV with a header, or YAML with a list `classes` of maps with the same names: code,"
              + " name_zh, name_en, major_zh, major_en, limits ([name=]4 WORK_HOUR; …), radius_m,"
              + " window_h, evidence, quiet_h, auto_file, confusable, keywords, valid_from,"
              + " valid_to. Good rows are kept, others listed with the reason.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content =
                  @Content(mediaType = "text/csv", examples = @ExampleObject(value = EXAMPLE))))
  @PostMapping("/api/v1/catalogue/import")
  ImportResult importClasses(
      @RequestBody String text,
      @Parameter(description = "Name of the edition", example = "boston-311")
          @RequestParam(defaultValue = "import")
          String standard,
      @Parameter(description = "Whether all other classes end, as in another city")
          @RequestParam(defaultValue = "false")
          boolean endOthers,
      @Parameter(description = "csv or yaml; else told by the first line")
          @RequestParam(required = false)
          @Nullable String format) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), city.zone());
    CatalogueImport rows = new CatalogueImport(standard, today);
    boolean csv = format == null ? looksLikeCsv(text) : format.equals("csv");
    try {
      if (csv) {
        rows.readCsv(text);
      } else {
        rows.readYaml(text);
      }
    } catch (JacksonException e) {
      throw Problem.badField(
          "body", e.getOriginalMessage(), "must be YAML.", "Maybe it is CSV: add format=csv.");
    }
    if (!rows.rows().isEmpty()) {
      SystemDuty.run(() -> store.replace(rows.rows(), endOthers, today));
      catalogue.reload();
    }
    return new ImportResult(rows.rows().size(), rows.rejects().size(), rows.rejects());
  }

  private static boolean looksLikeCsv(String text) {
    String first = text.lines().findFirst().orElse("");
    return first.contains(",") && !first.contains(":");
  }
}
