package io.yiwang.vision.review;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.citymap.Catalogue;
import io.yiwang.house.Problem;
import io.yiwang.sensing.Photos;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes reviewed pictures away to train with; counted and audited before anything leaves. */
@RestController
@Tag(name = "Vision")
class LabelledSetController {
  private static final long MOST = 100_000;

  private final ReviewRights rights;
  private final CandidateStore store;
  private final Photos photos;
  private final Catalogue catalogue;
  private final AuditTrail audit;
  private final TransactionTemplate transaction;

  LabelledSetController(
      ReviewRights rights,
      CandidateStore store,
      Photos photos,
      Catalogue catalogue,
      AuditTrail audit,
      TransactionTemplate transaction) {
    this.rights = rights;
    this.store = store;
    this.photos = photos;
    this.catalogue = catalogue;
    this.audit = audit;
    this.transaction = transaction;
  }

  @Operation(
      summary = "Reviewed pictures with their labels, as YOLO trains from them",
      description =
          """
          A zip of images, labels and data.yaml. Every picture has passed the veil. What was rejected is a picture
          with an empty label file. The export is in the audit trail before the first byte leaves.
          """)
  @GetMapping(value = "/api/v1/vision/export", produces = "application/zip")
  void export(
      @Parameter(example = "litter") @RequestParam(required = false) @Nullable String ability,
      @Parameter(example = "06010") @RequestParam(required = false) @Nullable String classCode,
      @Parameter(example = "0042") @RequestParam(required = false) @Nullable String camera,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      HttpServletResponse response)
      throws IOException {
    rights.requireExporter();
    var filter = new CandidateStore.Filter(null, null, camera, ability, classCode, from, to);
    CandidateStore.Labelled labelled = store.labelled(filter);
    if (labelled.things() > MOST) {
      throw Problem.badField(
          "from", from, "leaves " + labelled.things() + " labels.", "Maybe take a shorter time.");
    }
    audit.append(
        audit
            .entry(AuditAction.EXPORT, "camera.candidate")
            .in(rights.me().regionPath())
            .counting(labelled.things()));
    response.setContentType("application/zip");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"yiwang-labels.zip\"");
    response.setHeader("X-Labels", Long.toString(labelled.things()));
    try (var set = new LabelledSet(response.getOutputStream(), photos, catalogue)) {
      // a cursor needs a transaction; it is the reader's own, who sees their own region's rows
      transaction.executeWithoutResult(status -> store.eachLabelled(filter, set::add));
    }
  }
}
