package io.yiwang.cases.reporters;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Who reported a case, over HTTP. */
@RestController
@Tag(name = "Cases")
class CaseReporterController {
  private final CaseReporters reporters;

  CaseReporterController(CaseReporters reporters) {
    this.reporters = reporters;
  }

  @Operation(
      summary = "Who reported a case and how to reach them, masked",
      description = "Each look is recorded in the audit trail first. In full: /api/v1/reveals.")
  @GetMapping("/api/v1/cases/{id:\\d+}/reporters")
  List<CaseReporters.Reporter> of(@PathVariable long id) {
    return reporters.of(id);
  }
}
