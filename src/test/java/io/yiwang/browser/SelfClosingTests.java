package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.yiwang.access.Duty;
import io.yiwang.access.NewPerson;
import io.yiwang.access.People;
import io.yiwang.browser.MiniatureCity.Corner;
import io.yiwang.cases.checks.TestEyes;
import io.yiwang.kernel.Datum;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.Intake;
import io.yiwang.sensing.LookVerdict;
import io.yiwang.sensing.ObservationDraft;
import io.yiwang.sensing.Photos;
import io.yiwang.sensing.Source;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A camera sees litter, a worker picks it up, the same camera looks again: first it still lies
 * there, then the case closes by itself, and an officer undoes that.
 */
@BrowserTest
class SelfClosingTests {
  private static final String CAMERA = TestEyes.PREFIX + "27";
  private static final String ADDRESS = "望海路 27 号";

  @LocalServerPort int port;
  @Autowired ApplicationContext beans;
  @Autowired TestEyes eyes;
  @Autowired JdbcTemplate jdbc;

  private MiniatureCity city;

  @BeforeEach
  void build() {
    city = new MiniatureCity(beans);
    jdbc.update(
        """
        insert into cases.look_rule (prefix, quiet_s, patience_s, undo_s, at, by_id, by_name)
        values ('06010', 3, 600, 3600, now(), 0, 'test')
        """);
  }

  @Test
  void theCameraLooksAgainAndTheCaseClosesByItself() {
    Corner corner = city.corner(27);
    report(corner);
    try (Worker worker = Worker.mender(port, corner);
        Officer officer = new Officer(port, corner.officer())) {
      worker.opens(ADDRESS);
      worker.takes("接单");
      worker.finishes();
      assertThat(worker.phone.text("摄像机还会再看")).isVisible();
      worker.phone.screenshot("worker-look-waits");

      officer.open("/desk");
      officer.finds(ADDRESS, 1);
      assertThat(officer.row(ADDRESS)).containsText("复核");
      officer.screenshot("desk-look-waits");
      officer.opens(ADDRESS);
      assertThat(officer.page.locator(".looks .wait")).containsText("摄像机 test-27 将于");
      officer.screenshot("case-look-waits");

      eyes.show(CAMERA, LookVerdict.STILL_THERE, street(1), "还有一袋垃圾 one bag is still there");
      worker.seesState("返工 1 次");
      assertThat(worker.phone.text("摄像机看到还没清除")).isVisible();
      assertThat(worker.phone.page.locator(".still img")).hasCount(2);
      worker.phone.screenshot("worker-look-rework");
      officer.seesState("待处置");
      officer.screenshot("case-look-rework");

      eyes.show(CAMERA, LookVerdict.CLEAR, street(0), null);
      worker.takes("接单");
      worker.finishes();
      worker.seesState("已结案");
      assertThat(worker.phone.text("摄像机看到已清除，自动结案")).isVisible();
      worker.phone.screenshot("worker-look-closed");

      officer.seesState("已结案");
      Locator looks = officer.page.locator(".looks");
      assertThat(looks).containsText("已确认清除，自动结案");
      assertThat(looks).containsText("litter-nano 1.2.0 · 置信度 93%");
      assertThat(looks.locator("article").first().locator("img")).hasCount(2);
      officer.screenshot("case-self-closed");
      inEnglish(officer, "case-self-closed-en");
      looks.locator(".pair").first().click();
      Locator slider = officer.page.getByLabel("左右拖动对比");
      slider.focus();
      officer.page.keyboard().press("ArrowLeft");
      assertThat(slider).hasValue("49");
      officer.screenshot("case-compare");
      officer.page.keyboard().press("Escape");
      assertThat(slider).isHidden();
      phonePicture(officer);

      officer.open("/desk?stage=CLOSE&selfClosed=true");
      officer.finds(ADDRESS, 1);
      assertThat(officer.row(ADDRESS)).containsText("自动结案");
      officer.screenshot("desk-self-closed");
      officer.opens(ADDRESS);
      looks.getByText("撤销").last().click();
      officer.page.locator(".el-popconfirm").getByText("撤销", exact()).click();
      officer.seesState("待核查");
      assertThat(officer.page.getByText("撤销自动结案")).isVisible();
      assertThat(eyes.asked(CAMERA)).hasSize(2);
    }
  }

  @Test
  void administratorsSetHowSoonAClassIsLookedAtAgain() {
    People people = beans.getBean(People.class);
    String login = "mini-admin-27";
    people.create(
        new NewPerson(
            login,
            "管复核",
            login,
            people.hash(MiniatureCity.PASSWORD),
            Set.of(Duty.ADMIN),
            "",
            "",
            ""));
    try (Officer admin = new Officer(port, login)) {
      admin.open("/admin/looks");
      Locator bins = admin.row("06042");
      assertThat(bins).containsText("2分");
      assertThat(bins).containsText("出厂设置");
      admin.screenshot("look-rules");
      bins.getByText("修改").click();
      Locator quiet = admin.dialog().getByRole(AriaRole.SPINBUTTON).first();
      assertThat(quiet).hasValue("2");
      quiet.fill("7");
      quiet.blur();
      admin.screenshot("look-rules-change");
      admin.dialogButton("保存").click();
      assertThat(bins).containsText("7分");
      assertThat(bins).containsText("管复核");
      admin.page.setViewportSize(390, 844);
      admin.page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target/screenshots/look-rules-390x844.png")));
      bins.getByText("恢复出厂").click();
      admin.dialogButton("恢复出厂").click();
      assertThat(bins).containsText("出厂设置");
    }
  }

  private static Locator.GetByTextOptions exact() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  /** The same page in the other language. */
  private static void inEnglish(Officer officer, String name) {
    officer.page.evaluate("() => localStorage.setItem('yiwang.locale', 'en')");
    officer.page.reload();
    assertThat(officer.page.locator(".looks")).containsText("closed by itself");
    officer.screenshot(name);
    officer.page.evaluate("() => localStorage.setItem('yiwang.locale', 'zh')");
    officer.page.reload();
    assertThat(officer.page.locator(".looks")).containsText("自动结案");
  }

  /** The same page in one hand. */
  private static void phonePicture(Officer officer) {
    officer.page.setViewportSize(390, 844);
    officer.page.locator(".looks").scrollIntoViewIfNeeded();
    officer.page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/screenshots/case-self-closed-390x844.png")));
    officer.page.setViewportSize(1440, 900);
  }

  private void report(Corner corner) {
    String photo =
        beans.getBean(Photos.class).store(new ByteArrayInputStream(street(3)), "image/jpeg");
    ObservationDraft seen =
        new ObservationDraft(
            "track-27",
            null,
            null,
            "06010",
            corner.place().lat(),
            corner.place().lng(),
            Datum.WGS84,
            Instant.now(),
            "摄像机看到路面有垃圾",
            ADDRESS,
            null,
            "track-27",
            null,
            1,
            List.of(photo),
            Map.of("model", "litter-nano", "version", "1.2.0"));
    assertThat(
            beans
                .getBean(Intake.class)
                .accept(new Source(CAMERA, Channel.CAMERA), List.of(seen))
                .accepted())
        .isEqualTo(1);
  }

  /** A street with so many bags on it. */
  private static byte[] street(int bags) {
    BufferedImage picture = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.setColor(new Color(168, 190, 205));
    g.fillRect(0, 0, 640, 170);
    g.setColor(new Color(150, 120, 100));
    g.fillRect(40, 40, 220, 150);
    g.fillRect(330, 20, 250, 170);
    g.setColor(new Color(170, 166, 158));
    g.fillRect(0, 170, 640, 110);
    g.setColor(new Color(92, 94, 98));
    g.fillRect(0, 280, 640, 200);
    g.setColor(new Color(226, 226, 220));
    g.setStroke(new BasicStroke(6));
    for (int x = 10; x < 640; x += 120) {
      g.drawLine(x, 390, x + 60, 390);
    }
    for (int bag = 0; bag < bags; bag++) {
      g.setColor(new Color(40, 44, 48));
      g.fillOval(180 + bag * 90, 225 + bag % 2 * 20, 80, 66);
      g.setColor(new Color(214, 208, 190));
      g.fillOval(206 + bag * 90, 232 + bag % 2 * 20, 26, 18);
    }
    g.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "jpeg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
