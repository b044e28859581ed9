package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.yiwang.browser.MiniatureCity.Corner;
import java.awt.Color;
import java.util.regex.Pattern;

/** Somebody who works there with a phone: mends, or looks whether it was mended. */
final class Worker implements AutoCloseable {
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

  final Phone phone;

  private Worker(int port, Corner corner, String login) {
    this.phone = new Phone(port, corner.place());
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
    assertThat(task).containsText("暴露垃圾", SOON);
    return task;
  }

  void opens(String address) {
    task(address).click();
    phone.page.waitForURL(Pattern.compile(".*/worker/tasks/\\d+$"));
  }

  void takes(String step) {
    phone.button(step).click();
  }

  /** Arrives and shows what it looked like before. */
  void arrives() {
    takes("我已到场");
    phone.shoot(phone.sheet(), new Color(140, 110, 90));
    assertThat(phone.sheet().locator("figure img")).isVisible();
    phone.sheetButton("我已到场").click();
  }

  void finishes() {
    takes("处置完毕");
    phone.shoot(phone.sheet(), new Color(90, 140, 110));
    assertThat(phone.sheet().locator("figure img")).isVisible();
    phone.screenshot("worker-finish");
    phone.sheetButton("提交").click();
  }

  void checks(boolean mended) {
    takes(mended ? "核查通过" : "核查不通过");
    phone.shoot(phone.sheet(), new Color(90, 120, 160));
    assertThat(phone.sheet().locator("figure img")).isVisible();
    if (!mended) {
      phone.sheetButton("没有修好").click();
    }
    phone.sheetButton("提交").click();
  }

  /** The case shows this state. */
  void seesState(String state) {
    assertThat(phone.page.locator(".marks")).containsText(state, SOON);
  }

  /** Nothing waits on the phone any more. */
  void seesAllSent() {
    assertThat(phone.page.locator(".waiting-bar"))
        .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(20_000));
  }

  @Override
  public void close() {
    phone.close();
  }
}
