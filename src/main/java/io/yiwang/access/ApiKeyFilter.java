package io.yiwang.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows programs by the key in the {@code X-Api-Key} header. */
final class ApiKeyFilter extends OncePerRequestFilter {
  static final String HEADER = "X-Api-Key";

  private final ApiKeys keys;

  ApiKeyFilter(ApiKeys keys) {
    this.keys = keys;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    keys.known(String.valueOf(request.getHeader(HEADER)))
        .ifPresent(
            known -> {
              var authentication =
                  new PreAuthenticatedAuthenticationToken(
                      known.client(),
                      null,
                      known.client().scopes().stream()
                          .map(s -> new SimpleGrantedAuthority("SCOPE_" + s))
                          .toList());
              authentication.setDetails(known.id());
              SecurityContext context = SecurityContextHolder.createEmptyContext();
              context.setAuthentication(authentication);
              SecurityContextHolder.setContext(context);
            });
    chain.doFilter(request, response);
  }
}
