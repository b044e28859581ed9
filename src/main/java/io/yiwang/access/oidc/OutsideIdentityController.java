package io.yiwang.access.oidc;

import io.swagger.v3.oas.annotations.Operation;
import io.yiwang.access.People;
import io.yiwang.access.oidc.OutsideIdentities.OutsideIdentity;
import io.yiwang.access.staff.Permissions;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** By which providers a person signs in, for administrators. */
@RestController
@RequestMapping("/api/v1/admin/people/{id}/identities")
class OutsideIdentityController {
  private static final int MOST = 200;

  private final OutsideIdentities identities;
  private final Providers providers;
  private final People people;
  private final Permissions permissions;

  OutsideIdentityController(
      OutsideIdentities identities, Providers providers, People people, Permissions permissions) {
    this.identities = identities;
    this.providers = providers;
    this.people = people;
    this.permissions = permissions;
  }

  /**
   * @param claim what the provider calls the person
   */
  record Invitation(@Nullable String provider, @Nullable String claim) {}

  @Operation(summary = "By which providers a person signs in, and where they are invited")
  @GetMapping
  List<OutsideIdentity> list(@PathVariable long id) {
    return SystemDuty.call(() -> identities.list(people.get(id).id()));
  }

  @Operation(summary = "Invite a person to sign in by a provider, which calls them so")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  List<OutsideIdentity> invite(@PathVariable long id, @RequestBody Invitation invitation) {
    String claim = Objects.requireNonNullElse(invitation.claim, "").strip();
    String provider = Objects.requireNonNullElse(invitation.provider, "");
    return permissions.change(
        "account.identity",
        id,
        () -> {
          people.get(id);
          if (providers.find(provider).isEmpty()) {
            throw Problem.badField("provider", provider, "is none of this city.", null);
          }
          if (claim.isEmpty() || claim.length() > MOST) {
            throw Problem.badField("claim", claim, "must have 1 to " + MOST + " characters.", null);
          }
          identities.invite(id, provider, claim);
          return identities.list(id);
        });
  }

  @Operation(summary = "Take an invitation back, or unlink the provider's person")
  @DeleteMapping("/{identity}")
  List<OutsideIdentity> remove(@PathVariable long id, @PathVariable long identity) {
    return permissions.change(
        "account.identity",
        id,
        () -> {
          if (!identities.remove(id, identity)) {
            throw Problem.notFound("identity", identity);
          }
          return identities.list(id);
        });
  }
}
