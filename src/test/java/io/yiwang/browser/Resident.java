package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.yiwang.browser.MiniatureCity.Corner;
import java.awt.Color;

/** Somebody who lives there, reports and follows up; not signed in. */
final class Resident implements AutoCloseable {
  final Phone phone;
  private final Corner corner;

  Resident(int port, Corner corner) {
    this("resident", port, corner);
  }

  Resident(String name, int port, Corner corner) {
    this.phone = new Phone(name, port, corner.place());
    this.corner = corner;
  }

  /** Fills the form and sends it; answers the tracking code. */
  String reports(String address) {
    fills(address);
    phone.screenshot("report-filled");
    phone.button("提交").click();
    return trackingCode();
  }

  /** Fills the form in the order of the page. */
  void fills(String address) {
    phone.open("/report");
    phone.shoot(phone.page.locator(".photo-field"), new Color(120, 130, 90));
    phone.page.getByLabel("说几句").fill("路边有一堆暴露垃圾，两天没人清");
    phone.button("暴露垃圾").click();
    assertThat(phone.button("暴露垃圾")).hasAttribute("aria-pressed", "true");
    assertThat(phone.page.locator("[data-test=region]")).containsText(corner.name());
    phone.page.getByLabel("具体位置（可不填）").fill(address);
  }

  void leavesPhone(String number) {
    phone.page.getByLabel("手机号（可不填）").fill(number);
  }

  /** The phone's own disk holds the draft with this class. */
  void waitsUntilKept(String classCode) {
    phone.waitsUntilKept("report-draft", "value.classCode === '" + classCode + "'");
  }

  String trackingCode() {
    Locator tracking = phone.page.locator("[data-test=tracking]");
    assertThat(tracking).not().isEmpty();
    phone.screenshot("report-sent");
    return tracking.innerText();
  }

  /** Opens the page of a report and waits until it says so. */
  void sees(String tracking, String heading) {
    phone.open("/report/" + tracking);
    assertThat(phone.page.locator("[data-test=stage]")).hasText(heading);
  }

  @Override
  public void close() {
    phone.close();
  }
}
