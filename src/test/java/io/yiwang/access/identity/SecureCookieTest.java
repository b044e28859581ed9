package io.yiwang.access.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What changes when a request came by TLS. */
@PlatformTest
class SecureCookieTest {
  @Autowired ApplicationContext context;

  private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/signin");
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @Test
  void theSessionIsBoundToTheHostAndToTls() {
    request.setSecure(true);
    SessionContexts.give("secret", request, response);
    assertThat(response.getHeader("Set-Cookie"))
        .startsWith("__Host-yiwang_session=secret")
        .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/")
        .doesNotContain("Domain");
    request.setCookies(
        new Cookie("yiwang_session", "planted"), new Cookie("__Host-yiwang_session", "secret"));
    assertThat(SessionContexts.token(request)).contains("secret");
    request.setCookies(new Cookie("yiwang_session", "planted"));
    assertThat(SessionContexts.token(request)).isEmpty();
  }

  @Test
  void theBrowserIsToldToComeByTlsOnly() throws ServletException, IOException {
    request.setSecure(true);
    Filter security = context.getBean("springSecurityFilterChain", Filter.class);
    security.doFilter(request, response, new MockFilterChain());
    assertThat(response.getHeader("Strict-Transport-Security"))
        .contains("max-age=31536000", "includeSubDomains");
  }
}
