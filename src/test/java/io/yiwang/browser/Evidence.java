package io.yiwang.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * When a browser test fails, keeps what every screen showed at the end in {@code
 * target/screenshots/failed}: a picture, and beside it the page's words, console and refused
 * requests.
 */
final class Evidence implements BeforeTestExecutionCallback, AfterTestExecutionCallback {
  private static final Path FOLDER = Path.of("target", "screenshots", "failed");
  private static final double LAST_PICTURE_MILLIS = 5_000;
  private static final Queue<Sheet> SHEETS = new ConcurrentLinkedQueue<>();

  /**
   * What one screen showed when it was put away.
   *
   * @param picture a PNG; empty when the page could not be drawn any more
   */
  private record Sheet(String owner, byte[] picture, List<String> diary) {}

  /** What the page shows as it is put away, before it is known whether the test failed. */
  static void keep(String owner, Page page, Diary diary) {
    List<String> lines = new ArrayList<>(List.of("at " + page.url()));
    byte[] picture = new byte[0];
    try {
      picture = page.screenshot(new Page.ScreenshotOptions().setTimeout(LAST_PICTURE_MILLIS));
      lines.add(page.locator("body").ariaSnapshot());
    } catch (PlaywrightException e) {
      lines.add("no picture: " + e.getMessage());
    }
    lines.addAll(diary.lines());
    SHEETS.add(new Sheet(owner, picture, lines));
  }

  @Override
  public void beforeTestExecution(ExtensionContext context) {
    SHEETS.clear();
  }

  @Override
  public void afterTestExecution(ExtensionContext context) throws IOException {
    if (context.getExecutionException().isEmpty()) {
      return;
    }
    Files.createDirectories(FOLDER);
    String test = context.getRequiredTestMethod().getName();
    for (Sheet sheet : SHEETS) {
      Path file = FOLDER.resolve(test + "-" + sheet.owner() + ".png");
      Files.write(file, sheet.picture());
      Files.write(file.resolveSibling(test + "-" + sheet.owner() + ".txt"), sheet.diary());
      context.publishReportEntry(sheet.owner(), file.toString());
    }
  }
}
