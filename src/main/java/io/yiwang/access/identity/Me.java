package io.yiwang.access.identity;

import io.yiwang.access.SignedIn;
import io.yiwang.house.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** The person of the present request, also while something must still be done first. */
final class Me {
  private Me() {}

  static SignedIn signedIn() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    if (who != null && who.getPrincipal() instanceof SignedIn signedIn) {
      return signedIn;
    }
    throw new Problem(
        HttpStatus.UNAUTHORIZED, "sign-in", "Please sign in first.", null, null, null);
  }
}
