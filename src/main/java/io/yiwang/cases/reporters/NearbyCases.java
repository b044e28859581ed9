package io.yiwang.cases.reporters;

import com.google.common.geometry.S1Angle;
import com.google.common.geometry.S2Cap;
import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2CellUnion;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2RegionCoverer;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.book.Summaries;
import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.MatterClass;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.NearbyMatters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Open cases around a point, found by the cells that cover the circle. */
@Component
class NearbyCases implements NearbyMatters {
  /** Walking sight: further away nobody means the same matter. */
  private static final double SIGHT_METRES = 200;

  private static final int MOST = 10;

  private final JdbcTemplate jdbc;
  private final Summaries summaries;
  private final Catalogue catalogue;

  NearbyCases(JdbcTemplate jdbc, Summaries summaries, Catalogue catalogue) {
    this.jdbc = jdbc;
    this.summaries = summaries;
    this.catalogue = catalogue;
  }

  @Override
  public List<NearbyMatter> near(GeoPoint point, @Nullable String classCode) {
    String family = classCode == null || classCode.isBlank() ? null : family(classCode);
    return SystemDuty.call(() -> around(point)).stream()
        .filter(c -> family == null || family.equals(catalogue.family(c.classCode())))
        .filter(c -> metres(c, point) <= SIGHT_METRES)
        .sorted(Comparator.comparing(c -> metres(c, point)))
        .limit(MOST)
        .map(c -> matter(c, point))
        .toList();
  }

  @Override
  public Optional<Place> place(String number) {
    return SystemDuty.call(
            () ->
                jdbc.query(
                    "select * from cases.case_file where number = ? and stage < 5",
                    summaries::read,
                    number))
        .stream()
        .findFirst()
        .map(c -> new Place(new GeoPoint(c.lat(), c.lng()), c.classCode(), c.address()));
  }

  private List<CaseSummary> around(GeoPoint point) {
    S2Cap circle =
        S2Cap.fromAxisAngle(
            S2LatLng.fromDegrees(point.lat(), point.lng()).toPoint(),
            S1Angle.radians(SIGHT_METRES / GeoPoint.EARTH_RADIUS_M));
    S2CellUnion cells =
        S2RegionCoverer.builder().setMaxCells(6).setMaxLevel(16).build().getCovering(circle);
    List<String> ranges = new ArrayList<>();
    List<Object> bounds = new ArrayList<>();
    for (S2CellId cell : cells) {
      ranges.add("s2 between ? and ?");
      bounds.add(cell.rangeMin().id());
      bounds.add(cell.rangeMax().id());
    }
    return jdbc.query(
        "select * from cases.case_file where stage < 5 and ("
            + String.join(" or ", ranges)
            + ") limit 1000",
        summaries::read,
        bounds.toArray());
  }

  private String family(String classCode) {
    return catalogue.family(catalogue.find(classCode).map(MatterClass::code).orElse(classCode));
  }

  private static double metres(CaseSummary c, GeoPoint point) {
    return new GeoPoint(c.lat(), c.lng()).distanceMetres(point);
  }

  private static NearbyMatter matter(CaseSummary c, GeoPoint point) {
    return new NearbyMatter(
        c.id(),
        c.number(),
        c.classZh(),
        c.classEn(),
        (int) Math.round(metres(c, point)),
        c.reportedAt(),
        c.reports(),
        c.photo(),
        c.stage().name());
  }
}
