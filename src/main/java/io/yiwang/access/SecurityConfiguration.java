package io.yiwang.access;

import io.yiwang.access.SignedIn.Pending;
import io.yiwang.access.identity.SessionContexts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;

/**
 * Who may call what. Programs come with a key and without a session, people with a session and a
 * CSRF token.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  private static final Logger log = LoggerFactory.getLogger(SecurityConfiguration.class);

  private static final String[] OPEN_READS = {
    "/api/v1/city",
    "/api/v1/catalogue/**",
    "/api/v1/regions",
    "/api/v1/regions/**",
    "/api/v1/map/layers",
    "/api/v1/map/components/*",
    "/api/v1/map/components/*/history",
    "/api/v1/map/nearest",
    "/api/v1/map/search",
    "/api/v1/session",
    "/api/v1/oidc",
    "/api/v1/oidc/**",
    "/api/v1/demo/accounts",
    "/api/v1/photos/**",
    "/api/v1/reports/**",
    "/api/openapi.json",
    "/ogc",
    "/ogc/**",
    "/map/**",
    "/actuator/health"
  };

  /** What people alone decide: a key that could give rights would be as good as all of them. */
  private static final String[] FOR_PEOPLE = {
    "/api/v1/admin/people/**",
    "/api/v1/admin/api-keys/**",
    "/api/v1/admin/sessions/**",
    "/api/v1/admin/duties/**",
    "/api/v1/policy/**",
    "/api/v1/registry/claims/**",
    "/api/v1/mine/**"
  };

  @Bean
  CsrfTokenRepository csrfTokens() {
    CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
    tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
    return tokens;
  }

  @Bean
  @Order(1)
  SecurityFilterChain programChain(HttpSecurity http, ApiKeys keys) throws Exception {
    return http.securityMatcher(request -> request.getHeader(ApiKeyFilter.HEADER) != null)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .headers(BrowserRules::tell)
        .anonymous(AbstractHttpConfigurer::disable)
        .addFilterBefore(new ApiKeyFilter(keys), AuthorizationFilter.class)
        .authorizeHttpRequests(
            a ->
                a.requestMatchers(HttpMethod.GET, OPEN_READS)
                    .permitAll()
                    .requestMatchers(HttpMethod.HEAD, "/ogc", "/ogc/**")
                    .permitAll()
                    .requestMatchers("/open311/**", "/api/v1/reports", "/api/v1/reports/**")
                    .permitAll()
                    .requestMatchers(
                        "/api/v1/observations/**", "/api/v1/incidents/**", "/api/v1/intake/**")
                    .hasAnyAuthority("SCOPE_observe", "SCOPE_admin")
                    .requestMatchers(HttpMethod.POST, "/api/v1/cameras/*/frames")
                    .hasAnyAuthority("SCOPE_observe", "SCOPE_admin")
                    .requestMatchers("/api/v1/workers/positions")
                    .hasAnyAuthority("SCOPE_positions", "SCOPE_admin")
                    .requestMatchers(FOR_PEOPLE)
                    .denyAll()
                    .anyRequest()
                    .hasAuthority("SCOPE_admin"))
        .exceptionHandling(
            e ->
                e.authenticationEntryPoint((q, r, x) -> refuse(r, 401, "sign-in", BAD_KEY))
                    .accessDeniedHandler((q, r, x) -> refuseProgram(q, r)))
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain personChain(
      HttpSecurity http, SecurityContextRepository contexts, CsrfTokenRepository csrfTokens)
      throws Exception {
    return http.securityContext(c -> c.securityContextRepository(contexts))
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(c -> c.spa().csrfTokenRepository(csrfTokens).ignoringRequestMatchers("/open311/**"))
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .headers(BrowserRules::tell)
        .authorizeHttpRequests(
            a ->
                a.requestMatchers(HttpMethod.GET, OPEN_READS)
                    .permitAll()
                    .requestMatchers("/api/v1/session", "/api/v1/reports", "/api/v1/reports/**")
                    .permitAll()
                    .requestMatchers("/open311/**")
                    .permitAll()
                    .requestMatchers("/api/v1/admin/**", "/api/v1/*/import")
                    .hasRole(Duty.ADMIN.name())
                    .requestMatchers("/api/v1/session/**")
                    .authenticated()
                    .requestMatchers("/api/v1/me/**")
                    .hasAuthority(SessionContexts.PROVEN)
                    .requestMatchers("/api/**")
                    .hasAuthority(SessionContexts.COMPLETE)
                    .requestMatchers("/actuator/**")
                    .denyAll()
                    .anyRequest()
                    .permitAll())
        .exceptionHandling(
            e ->
                e.authenticationEntryPoint((q, r, x) -> refuse(r, 401, "sign-in", SIGN_IN))
                    .accessDeniedHandler((q, r, x) -> refusePerson(q, r)))
        .build();
  }

  private static void refuseProgram(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    record(request, who != null && who.getDetails() instanceof Long key ? "key " + key : "a key");
    refuse(response, 403, "forbidden", NOT_ALLOWED);
  }

  /** Somebody who must still do something first is told so. */
  private static void refusePerson(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    if (who != null && who.getPrincipal() instanceof SignedIn s) {
      record(request, "person " + s.person().id());
    }
    Pending pending =
        who != null && who.getPrincipal() instanceof SignedIn s ? s.pending() : Pending.NOTHING;
    switch (pending) {
      case NOTHING -> refuse(response, 403, "forbidden", NOT_ALLOWED);
      case PASSWORD -> refuse(response, 403, "password-change-required", OWN_PASSWORD);
      case FACTOR -> refuse(response, 403, "factor-required", OWN_FACTOR);
      case CODE -> refuse(response, 403, "code-required", OWN_CODE);
    }
  }

  /** What was tried without the right to it; the address is logged as it came, percent-encoded. */
  private static void record(HttpServletRequest request, String who) {
    log.info("{} may not {} {}", who, request.getMethod(), request.getRequestURI());
  }

  private static final String OWN_PASSWORD = "Please choose a password of your own first.";
  private static final String OWN_FACTOR = "Your duty needs a second factor; please add it first.";
  private static final String OWN_CODE = "Please give the code of your second factor first.";
  private static final String SIGN_IN = "Please sign in first.";
  private static final String BAD_KEY = "The API key is not known or no longer valid.";
  private static final String NOT_ALLOWED = "Your duty does not include this.";

  private static void refuse(HttpServletResponse response, int status, String type, String detail)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/problem+json;charset=UTF-8");
    String body =
        """
        {"type":"urn:yiwang:problem:%s","status":%d,"title":"%s","detail":"%s"}\
        """
            .formatted(type, status, status == 401 ? "Unauthorized" : "Forbidden", detail);
    response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
  }
}
