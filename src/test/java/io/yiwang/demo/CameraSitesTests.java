package io.yiwang.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.citymap.Hamlets;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.demo.street.StreetSite;
import io.yiwang.demo.street.StreetView.Focus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@PlatformTest
class CameraSitesTests {
  @LocalServerPort int port;
  @Autowired ApplicationContext beans;
  @Autowired Regions regions;
  @Autowired ComponentReader components;

  @Test
  void findsAPlaceInEachGridAlsoWhereThereAreFewNeighbourhoods() {
    Hamlets sea = new Hamlets(beans, port);
    List<StreetSite> sites = new CameraSites(regions, components).list(sea.street, 4);
    assertThat(sites).extracting(StreetSite::code).doesNotHaveDuplicates().hasSize(4);
    assertThat(sites).extracting(StreetSite::pole).doesNotHaveDuplicates();
    assertThat(sites)
        .extracting(StreetSite::focus)
        .containsExactly(Focus.PAVEMENT, Focus.PAVEMENT, Focus.ROADWAY, Focus.PAVEMENT);
  }

  @Test
  void findsNoMoreThanThereAreGrids() {
    Hamlets sea = new Hamlets(beans, port);
    assertThat(new CameraSites(regions, components).list(sea.street, 9)).hasSize(4);
  }
}
