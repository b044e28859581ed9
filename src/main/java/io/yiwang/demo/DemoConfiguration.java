package io.yiwang.demo;

import io.yiwang.access.ApiKeys;
import io.yiwang.access.DemoAccounts;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.access.Units;
import io.yiwang.citymap.City;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.ComponentBulk;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.Keepers;
import io.yiwang.citymap.components.Layers;
import io.yiwang.demo.gauges.GaugeLife;
import io.yiwang.demo.ground.DemoGround;
import io.yiwang.demo.life.CityLife;
import io.yiwang.demo.life.MatterKind;
import io.yiwang.demo.life.Play;
import io.yiwang.demo.life.Web;
import io.yiwang.demo.people.DemoPeople;
import io.yiwang.demo.street.StreetLife;
import io.yiwang.dispatch.DutyBoard;
import io.yiwang.dispatch.Responsibilities;
import io.yiwang.dispatch.Rosters;
import io.yiwang.house.DataFolder;
import io.yiwang.registry.load.RegistryLoad;
import io.yiwang.registry.mine.Claims;
import io.yiwang.sensing.mqtt.MqttAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The demonstration city; nothing of it exists unless {@code yiwang.demo.enabled} is true. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "yiwang.demo.enabled", havingValue = "true")
@EnableConfigurationProperties(DemoSettings.class)
class DemoConfiguration {
  private static final int CAMERAS = 4;

  @Bean
  DemoAccounts demoAccounts() {
    return new Visitors();
  }

  @Bean
  DemoCity demoCity(
      DemoSettings settings,
      Regions regions,
      Units units,
      People people,
      DutyBoard board,
      Rosters rosters,
      Responsibilities responsibilities,
      DemoPeople demoPeople,
      DemoGround demoGround,
      Claims claims) {
    return new DemoCity(
        settings,
        regions,
        units,
        people,
        board,
        rosters,
        responsibilities,
        demoPeople,
        demoGround,
        claims);
  }

  @Bean
  DemoGround demoGround(
      DemoSettings settings,
      ComponentBulk bulk,
      Keepers keepers,
      Layers layers,
      Regions regions,
      DataFolder folder,
      @Value("${yiwang.announce:false}") boolean announce) {
    return new DemoGround(
        bulk,
        keepers,
        layers,
        regions,
        folder,
        settings.seed(),
        announce ? System.out::println : line -> {});
  }

  @Bean
  DemoPeople demoPeople(
      DemoSettings settings, RegistryLoad registry, Regions regions, DataFolder folder) {
    return new DemoPeople(registry, regions, folder, settings.seed());
  }

  @Bean
  Curtain curtain(
      DemoSettings settings,
      DemoCity demoCity,
      City city,
      Regions regions,
      People people,
      ApiKeys keys,
      ComponentReader components,
      JsonMapper json,
      Clock clock,
      MqttAddress mqtt) {
    return new Curtain(
        settings,
        demoCity,
        address -> {
          Play play = play(address, settings, city, regions, people, keys);
          var web = new Web(address, json);
          return new Living(
              new CityLife(play, json),
              new StreetLife(
                  web,
                  play.keys().getOrDefault("eyes", ""),
                  Cast.PASSWORD,
                  new CameraSites(regions, components).list(Visitors.STREET, CAMERAS),
                  clock.withZone(city.zone()),
                  settings.seed()),
              new GaugeLife(
                  web,
                  Cast.PASSWORD,
                  mqtt,
                  new GaugeSites(regions, components).list(Visitors.STREET),
                  clock.withZone(city.zone()),
                  json,
                  settings.seed()));
        });
  }

  private static Play play(
      String address,
      DemoSettings settings,
      City city,
      Regions regions,
      People people,
      ApiKeys keys) {
    return new Play(
        address,
        settings.seed(),
        settings.scale(),
        city.zone(),
        Cast.PASSWORD,
        logins(people),
        Map.of(
            "hotline", key(keys, "hotline-12345", "HOTLINE", "observe"),
            "camera", key(keys, "camera-network", "CAMERA", "observe"),
            "patrol", key(keys, "grid-patrol", "WORKER", "observe"),
            "eyes", key(keys, "cameras", "CAMERA", "observe"),
            "positions", key(keys, "positioning", "SYSTEM", "positions")),
        places(regions),
        kinds());
  }

  /** A key for this run; the one of the run before is not needed any more. */
  private static String key(ApiKeys keys, String source, String channel, String scope) {
    keys.revokeAll(source);
    return keys.issue(source, channel, Set.of(scope));
  }

  private static Map<Long, String> logins(People people) {
    Map<Long, String> logins = new HashMap<>();
    for (Duty duty :
        List.of(Duty.GRID_WORKER, Duty.STREET_OFFICER, Duty.DISTRICT_OFFICER, Duty.CITY_OFFICER)) {
      for (Person person : people.listByDuty(duty)) {
        if (person.login().startsWith(Cast.PLAYED)) {
          logins.put(person.id(), person.login());
        }
      }
    }
    return logins;
  }

  private static List<Play.Place> places(Regions regions) {
    List<Play.Place> places = new ArrayList<>();
    for (Region district : regions.children(regions.root().code())) {
      for (Region street : regions.children(district.code())) {
        for (Region hood : regions.children(street.code())) {
          for (Region grid : regions.children(hood.code())) {
            places.add(new Play.Place(grid.centre(), district.nameZh(), street.nameZh(), 1));
          }
        }
      }
    }
    return places;
  }

  private static List<MatterKind> kinds() {
    return Resources.csv("matters.csv").stream()
        .map(
            row ->
                new MatterKind(
                    Resources.field(row, "class"),
                    Double.parseDouble(Resources.field(row, "weight")),
                    Double.parseDouble(Resources.field(row, "night")),
                    Resources.field(row, "scene"),
                    Double.parseDouble(Resources.field(row, "radius_m")),
                    List.of(Resources.field(row, "words").split("\\|"))))
        .toList();
  }
}
