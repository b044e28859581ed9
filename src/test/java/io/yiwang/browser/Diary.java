package io.yiwang.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a page said and asked for: its console, its errors, what the server refused. */
final class Diary {
  private static final int REFUSED = 400;
  private static final Set<String> ASKING = Set.of("fetch", "xhr");

  private final List<String> lines = new ArrayList<>();
  private final Set<Request> asked = new HashSet<>();

  Diary(Page page) {
    page.onConsoleMessage(m -> lines.add("console " + m.type() + ": " + m.text()));
    page.onPageError(error -> lines.add("error: " + error));
    page.onFrameNavigated(frame -> lines.add("went to " + frame.url()));
    page.onRequest(this::ask);
    page.onRequestFinished(asked::remove);
    page.onRequestFailed(
        request -> {
          asked.remove(request);
          lines.add(
              "no answer: " + request.method() + " " + request.url() + " " + request.failure());
        });
    page.onResponse(
        response -> {
          if (response.status() >= REFUSED) {
            String to = response.request().method() + " " + response.url();
            lines.add("answer " + response.status() + ": " + to);
          }
        });
  }

  private void ask(Request request) {
    if (request.isNavigationRequest()) {
      // What the page before still waited for is not always told to have ended.
      asked.clear();
    }
    // The live stream is open as long as the page is.
    if (ASKING.contains(request.resourceType()) && !request.url().endsWith("/api/v1/live")) {
      asked.add(request);
    }
  }

  /** Adds a line of the test's own. */
  void note(String line) {
    lines.add(line);
  }

  boolean waitsForAnswers() {
    return !asked.isEmpty();
  }

  List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    asked.forEach(request -> all.add("still waits for " + request.url()));
    return all;
  }
}
