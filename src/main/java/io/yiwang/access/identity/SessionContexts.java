package io.yiwang.access.identity;

import io.yiwang.access.SignedIn;
import io.yiwang.access.SignedIn.Pending;
import io.yiwang.house.SystemDuty;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Finds the session of a request by its cookie. */
@Component
public class SessionContexts implements SecurityContextRepository {
  /** Authority of a session in which nothing is left to be done first. */
  public static final String COMPLETE = "COMPLETE";

  /** Authority of a session whose person has proven all they must. */
  public static final String PROVEN = "PROVEN";

  static final String COOKIE = "yiwang_session";

  /**
   * By TLS: no other host and no plain connection can plant a cookie of this name (RFC 6265bis).
   */
  static final String TLS_COOKIE = "__Host-" + COOKIE;

  private final Sessions sessions;

  SessionContexts(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  @SuppressWarnings("deprecation") // the other form of the port calls this one
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    token(holder.getRequest())
        .flatMap(token -> SystemDuty.call(() -> sessions.find(token)))
        .ifPresent(s -> context.setAuthentication(authentication(s)));
    return context;
  }

  /** Sessions are opened and ended by {@link SignIn} alone. */
  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return token(request).isPresent();
  }

  static Optional<String> token(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, name(request));
    return cookie == null || cookie.getValue().isBlank()
        ? Optional.empty()
        : Optional.of(cookie.getValue());
  }

  private static String name(HttpServletRequest request) {
    return request.isSecure() ? TLS_COOKIE : COOKIE;
  }

  /** Hands the browser its secret; an empty one takes it back. */
  static void give(String token, HttpServletRequest request, HttpServletResponse response) {
    ResponseCookie cookie =
        ResponseCookie.from(name(request), token)
            .path("/")
            .httpOnly(true)
            .sameSite("Lax")
            .secure(request.isSecure())
            .maxAge(token.isEmpty() ? Duration.ZERO : Duration.ofSeconds(-1))
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }

  /** Gives the browser a new session; the one it had is over. */
  public static void replace(
      String token, Sessions sessions, HttpServletRequest request, HttpServletResponse response) {
    token(request).ifPresent(old -> SystemDuty.run(() -> sessions.end(old)));
    give(token, request, response);
  }

  static PreAuthenticatedAuthenticationToken authentication(SignedIn signedIn) {
    List<GrantedAuthority> authorities = new ArrayList<>();
    if (signedIn.pending() != Pending.CODE) {
      authorities.add(new SimpleGrantedAuthority(PROVEN));
    }
    if (signedIn.pending() == Pending.NOTHING) {
      authorities.add(new SimpleGrantedAuthority(COMPLETE));
      signedIn
          .person()
          .duties()
          .forEach(d -> authorities.add(new SimpleGrantedAuthority("ROLE_" + d.name())));
    }
    return new PreAuthenticatedAuthenticationToken(signedIn, null, authorities);
  }
}
