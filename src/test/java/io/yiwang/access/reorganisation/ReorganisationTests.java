package io.yiwang.access.reorganisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Caller;
import io.yiwang.access.Duty;
import io.yiwang.access.Unit;
import io.yiwang.cases.CaseSummary;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Yesterday's case stays where it was, today's people see it. */
@PlatformTest
class ReorganisationTests extends SeaDistrict {
  @Test
  void aStreetThatIsDividedLeavesItsCasesToThePeopleOfBothHalves() {
    CaseSummary south = open(1, 1, west + "001");
    CaseSummary north = open(1, 3, west + "002");
    Caller officer = person(Duty.STREET_OFFICER, path(west));
    assertThat(officer.get("/api/v1/cases/" + south.id()).statusCode()).isEqualTo(200);
    String half = district + "003";

    JsonNode preview = preview(split(west, half));
    assertThat(preview.at("/counts/neighbourhoods").asLong()).isEqualTo(1);
    assertThat(preview.at("/counts/openCases").asLong()).isEqualTo(1);
    assertThat(preview.at("/counts/duties").asLong()).isEqualTo(1);
    assertThat(regions.find(half)).isEmpty();

    long id = done(split(west, half));
    assertThat(regions.locate(point(1, 3)).orElseThrow().path())
        .isEqualTo("310000." + district + "." + half + "." + west + "002");
    Caller ofNorth = person(Duty.STREET_OFFICER, path(half));
    Caller ofSouth = person(Duty.STREET_OFFICER, path(west));
    assertThat(ofNorth.get("/api/v1/cases/" + north.id()).statusCode()).isEqualTo(200);
    assertThat(ofNorth.get("/api/v1/cases/" + south.id()).statusCode()).isEqualTo(404);
    assertThat(ofSouth.get("/api/v1/cases/" + south.id()).statusCode()).isEqualTo(200);
    assertThat(ofSouth.get("/api/v1/cases/" + north.id()).statusCode()).isEqualTo(404);
    assertThat(posts(officer)).containsExactlyInAnyOrder(west, half);

    JsonNode page = read(ofNorth.get("/api/v1/cases/" + north.id()).body());
    assertThat(page.at("/summary/streetZh").asString()).isEqualTo("西街");
    assertThat(page.at("/filedUnder/path").asString()).contains("." + west + ".");

    assertThat(post(asks, ALL + "/" + id + "/undo", "").at("/state").asString())
        .as("somebody holds a duty in the new half")
        .isEmpty();
    jdbc.sql("delete from access.duty_held where person_id in (?, ?)")
        .params(ofNorth.personId, ofSouth.personId)
        .update();
    assertThat(post(asks, ALL + "/" + id + "/undo", "").at("/state").asString())
        .isEqualTo("UNDONE");
    assertThat(posts(officer)).containsExactly(west);
    assertThat(officer.get("/api/v1/cases/" + north.id()).statusCode()).isEqualTo(200);
    assertThat(regions.find(half)).isEmpty();
  }

  @Test
  void anOutlineDividesToo() {
    CaseSummary here = open(0.5, 1, west + "001");
    String half = district + "004";
    // the western strip of the western street, through the middle of both neighbourhoods
    String outline =
        """
        {"type":"Polygon","coordinates":[[[%1$s,%3$s],[%2$s,%3$s],[%2$s,%4$s],[%1$s,%4$s],[%1$s,%3$s]]]}
        """
            .formatted(x(0), x(1.2), y(0), y(4));
    String plan =
        """
        {"subject":"REGION","kind":"SPLIT","codes":["%1$s"],"into":[{"code":"%1$s"},
         {"code":"%2$s","nameZh":"滨海街","nameEn":"Seaside","outline":%3$s}]}
        """
            .formatted(west, half, outline);
    done(plan);
    assertThat(regions.children(half)).extracting(r -> r.code()).hasSize(2);
    assertThat(
            person(Duty.STREET_OFFICER, path(half)).get("/api/v1/cases/" + here.id()).statusCode())
        .isEqualTo(200);
    assertThat(
            preview(plan.replace(half, half + "9").replace(x(1.2), x(-1))).at("/field").asString())
        .isEqualTo("into.outline");
  }

  @Test
  void twoStreetsThatAreUnitedShareTheirPeopleAndAreToldApartAgainWhenUndone() {
    CaseSummary inWest = open(1, 1, west);
    CaseSummary inEast = open(3, 1, east);
    close(inEast);
    Caller ofWest = person(Duty.STREET_OFFICER, path(west));
    Caller ofEast = person(Duty.STREET_OFFICER, path(east));
    responsible(west, "unit-w");
    responsible(east, "unit-e");
    String whole = district + "009";
    long id =
        done(
            """
            {"subject":"REGION","kind":"MERGE","codes":["%s","%s"],
             "into":[{"code":"%s","nameZh":"海街","nameEn":"Sea Street"}]}
            """
                .formatted(west, east, whole));
    for (Caller each : List.of(ofWest, ofEast)) {
      assertThat(posts(each)).containsExactly(whole);
      assertThat(each.get("/api/v1/cases/" + inWest.id()).statusCode()).isEqualTo(200);
      assertThat(each.get("/api/v1/cases/" + inEast.id()).statusCode()).isEqualTo(200);
    }
    assertThat(regionCode(inEast)).as("filed there for good").isEqualTo(east);
    JsonNode versions = read(asks.get("/api/v1/regions/" + west + "/history").body());
    assertThat(versions.at("/0/successors/0").asString()).isEqualTo(whole);
    assertThat(unitsInForce(whole)).containsExactly("unit-w");

    post(asks, ALL + "/" + id + "/undo", "");
    assertThat(posts(ofWest)).containsExactly(west);
    assertThat(posts(ofEast)).containsExactly(east);
    assertThat(ofWest.get("/api/v1/cases/" + inEast.id()).statusCode()).isEqualTo(404);
    assertThat(ofEast.get("/api/v1/cases/" + inEast.id()).statusCode()).isEqualTo(200);
    assertThat(unitsInForce(west)).containsExactly("unit-w");
    assertThat(unitsInForce(east)).containsExactly("unit-e");
    assertThat(regions.find(whole)).isEmpty();
  }

  @Test
  void aNewNameOrParentLeavesWhatWasFiledAsItWas() {
    CaseSummary before = open(1, 1, west + "001");
    done(
        """
        {"subject":"REGION","kind":"RENAME","codes":["%s"],"into":[{"nameZh":"新西街","nameEn":"New West"}]}
        """
            .formatted(west));
    CaseSummary after = open(1, 1, west + "001");
    assertThat(street(before)).isEqualTo("西街");
    assertThat(street(after)).isEqualTo("新西街");

    done(
        """
        {"subject":"REGION","kind":"MOVE","codes":["%s"],"into":[{"parent":"%s"}]}
        """
            .formatted(west + "001", east));
    assertThat(
            person(Duty.STREET_OFFICER, path(east))
                .get("/api/v1/cases/" + before.id())
                .statusCode())
        .isEqualTo(200);
    assertThat(
            preview(
                    """
                    {"subject":"REGION","kind":"MOVE","codes":["%s"],"into":[{"parent":"%s"}]}
                    """
                        .formatted(east, east + "002"))
                .at("/field")
                .asString())
        .isEqualTo("into.parent");
  }

  @Test
  void anObservationThatWasOnItsWayIsFiledWhereItsPlaceLiesNow() {
    String gone = west + "001";
    done(
        """
        {"subject":"REGION","kind":"MERGE","codes":["%s","%s"],"into":[{"code":"%s"}]}
        """
            .formatted(west + "002", gone, west + "002"));
    CaseSummary late = open(1, 1, gone); // located before, opened after
    assertThat(path(late)).isEqualTo(path(west) + "." + west + "002");
  }

  @Test
  void aCaseThatIsWrittenWithOldFactsWhileItHappensFollows() {
    String old = path(west + "002");
    done(split(west, district + "005"));
    CaseSummary late = open(1, 3, west + "002");
    jdbc.sql("update cases.case_file set region_path = ? where id = ?")
        .params(old, late.id())
        .update();
    sweeping.sweep();
    assertThat(path(late)).isEqualTo(path(west + "002")).isNotEqualTo(old);
  }

  @Test
  void twoDepartmentsThatAreUnitedSeeWhatBothHadAndOpenTasksAreHandedOver() {
    String green = unit("GREEN");
    String roads = unit("ROADS");
    CaseSummary task = open(1, 1, west);
    CaseSummary ended = open(3, 1, east);
    dispatched(task, green);
    dispatched(ended, roads);
    close(ended);
    Caller gardener = member(Duty.DISPATCHER, green);
    Caller mender = member(Duty.DISPATCHER, roads);
    assertThat(mender.get("/api/v1/cases/" + task.id()).statusCode()).isEqualTo(404);
    String both = "BOTH-" + district;
    long id =
        done(
            """
            {"subject":"UNIT","kind":"MERGE","codes":["%s","%s"],"into":[{"code":"%s","nameZh":"绿化市容局","nameEn":"Greenery"}]}
            """
                .formatted(green, roads, both));
    for (Caller each : List.of(gardener, mender)) {
      assertThat(each.get("/api/v1/cases/" + task.id()).statusCode()).isEqualTo(200);
      assertThat(each.get("/api/v1/cases/" + ended.id()).statusCode()).isEqualTo(200);
    }
    JsonNode page = read(mender.get("/api/v1/cases/" + task.id()).body());
    assertThat(page.at("/summary/unitZh").asString()).isEqualTo("绿化市容局");
    assertThat(page.at("/filedUnder/unitZh").asString()).isEqualTo("单位GREEN");
    assertThat(page.at("/history").toString()).contains("HANDED_OVER");
    assertThat(units.list()).extracting(Unit::code).contains(both).doesNotContain(green, roads);

    post(asks, ALL + "/" + id + "/undo", "");
    assertThat(mender.get("/api/v1/cases/" + task.id()).statusCode()).isEqualTo(404);
    assertThat(gardener.get("/api/v1/cases/" + task.id()).statusCode()).isEqualTo(200);
    assertThat(units.list()).extracting(Unit::code).contains(green, roads).doesNotContain(both);
  }

  @Test
  void aPartOfAUnitTakesItsClassesOver() {
    String office = unit("OFFICE");
    CaseSummary rubbish = open(1, 1, west);
    dispatched(rubbish, office);
    String part = "PART-" + district;
    done(
        """
        {"subject":"UNIT","kind":"SPLIT","codes":["%1$s"],"into":[{"code":"%1$s"},
         {"code":"%2$s","nameZh":"环卫所","nameEn":"Sanitation","classes":["06"]}]}
        """
            .formatted(office, part));
    assertThat(unitOf(rubbish)).isEqualTo(part);
  }

  @Test
  void aQuarterGoesToTheHalfItLiesInAndItsPeopleWithIt() {
    long quarter =
        id(
            """
            insert into registry.quarter (name, address, region_code, region_path, lat, lng, s2)
            values ('海上新村', '海街1弄', ?, ?, ?, ?, 0) returning id
            """,
            west,
            path(west),
            point(1, 3).lat(),
            point(1, 3).lng());
    long door =
        id(
            """
            insert into registry.door
              (quarter_id, building_id, entrance, floor, occupancy, label, region_path)
            values (?, 0, 1, 1, 0, '101', ?) returning id
            """,
            quarter,
            path(west));
    long person =
        id(
            """
            insert into registry.person (door_id, origin, name, region_path)
            values (?, 1, '王海', ?) returning id
            """,
            door,
            path(west));
    long elsewhere =
        id(
            "insert into registry.person (origin, name, region_path) values (1, '李海', ?) returning"
                + " id",
            path(west));
    done(split(west, district + "007"));
    String now = path(west + "002");
    assertThat(now).contains(district + "007");
    assertThat(registry("quarter", quarter)).isEqualTo(now);
    assertThat(registry("door", door)).isEqualTo(now);
    assertThat(registry("person", person)).isEqualTo(now);
    assertThat(registry("person", elsewhere))
        .as("without a place: the heir's")
        .isEqualTo(path(west));
    assertThat(
            jdbc.sql("select region_code from registry.quarter where id = ?")
                .param(quarter)
                .query(String.class)
                .single())
        .isEqualTo(west + "002");
  }

  @Test
  void nobodyApprovesTheirOwnAndWhatIsForLaterWaits() {
    String plan = split(west, district + "006");
    JsonNode asked =
        post(asks, ALL, "{\"reason\":\"区划调整\",\"on\":\"2099-01-01\",\"plan\":" + plan + "}");
    long id = asked.at("/id").asLong();
    assertThat(asked.at("/state").asString()).isEqualTo("ASKED");
    assertThat(post(asks, ALL + "/" + id + "/approval", "").at("/status").asInt()).isEqualTo(403);
    assertThat(post(approves, ALL + "/" + id + "/approval", "").at("/state").asString())
        .isEqualTo("APPROVED");
    job.run();
    assertThat(regions.find(district + "006")).isEmpty();
    jdbc.sql("update access.reorganisation set effective_on = current_date where id = ?")
        .param(id)
        .update();
    job.run();
    assertThat(regions.find(district + "006")).as("its day has come").isPresent();

    String later = "{\"reason\":\"x\",\"on\":\"2099-01-01\",\"plan\":";
    id = post(asks, ALL, later + split(east, district + "008") + "}").at("/id").asLong();
    assertThat(read(asks.send("DELETE", ALL + "/" + id, null, null).body()).at("/state").asString())
        .isEqualTo("WITHDRAWN");
    assertThat(post(approves, ALL + "/" + id + "/approval", "").at("/status").asInt())
        .isEqualTo(409);
  }

  @Test
  void refusesWhatCannotBeMeantAndSaysWhy() {
    assertThat(preview(split(west, east)).at("/field").asString()).isEqualTo("into.code");
    assertThat(preview(split("nothing", "999")).at("/field").asString()).isEqualTo("codes");
    assertThat(preview(split("310000", "999")).at("/field").asString()).isEqualTo("codes");
    assertThat(
            preview(
                    """
                    {"subject":"REGION","kind":"MERGE","codes":["%s","%s"],"into":[{}]}
                    """
                        .formatted(west, east + "001"))
                .at("/field")
                .asString())
        .isEqualTo("codes");
    assertThat(preview("{\"kind\":\"SPLIT\"}").at("/status").asInt()).isEqualTo(400);
  }
}
