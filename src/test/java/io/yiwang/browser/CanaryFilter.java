package io.yiwang.browser;

import io.yiwang.access.ApiClient;
import io.yiwang.access.Person;
import io.yiwang.access.SignedIn;
import io.yiwang.browser.Canary.Reader;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads every byte of every answer while it is written, live streams included, knowing who gets it.
 * It sits behind the security filters, so nothing a page, a download or a program receives goes
 * around it but their own fixed refusals.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class CanaryFilter extends OncePerRequestFilter {
  /** Longer than any word, so that none is cut by two writes. */
  private static final int KEPT = 64;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Watched watched = new Watched(response, reader(request));
    chain.doFilter(request, watched);
    watched.flushBuffer();
    for (String name : response.getHeaderNames()) {
      Canary.search(String.join("\n", response.getHeaders(name)), watched.reader);
    }
  }

  private static Reader reader(HttpServletRequest request) {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    Object principal = who == null ? null : who.getPrincipal();
    Person person = principal instanceof SignedIn signedIn ? signedIn.person() : null;
    boolean program = principal instanceof ApiClient;
    return new Reader(person, program, request.getMethod() + " " + request.getRequestURI());
  }

  private static final class Watched extends HttpServletResponseWrapper {
    private final Reader reader;
    private @Nullable ServletOutputStream out;
    private @Nullable PrintWriter writer;

    private Watched(HttpServletResponse response, Reader reader) {
      super(response);
      this.reader = reader;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
      ServletOutputStream known = out;
      if (known == null) {
        known = new Searched(super.getOutputStream(), reader);
        out = known;
      }
      return known;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
      PrintWriter known = writer;
      if (known == null) {
        known = new PrintWriter(new OutputStreamWriter(getOutputStream(), StandardCharsets.UTF_8));
        writer = known;
      }
      return known;
    }

    @Override
    public void flushBuffer() throws IOException {
      PrintWriter known = writer;
      if (known != null) {
        known.flush();
      }
      super.flushBuffer();
    }
  }

  private static final class Searched extends ServletOutputStream {
    private final ServletOutputStream out;
    private final Reader reader;
    private String kept = "";

    private Searched(ServletOutputStream out, Reader reader) {
      this.out = out;
      this.reader = reader;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      String text = kept + new String(bytes, from, count, StandardCharsets.ISO_8859_1);
      Canary.search(text, reader);
      Canary.watched(count);
      kept = text.substring(Math.max(0, text.length() - KEPT));
      out.write(bytes, from, count);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      out.setWriteListener(listener);
    }
  }
}
