package io.yiwang.access;

import io.yiwang.house.SystemDuty;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/** Runs something as a request of a person would, without HTTP and without the platform's duty. */
public final class Acting {
  private Acting() {}

  public static <T> T as(Person person, Supplier<T> work) {
    int held = 0;
    for (; SystemDuty.held(); held++) {
      SystemDuty.end();
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        new PreAuthenticatedAuthenticationToken(
            new SignedIn(person, 0, List.of(), SignedIn.Pending.NOTHING, Instant.MAX),
            null,
            List.of()));
    SecurityContextHolder.setContext(context);
    try {
      return work.get();
    } finally {
      SecurityContextHolder.clearContext();
      for (; held > 0; held--) {
        SystemDuty.begin();
      }
    }
  }
}
