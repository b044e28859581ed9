package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Somebody at a desk or in front of the wall: a large browser window of its own, in Chinese. */
final class Officer implements AutoCloseable {
  /** A busy machine is slow; a test that waits for a state loses nothing by waiting long. */
  private static final double PATIENCE_MILLIS = 60_000;

  final BrowserContext context;
  final Page page;
  private final String login;
  private final String address;
  private final Diary diary;

  Officer(int port, String login) {
    this.login = login;
    this.address = "http://localhost:" + port;
    this.context =
        Chromium.browser()
            .newContext(
                new Browser.NewContextOptions().setViewportSize(1440, 900).setLocale("zh-CN"));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    this.page = context.newPage();
    this.diary = new Diary(page);
    open("/signin");
    page.getByLabel("用户名").fill(login);
    page.getByLabel("密码", new Page.GetByLabelOptions().setExact(true)).fill(MiniatureCity.PASSWORD);
    button("登录").click();
    page.waitForURL(Pattern.compile("^(?!.*/signin).*$"));
  }

  void open(String path) {
    page.navigate(address + path);
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The button of the open dialog. */
  Locator dialogButton(String name) {
    return dialog()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator dialog() {
    return page.getByRole(AriaRole.DIALOG);
  }

  /** The line of the list with this address. */
  Locator row(String place) {
    return page.locator(".list tbody tr").filter(new Locator.FilterOptions().setHasText(place));
  }

  /** Looks for words in the list until it shows so many cases. */
  void finds(String words, int cases) {
    page.getByLabel("编号、地址、描述…").fill(words);
    assertThat(page.locator("footer")).containsText("共 " + cases + " 件");
    assertThat(page.locator(".list tbody tr")).hasCount(cases);
  }

  /** Opens the page of the case at this address. */
  void opens(String place) {
    row(place).getByRole(AriaRole.LINK).click();
    page.waitForURL(Pattern.compile(".*/desk/cases/\\d+$"));
  }

  /** The case shows this state. */
  void seesState(String state) {
    assertThat(page.locator(".track [aria-current=step]")).containsText(state);
  }

  /** The exported list as text, its mark included. */
  String exports() {
    Download file =
        page.waitForDownload(
            () -> {
              button("导出 CSV").click();
              dialogButton("下载").click();
            });
    try (InputStream bytes = file.createReadStream()) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void screenshot(String name) {
    Path file = Path.of("target", "screenshots", name + "-1440x900.png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }

  @Override
  public void close() {
    Evidence.keep(login, page, diary);
    context.close();
  }
}
