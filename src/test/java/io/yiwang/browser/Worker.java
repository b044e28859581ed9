package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.yiwang.browser.MiniatureCity.Corner;
import java.awt.Color;
import java.util.regex.Pattern;

/** Somebody who works there with a phone: mends, or looks whether it was mended. */
final class Worker implements AutoCloseable {
  final Phone phone;

  private Worker(int port, Corner corner, String login) {
    this.phone = new Phone(login, port, corner.place());
    phone.signIn(login, MiniatureCity.PASSWORD);
    phone.page.waitForURL(Pattern.compile(".*/worker$"));
  }

  static Worker mender(int port, Corner corner) {
    return new Worker(port, corner, corner.worker());
  }

  static Worker checker(int port, Corner corner) {
    return new Worker(port, corner, corner.checker());
  }

  /** The task at this address appears in the list by itself. */
  Locator task(String address) {
    Locator task =
        phone.page.locator(".task").filter(new Locator.FilterOptions().setHasText(address));
    assertThat(task).containsText("暴露垃圾");
    return task;
  }

  void opens(String address) {
    task(address).click();
    phone.page.waitForURL(Pattern.compile(".*/worker/tasks/\\d+$"));
    assertThat(phone.page.locator(".marks")).isVisible();
  }

  /** The phone can open this task without a network: it has the page and the case. */
  void waitsUntilKept(String address) {
    String link = task(address).getAttribute("href");
    phone.page.waitForFunction(
        """
        async () => {
          const kept = await (await caches.open('yiwang-shell-1')).keys()
          return ['TaskPage', 'CityMap', 'maplibre-gl-worker']
            .every(part => kept.some(request => request.url.includes('/assets/' + part)))
        }
        """);
    phone.waitsUntilKept(link.replaceAll(".*/", "task-"), "value.summary.address");
  }

  /** The case on the page. */
  String caseId() {
    return phone.page.url().replaceAll(".*/", "");
  }

  /** What the server answers to this person. */
  String asks(String path) {
    return phone.context.request().get(phone.at(path)).text();
  }

  void takes(String step) {
    phone.button(step).click();
  }

  /** Arrives and shows what it looked like before. */
  void arrives() {
    takes("我已到场");
    phone.shoot(phone.sheet(), new Color(140, 110, 90));
    phone.sheetButton("我已到场").click();
  }

  void finishes() {
    takes("处置完毕");
    phone.shoot(phone.sheet(), new Color(90, 140, 110));
    phone.screenshot("worker-finish");
    phone.sheetButton("提交").click();
  }

  void checks(boolean mended) {
    takes(mended ? "核查通过" : "核查不通过");
    phone.shoot(phone.sheet(), new Color(90, 120, 160));
    if (!mended) {
      phone.sheetButton("没有修好").click();
    }
    phone.sheetButton("提交").click();
  }

  /** The case shows this state. */
  void seesState(String state) {
    assertThat(phone.page.locator(".marks")).containsText(state);
  }

  /** Nothing waits on the phone any more. */
  void seesAllSent() {
    assertThat(phone.page.locator(".waiting-bar")).isHidden();
  }

  @Override
  public void close() {
    phone.close();
  }
}
