package io.yiwang.registry.enterprises;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.house.Problem;
import io.yiwang.kernel.CreditCode;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Enterprises over HTTP. */
@RestController
@RequestMapping("/api/v1/registry/enterprises")
@Tag(name = "Registry")
class EnterpriseController {
  private static final int MOST = 200;

  private final Readers readers;
  private final Enterprises enterprises;
  private final AuditTrail audit;

  EnterpriseController(Readers readers, Enterprises enterprises, AuditTrail audit) {
    this.readers = readers;
    this.enterprises = enterprises;
    this.audit = audit;
  }

  /** One page of enterprises. */
  record EnterprisePage(List<Enterprises.EnterpriseView> items, int page, int size, boolean more) {}

  @Operation(summary = "Enterprises of a region, by credit code or the beginning of the name")
  @GetMapping
  EnterprisePage list(
      @RequestParam(required = false) @Nullable String region,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    Scope scope = readers.reading(Readers.ENTERPRISE);
    if (page < 0 || size < 1 || size > MOST) {
      throw Problem.badField(
          "size", size, "must be 1 to " + MOST + " and page not negative.", null);
    }
    Scope inside = readers.within(scope, region);
    List<Enterprises.EnterpriseView> found =
        enterprises.list(inside, creditCode(code), name.strip(), (long) page * size, size + 1);
    boolean more = found.size() > size;
    List<Enterprises.EnterpriseView> items = more ? found.subList(0, size) : found;
    shown(AuditAction.SEARCH, items, inside);
    return new EnterprisePage(items, page, size, more);
  }

  @Operation(summary = "One enterprise")
  @GetMapping("/{id}")
  Enterprises.EnterpriseView get(@PathVariable long id) {
    Scope scope = readers.reading(Readers.ENTERPRISE);
    Enterprises.EnterpriseView found = enterprises.get(scope, id);
    shown(AuditAction.VIEW, List.of(found), scope);
    return found;
  }

  /** Who speaks for an enterprise is a person. */
  private void shown(AuditAction action, List<Enterprises.EnterpriseView> items, Scope scope) {
    audit.append(
        audit
            .entry(action, "enterprise.contact")
            .about(items.stream().map(e -> "enterprise:" + e.id()).toList())
            .in(scope.region()));
  }

  private static @Nullable CreditCode creditCode(@Nullable String code) {
    if (code == null || code.isBlank()) {
      return null;
    }
    try {
      return CreditCode.parse(code);
    } catch (IllegalArgumentException e) {
      throw Problem.badField("code", code, "is no credit code.", e.getMessage());
    }
  }
}
