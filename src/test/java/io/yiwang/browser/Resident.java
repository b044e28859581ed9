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
    this.phone = new Phone(port, corner.place());
    this.corner = corner;
  }

  /** Fills the form in the order of the page and sends it; answers the tracking code. */
  String reports(String address) {
    phone.open("/report");
    phone.shoot(phone.page.locator(".photo-field"), new Color(120, 130, 90));
    phone.page.getByLabel("说几句").fill("路边有一堆暴露垃圾，两天没人清");
    phone.button("暴露垃圾").click();
    assertThat(phone.page.locator("[data-test=region]")).containsText(corner.name());
    phone.page.getByLabel("具体位置（可不填）").fill(address);
    phone.screenshot("report-filled");
    phone.button("提交").click();
    return trackingCode();
  }

  /** The phone's own disk holds the draft with this class. */
  void waitsUntilKept(String classCode) {
    phone.page.waitForFunction(
        """
        code => new Promise(done => {
          const open = indexedDB.open('yiwang-phone')
          open.onsuccess = () => {
            const shelf = open.result.transaction('shelf').objectStore('shelf')
            const draft = shelf.get('report-draft')
            draft.onsuccess = () => {
              open.result.close()
              done(draft.result?.value.classCode === code)
            }
          }
        })
        """,
        classCode);
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
