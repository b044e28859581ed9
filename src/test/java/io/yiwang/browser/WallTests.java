package io.yiwang.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.yiwang.browser.MiniatureCity.Corner;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The wall leads from the city into a street and back, and shows what has just been reported. */
@BrowserTest
class WallTests {
  @LocalServerPort int port;
  @Autowired ApplicationContext beans;

  @Test
  void theWallDrillsIntoADistrictAndShowsANewCaseLive() {
    MiniatureCity city = new MiniatureCity(beans);
    Corner corner = city.corner(9);
    try (Officer officer = new Officer(port, city.watcher());
        Resident resident = new Resident(port, corner)) {
      officer.open("/wall");
      region(officer, "小样区").click();
      assertThat(officer.page).hasURL(Pattern.compile(".*at=310199$"));
      assertThat(region(officer, corner.name()).locator("b")).hasText("0");

      resident.reports("外滩 9 号");
      assertThat(region(officer, corner.name()).locator("b")).hasText("1");
      assertThat(officer.page.locator(".ticker li.new").first()).containsText("暴露垃圾");
      officer.screenshot("wall-district");

      region(officer, corner.name()).click();
      assertThat(officer.page).hasURL(Pattern.compile(".*at=310199\\.310199009$"));
      assertThat(figure(officer, "inHand")).hasText("1");
      assertThat(officer.page.locator(".ticker li")).not().hasCount(0);
      officer.screenshot("wall-street");

      officer.page.keyboard().press("Escape");
      assertThat(officer.page).hasURL(Pattern.compile(".*at=310199$"));
      officer.page.goBack();
      assertThat(officer.page).hasURL(Pattern.compile(".*009$"));

      figure(officer, "inHand").click();
      assertThat(officer.page).hasURL(Pattern.compile(".*/desk\\?.*street=310199009.*"));
      assertThat(officer.row("外滩 9 号")).hasCount(1);
    }
  }

  @Test
  void aPlaceThatIsNotHereLeadsToTheNearestThatIs() {
    try (Officer officer = new Officer(port, new MiniatureCity(beans).watcher())) {
      officer.open("/wall?at=310199.999");
      assertThat(officer.page).hasURL(Pattern.compile(".*at=310199$"));
      officer.open("/wall?at=999");
      assertThat(officer.page).hasURL(Pattern.compile(".*/wall$"));
    }
  }

  @Test
  void anOfficerOfAStreetBeginsThereAndLooksNoFurtherUp() {
    Corner corner = new MiniatureCity(beans).corner(9);
    try (Officer officer = new Officer(port, corner.officer())) {
      officer.open("/wall?at=310101");
      assertThat(region(officer, "第9居委会")).hasCount(1);
      assertThat(officer.page.locator("header nav")).containsText("第9街道");
      assertThat(officer.page.locator("header nav")).not().containsText("上海市");
      officer.page.keyboard().press("Escape");
      assertThat(region(officer, "第9居委会")).hasCount(1);
      officer.screenshot("wall-own-street");
    }
  }

  private static Locator region(Officer officer, String name) {
    return officer
        .page
        .locator(".ranking button")
        .filter(new Locator.FilterOptions().setHasText(name));
  }

  private static Locator figure(Officer officer, String name) {
    return officer.page.locator(".counters ." + name + " dd a");
  }
}
