package io.yiwang.access.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;

/** Knows where a browser must go so that the session of the provider it came by ends too. */
public interface SignOutElsewhere {
  Optional<URI> after(String provider, String idToken, HttpServletRequest request);
}
