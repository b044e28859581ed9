package io.yiwang.access.vault;

import io.swagger.v3.oas.annotations.Operation;
import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For the administrator: the keys of the vault, and renewing them. */
@RestController
class VaultController {
  private final KeyRotation rotation;
  private final DataKeys keys;
  private final AuditTrail audit;

  VaultController(KeyRotation rotation, EnvelopeVault vault, AuditTrail audit) {
    this.rotation = rotation;
    this.keys = vault.keys();
    this.audit = audit;
  }

  @Operation(summary = "The data keys, newest first; never the keys themselves")
  @GetMapping("/api/v1/admin/vault/keys")
  List<KeyRotation.KeyState> keys() {
    return rotation.states();
  }

  @Operation(
      summary = "Renew the data key; values are sealed again in the background",
      description = "With `master=true` the master key is renewed as well; back its file up again.")
  @PostMapping("/api/v1/admin/vault/rotation")
  List<KeyRotation.KeyState> rotate(@RequestParam(defaultValue = "false") boolean master) {
    audit.append(audit.entry(AuditAction.KEY_ROTATION, "vault.key"));
    keys.rotate();
    if (master) {
      keys.rotateMaster();
    }
    return rotation.states();
  }
}
