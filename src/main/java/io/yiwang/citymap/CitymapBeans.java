package io.yiwang.citymap;

import io.yiwang.access.RegionPaths;
import io.yiwang.access.reorganisation.CityDay;
import io.yiwang.citymap.catalogue.CatalogueFiles;
import io.yiwang.citymap.catalogue.CatalogueReader;
import io.yiwang.citymap.catalogue.CatalogueSnapshot;
import io.yiwang.citymap.catalogue.CatalogueStore;
import io.yiwang.citymap.components.Layers;
import io.yiwang.citymap.regions.RegionShapes;
import io.yiwang.citymap.regions.RegionStore;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds the city, its catalogue and its regions at start. */
@Configuration(proxyBeanMethods = false)
class CitymapBeans {

  @Bean
  City city(
      @Value("${yiwang.city:classpath:city/shanghai.yaml}") String location,
      @Value("${yiwang.demo.enabled:false}") boolean demo,
      JdbcTemplate jdbc) {
    City city = CityFile.read(location, demo);
    City.Extent extent = city.extent();
    jdbc.update(
        """
        insert into citymap.city (code, name_zh, name_en, zone, languages, min_lat, min_lng, max_lat,
          max_lng, lat, lng, calendar)
        values (?, ?, ?, ?, string_to_array(?, ','), ?, ?, ?, ?, ?, ?, ?)
        on conflict (code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en,
          zone = excluded.zone, languages = excluded.languages, min_lat = excluded.min_lat,
          min_lng = excluded.min_lng, max_lat = excluded.max_lat, max_lng = excluded.max_lng,
          lat = excluded.lat, lng = excluded.lng, calendar = excluded.calendar, changed_at = now()
        """,
        city.code(),
        city.nameZh(),
        city.nameEn(),
        city.zone().getId(),
        String.join(",", city.languages()),
        extent.minLat(),
        extent.minLng(),
        extent.maxLat(),
        extent.maxLng(),
        city.centre().lat(),
        city.centre().lng(),
        city.calendar());
    return city;
  }

  @Bean
  CatalogueStore catalogueStore(JdbcTemplate jdbc, TransactionTemplate transaction) {
    return new CatalogueStore(jdbc, transaction);
  }

  @Bean
  CatalogueReader catalogueReader(JdbcTemplate jdbc) {
    return new CatalogueReader(jdbc);
  }

  @Bean
  Catalogue catalogue(
      City city,
      @Value("${yiwang.city:classpath:city/shanghai.yaml}") String location,
      CatalogueStore store,
      CatalogueReader reader,
      Clock clock) {
    CatalogueFiles files =
        CityFile.folder(location).map(CatalogueFiles::in).orElseGet(CatalogueFiles::bundled);
    store.takeOver(files, city.catalogues(), city.calendar());
    return new Catalogue(() -> snapshot(city, reader, clock), clock);
  }

  private static CatalogueSnapshot snapshot(City city, CatalogueReader reader, Clock clock) {
    return new CatalogueSnapshot(
        reader.read(),
        reader.calendar(city.calendar()).in(city.zone()),
        LocalDate.ofInstant(clock.instant(), city.zone()));
  }

  @Bean
  RegionShapes regionShapes(City city, Regions regions, RegionStore store) {
    return new RegionShapes(city, regions, store);
  }

  @Bean
  RegionStore regionStore(JdbcTemplate jdbc, TransactionTemplate transaction) {
    return new RegionStore(jdbc, transaction);
  }

  @Bean
  Regions regions(City city, RegionStore store, Clock clock) {
    return new Regions(city, store, clock);
  }

  @Bean
  RegionPaths regionPaths(Regions regions) {
    return code -> regions.find(code).map(Region::path);
  }

  @Bean
  CityDay cityDay(City city, Clock clock) {
    return () -> LocalDate.ofInstant(clock.instant(), city.zone());
  }

  @Bean
  Layers layers(
      @Value("${yiwang.map.layers:classpath:map/layers.yaml}") Resource file, Catalogue catalogue) {
    return Layers.read(file, catalogue);
  }
}
