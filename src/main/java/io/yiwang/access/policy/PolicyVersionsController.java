package io.yiwang.access.policy;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.yiwang.access.Action;
import io.yiwang.access.Person;
import io.yiwang.access.policy.PolicyVersions.NewText;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The versions of the policy: written, proposed, decided about by a second person, exported. */
@RestController
@RequestMapping("/api/v1/policy")
class PolicyVersionsController {
  private static final int MOST = 200;
  private static final MediaType YAML = MediaType.parseMediaType("application/yaml");

  private final PolicyRights rights;
  private final PolicyVersions versions;
  private final PolicyDrafts drafts;
  private final PolicyChanges changes;

  PolicyVersionsController(
      PolicyRights rights, PolicyVersions versions, PolicyDrafts drafts, PolicyChanges changes) {
    this.rights = rights;
    this.versions = versions;
    this.drafts = drafts;
    this.changes = changes;
  }

  /** Newest first. */
  record PolicyVersionPage(List<PolicyVersion> items, boolean more) {}

  /**
   * A version with its text.
   *
   * @param baseYaml the text it was proposed to replace
   */
  record VersionText(PolicyVersion version, String yaml, @Nullable String baseYaml) {}

  /**
   * What somebody is writing.
   *
   * @param basedOn the version it began with
   * @param savedAt null when nothing is kept yet and this is the policy in force
   */
  record DraftText(String yaml, int basedOn, @Nullable Instant savedAt) {}

  record ChangedDraft(@Nullable String yaml, @Nullable Integer basedOn) {}

  /**
   * A change to be proposed.
   *
   * @param yaml the new text; null takes up that of another version
   * @param takenFrom the version to take up again
   * @param note what it is for
   * @param from from when it is to hold; null is as soon as it is approved
   */
  record PolicyProposal(
      @Nullable String yaml,
      @Nullable Integer takenFrom,
      @Nullable String note,
      @Nullable Instant from) {}

  /**
   * A decision.
   *
   * @param base the version in force with which the change was looked at; for approving only
   */
  record VersionWord(@Nullable String reason, @Nullable Integer base) {
    String said() {
      return Objects.requireNonNullElse(reason, "");
    }
  }

  @Operation(summary = "The versions of the policy, newest first")
  @GetMapping("/versions")
  PolicyVersionPage list(
      @RequestParam(defaultValue = "2147483647") int before,
      @RequestParam(defaultValue = "50") int size) {
    rights.require(Action.READ);
    int most = Math.clamp(size, 1, MOST);
    List<PolicyVersion> found = SystemDuty.call(() -> versions.list(before, most + 1));
    return new PolicyVersionPage(found.stream().limit(most).toList(), found.size() > most);
  }

  @Operation(summary = "A version with its text and the one it was made from")
  @GetMapping("/versions/{id:\\d+}")
  VersionText version(@PathVariable int id) {
    rights.require(Action.READ);
    return SystemDuty.call(
        () -> {
          PolicyVersion version = versions.get(id);
          Integer base = version.basedOn();
          return new VersionText(
              version, versions.yaml(id), base == null ? null : versions.yaml(base));
        });
  }

  @Operation(summary = "A version as a YAML file")
  @GetMapping(value = "/versions/{id:\\d+}.yaml", produces = "application/yaml")
  ResponseEntity<String> file(@Parameter(example = "3") @PathVariable int id) {
    rights.require(Action.EXPORT);
    return ResponseEntity.ok()
        .contentType(YAML)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("policy-" + id + ".yaml").build().toString())
        .body(SystemDuty.call(() -> versions.yaml(id)));
  }

  @Operation(summary = "What one is writing; the policy in force when nothing is kept")
  @GetMapping("/draft")
  DraftText draft() {
    Person me = rights.changer();
    return SystemDuty.call(
        () ->
            drafts
                .find(me.id())
                .map(d -> new DraftText(d.yaml(), d.basedOn(), d.savedAt()))
                .orElseGet(
                    () -> {
                      int base = versions.inForce();
                      return new DraftText(versions.yaml(base), base, null);
                    }));
  }

  @Operation(summary = "Keep what one is writing, mistakes and all")
  @PutMapping("/draft")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void save(@RequestBody ChangedDraft changed) {
    Person me = rights.changer();
    String yaml = changed.yaml();
    if (yaml == null || yaml.length() > PolicyChanges.LONGEST) {
      throw Problem.badField(
          "yaml", null, "must have at most " + PolicyChanges.LONGEST + " letters.", null);
    }
    SystemDuty.run(
        () -> {
          Integer base = changed.basedOn();
          drafts.save(me.id(), yaml, base == null ? versions.inForce() : versions.get(base).id());
        });
  }

  @Operation(summary = "Forget what one was writing")
  @DeleteMapping("/draft")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void discard() {
    Person me = rights.changer();
    SystemDuty.run(() -> drafts.discard(me.id()));
  }

  @Operation(summary = "Propose a text, or to go back to an earlier version")
  @PostMapping("/versions")
  @ResponseStatus(HttpStatus.CREATED)
  PolicyVersion propose(@RequestBody PolicyProposal proposal) {
    Person me = rights.changer();
    Integer taken = proposal.takenFrom();
    String given = proposal.yaml();
    if (given == null && taken == null) {
      throw Problem.badField("yaml", null, "must be given, or takenFrom.", null);
    }
    String yaml =
        given != null ? given : SystemDuty.call(() -> versions.yaml(Objects.requireNonNull(taken)));
    String note = Objects.requireNonNullElse(proposal.note(), "");
    return changes.propose(me, new NewText(yaml, note, null, taken, proposal.from()));
  }

  @Operation(summary = "Approve a proposed version; somebody else than its author")
  @PostMapping("/versions/{id:\\d+}/approval")
  PolicyVersion approve(@PathVariable int id, @RequestBody VersionWord word) {
    return changes.approve(rights.changer(), id, word.base(), word.said());
  }

  @Operation(summary = "Refuse a proposed or planned version; somebody else than its author")
  @PostMapping("/versions/{id:\\d+}/refusal")
  PolicyVersion refuse(@PathVariable int id, @RequestBody VersionWord word) {
    return changes.refuse(rights.changer(), id, word.said());
  }

  @Operation(summary = "Withdraw what one has proposed, before it is in force")
  @PostMapping("/versions/{id:\\d+}/withdrawal")
  PolicyVersion withdraw(@PathVariable int id, @RequestBody VersionWord word) {
    return changes.withdraw(rights.changer(), id, word.said());
  }
}
