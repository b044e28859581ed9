package io.yiwang.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Geolocation;
import com.microsoft.playwright.options.ReducedMotion;
import io.yiwang.kernel.GeoPoint;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;

/** A phone in somebody's hand: a browser window of its own, at a place, in Chinese. */
final class Phone implements AutoCloseable {
  /** A busy machine is slow; a test that waits for a state loses nothing by waiting long. */
  private static final double PATIENCE_MILLIS = 60_000;

  /** How long a picture waits for the page; it proves nothing, so it fails nothing. */
  private static final Duration PICTURE_PATIENCE = Duration.ofSeconds(15);

  /** What of fonts, photos in sight and maps is not there yet, and what says it is on its way. */
  private static final String MISSING =
      """
      () => {
        const inSight = e => {
          const box = e.getBoundingClientRect()
          return box.bottom > 0 && box.top < innerHeight && box.width > 0
        }
        return [
          document.fonts.status === 'loaded' ? '' : 'fonts',
          document.querySelector('[aria-busy=true], .ghost') ? 'what is busy' : '',
          [...document.images].filter(inSight).every(image => image.complete) ? '' : 'photos',
          [...document.querySelectorAll('.maplibregl-map')].every(map => map.dataset.drawn) ? '' : 'a map',
        ].filter(Boolean).join(', ')
      }
      """;

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  final BrowserContext context;
  final Page page;
  private final String owner;
  private final String address;
  private final Diary diary;

  /** A phone of this owner, at this place. */
  Phone(String owner, int port, GeoPoint at) {
    this.owner = owner;
    // localhost is a secure context: position, service worker and camera work as over https.
    this.address = "http://localhost:" + port;
    this.context =
        Chromium.browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(390, 844)
                    .setHasTouch(true)
                    .setIsMobile(true)
                    .setLocale("zh-CN")
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setGeolocation(new Geolocation(at.lat(), at.lng()))
                    .setPermissions(List.of("geolocation")));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    this.page = context.newPage();
    this.diary = new Diary(page);
  }

  void open(String path) {
    page.navigate(at(path));
  }

  String at(String path) {
    return address + path;
  }

  void signIn(String login, String password) {
    open("/signin");
    page.getByLabel("用户名").fill(login);
    page.getByLabel("密码", new Page.GetByLabelOptions().setExact(true)).fill(password);
    button("登录").click();
  }

  /** The button of exactly this name; inside the dialog when one is open. */
  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The button of the open sheet. */
  Locator sheetButton(String name) {
    return sheet()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator sheet() {
    return page.getByRole(AriaRole.DIALOG);
  }

  Locator text(String text) {
    return page.getByText(text, new Page.GetByTextOptions().setExact(true));
  }

  /** Takes a photo into the first camera field inside, and waits until it is there. */
  void shoot(Locator inside, Color colour) {
    inside
        .locator("input[type=file]")
        .first()
        .setInputFiles(new FilePayload("camera.jpg", "image/jpeg", photo(colour)));
    PlaywrightAssertions.assertThat(inside.locator("figure img").first()).isVisible();
  }

  /** A picture of the page once all of it is there. */
  void screenshot(String name) {
    untilWhole();
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + "-390x844.png")));
  }

  /** The same page on a desk's screen. */
  void wideScreenshot(String name) {
    page.setViewportSize(1440, 900);
    untilWhole();
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + "-1440x900.png")));
    page.setViewportSize(390, 844);
  }

  /** Waits until the phone's own disk holds a value of this name that passes the test. */
  void waitsUntilKept(String name, String test) {
    page.waitForFunction(
        """
        () => new Promise(done => {
          const open = indexedDB.open('yiwang-phone')
          open.onsuccess = () => {
            const kept = open.result.transaction('shelf').objectStore('shelf').get('%s')
            kept.onsuccess = () => {
              const value = kept.result?.value
              open.result.close()
              done(value !== undefined && %s)
            }
          }
        })
        """
            .formatted(name, test));
  }

  private void untilWhole() {
    Instant last = Instant.now().plus(PICTURE_PATIENCE);
    page.waitForCondition(() -> missing().isEmpty() || Instant.now().isAfter(last));
    if (!missing().isEmpty()) {
      diary.note("a picture was taken without " + missing());
    }
  }

  private String missing() {
    return diary.waitsForAnswers() ? "answers" : (String) page.evaluate(MISSING);
  }

  /** A photo larger than what may leave the phone. */
  private static byte[] photo(Color colour) {
    BufferedImage image = new BufferedImage(2000, 1500, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(colour);
    pen.fillRect(0, 0, 2000, 1500);
    pen.setColor(colour.darker());
    pen.fillOval(600, 500, 800, 600);
    pen.dispose();
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      ImageIO.write(image, "jpg", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Evidence.keep(owner, page, diary);
    context.close();
  }
}
