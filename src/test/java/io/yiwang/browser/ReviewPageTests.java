package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import io.yiwang.browser.MiniatureCity.Corner;
import io.yiwang.sensing.Photos;
import io.yiwang.vision.review.CandidateDraft;
import io.yiwang.vision.review.Candidates;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What cameras are not sure about is decided with one key a picture, or by a swipe. */
@BrowserTest
class ReviewPageTests {
  private static final int STREET = 24;
  private static final String CAMERA = "MINI-24";

  @LocalServerPort int port;
  @Autowired ApplicationContext beans;
  @Autowired Candidates candidates;
  @Autowired Photos photos;
  @Autowired JdbcClient jdbc;

  private Corner corner;

  @BeforeEach
  void settle() {
    corner = new MiniatureCity(beans).corner(STREET);
    jdbc.sql("delete from vision.candidate where camera = ?").param(CAMERA).update();
  }

  /** A rubbish bag on the pavement of a drawn street, seen so many seconds ago. */
  private void offer(String track, int bag, int secondsAgo) {
    byte[] picture = StreetPicture.withBags(bag);
    String photo = photos.store(new ByteArrayInputStream(picture), "image/jpeg");
    candidates.offer(
        new CandidateDraft(
            CAMERA,
            "dropped-things",
            "1",
            "06010",
            0.47,
            StreetPicture.bag(bag),
            StreetPicture.WIDTH,
            StreetPicture.HEIGHT,
            photo,
            track,
            Instant.now().minusSeconds(secondsAgo),
            corner.place()));
  }

  private List<String> states() {
    return jdbc.sql(
            "select track || ' ' || status from vision.candidate where camera = ? order by track")
        .param(CAMERA)
        .query(String.class)
        .list();
  }

  @Test
  void keysDecideOnePictureAfterAnotherAndTakeTheLastBack() {
    offer("a", 1, 50);
    offer("b", 2, 40);
    offer("c", 3, 30);
    try (Officer officer = new Officer(port, corner.officer())) {
      officer.open("/desk/review");
      Locator facts = officer.page.locator(".facts");
      assertThat(facts).containsText("暴露垃圾");
      assertThat(facts).containsText("把握 47%");
      assertThat(officer.page.locator(".whole rect").first()).isVisible();
      assertThat(officer.page.locator(".head")).containsText("待复核 3");
      officer.screenshot("vision-review");
      officer.page.keyboard().press("j");
      officer.page.keyboard().press("k");
      officer.page.keyboard().press("Enter");
      officer.page.keyboard().press("x");
      officer.page.keyboard().press("1");
      assertThat(officer.page.getByText("都看完了")).isVisible();
      await()
          .untilAsserted(
              () ->
                  assertThat(states()).containsExactly("a CONFIRMED", "b REJECTED", "c CORRECTED"));
      officer.screenshot("vision-review-done");
      officer.page.keyboard().press("z");
      assertThat(facts).isVisible();
      assertThat(states()).containsExactly("a CONFIRMED", "b REJECTED", "c OPEN");
      officer.page.keyboard().press("0");
      officer.dialog().getByLabel("选择类别").fill("乱停放");
      officer
          .dialog()
          .locator("li button")
          .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^非机动车乱停放")))
          .first()
          .click();
      await().untilAsserted(() -> assertThat(states()).contains("c CORRECTED"));
      assertThat(
              jdbc.sql("select said_class from vision.candidate where camera = ? and track = 'c'")
                  .param(CAMERA)
                  .query(String.class)
                  .single())
          .isEqualTo("09010");
    }
  }

  @Test
  void aNewPictureComesByItselfAndAPhoneHasLargeButtons() {
    try (Officer officer = new Officer(port, corner.officer())) {
      officer.page.setViewportSize(390, 844);
      officer.open("/desk/review");
      assertThat(officer.page.getByText("都看完了")).isVisible();
      officer.screenshot("vision-review-none-390x844");
      offer("live", 2, 1);
      assertThat(officer.page.locator(".facts")).containsText("暴露垃圾");
      officer.screenshot("vision-review-390x844");
      officer.page.locator(".two .no").click();
      await().untilAsserted(() -> assertThat(states()).containsExactly("live REJECTED"));
    }
  }
}
