package io.yiwang.access.oidc;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.yiwang.access.Tokens;
import io.yiwang.access.identity.SessionContexts;
import io.yiwang.access.identity.Sessions;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.WebUtils;

/** Signing in by a provider: pages a browser is led through, not calls of a program. */
@RestController
class OidcController {
  private static final Logger log = LoggerFactory.getLogger(OidcController.class);
  private static final String COOKIE = "yiwang_oidc";
  private static final String PATH = "/api/v1/oidc";

  /** A page of ours: one slash and then no second one, nor what browsers take for one. */
  private static final Pattern PAGE =
      Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]{0,500}");

  private final Providers providers;
  private final OidcSignIn signIn;
  private final Sessions sessions;
  private final CsrfTokenRepository csrfTokens;

  OidcController(
      Providers providers, OidcSignIn signIn, Sessions sessions, CsrfTokenRepository csrfTokens) {
    this.providers = providers;
    this.signIn = signIn;
    this.sessions = sessions;
    this.csrfTokens = csrfTokens;
  }

  /** A button of the sign-in page. */
  record Offered(String name, String labelZh, String labelEn) {}

  @Operation(summary = "The OpenID Connect providers one may sign in by")
  @GetMapping(PATH)
  List<Offered> list() {
    return providers.list().stream()
        .map(p -> new Offered(p.name(), p.settings().labelZh(), p.settings().labelEn()))
        .toList();
  }

  @Operation(
      summary = "Sign in by a provider: leads the browser to it",
      description =
          """
          The provider leads back to `/api/v1/oidc/{name}/callback`, which opens a session and leads to `next`, a page
          of ours; whatever fails leads to `/signin?problem=…`.
          """)
  @GetMapping(PATH + "/{name}")
  ResponseEntity<Void> begin(
      @Parameter(example = "city-staff") @PathVariable String name,
      @RequestParam(defaultValue = "/") String next,
      HttpServletRequest request,
      HttpServletResponse response) {
    Provider provider = providers.get(name);
    if (!PAGE.matcher(next).matches()) {
      throw Problem.badField(
          "next", next, "must be a page of this site.", "Maybe leave the address of the site out.");
    }
    String browser = Objects.requireNonNullElseGet(browser(request), Tokens::random);
    giveBrowser(browser, request, response);
    try {
      return to(
          SystemDuty.call(
              () -> signIn.begin(provider, browser, redirectUri(provider, request), next)));
    } catch (SignInRefused refused) {
      return refuse(provider, refused);
    }
  }

  @Operation(summary = "Where a provider leads the browser back to")
  @GetMapping(PATH + "/{name}/callback")
  ResponseEntity<Void> finish(
      @Parameter(example = "city-staff") @PathVariable String name,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String error,
      @RequestParam(required = false) @Nullable String iss,
      HttpServletRequest request,
      HttpServletResponse response) {
    Provider provider = providers.get(name);
    var answer = new OidcSignIn.Answer(code, state, error, iss);
    String browser = Objects.requireNonNullElse(browser(request), "");
    try {
      OidcSignIn.Entered entered =
          SystemDuty.call(
              () ->
                  signIn.finish(
                      provider,
                      answer,
                      browser,
                      redirectUri(provider, request),
                      Sessions.Client.of(request)));
      SessionContexts.replace(entered.opened().token(), sessions, request, response);
      csrfTokens.saveToken(csrfTokens.generateToken(request), request, response);
      return to(URI.create(entered.next()));
    } catch (SignInRefused refused) {
      SystemDuty.run(signIn::refused);
      return refuse(provider, refused);
    }
  }

  private static ResponseEntity<Void> refuse(Provider provider, SignInRefused refused) {
    log.info("Sign-in by {}: {}: {}", provider.name(), refused.reason(), refused.getMessage());
    return to(
        UriComponentsBuilder.fromPath("/signin")
            .queryParam("problem", refused.reason().word())
            .queryParam("provider", provider.name())
            .build()
            .toUri());
  }

  private static ResponseEntity<Void> to(URI uri) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(uri)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Referrer-Policy", "no-referrer")
        .build();
  }

  static String redirectUri(Provider provider, HttpServletRequest request) {
    String set = provider.settings().redirectUri();
    return set != null
        ? set
        : ServletUriComponentsBuilder.fromContextPath(request)
            .path(PATH + "/" + provider.name() + "/callback")
            .toUriString();
  }

  private static @Nullable String browser(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, COOKIE);
    return cookie == null || cookie.getValue().isBlank() ? null : cookie.getValue();
  }

  /** What is begun in one browser is not finished in another. */
  private static void giveBrowser(
      String browser, HttpServletRequest request, HttpServletResponse response) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(COOKIE, browser)
            .path(PATH)
            .httpOnly(true)
            .sameSite("Lax")
            .secure(request.isSecure())
            .maxAge(BegunSignIns.LIFE)
            .build()
            .toString());
  }
}
