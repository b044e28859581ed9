package io.yiwang.registry.load;

import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.Sex;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A quarter with everything in it, identifiers in the clear; ids are the caller's.
 *
 * @param outline ring of lng, lat, lng, lat …
 */
public record QuarterLoad(
    int id,
    String name,
    String address,
    String regionCode,
    String regionPath,
    @Nullable String unitCode,
    GeoPoint point,
    int built,
    List<Double> outline,
    List<BuildingLoad> buildings,
    List<DoorLoad> doors,
    List<PersonLoad> persons,
    List<FormerStay> former,
    List<EnterpriseLoad> enterprises) {

  /** A building. */
  public record BuildingLoad(int id, String name, int floors) {}

  /**
   * A door; its household has the same id.
   *
   * @param occupancy 0 unknown, 1 own, 2 rent, 3 vacant
   */
  public record DoorLoad(
      int id, int buildingId, int entrance, int floor, String label, int occupancy) {}

  /**
   * A person living behind a door.
   *
   * @param relation ordinal of Relation
   * @param groups bits of special groups
   */
  public record PersonLoad(
      long id,
      int doorId,
      String name,
      Sex sex,
      LocalDate birth,
      String number,
      @Nullable String phone,
      int relation,
      int groups,
      LocalDate since) {}

  /** Where one of the persons lived before. */
  public record FormerStay(long personId, int doorId, LocalDate since, LocalDate until) {}

  /** An enterprise in or beside the quarter. */
  public record EnterpriseLoad(
      long id,
      String creditCode,
      String name,
      String address,
      String industry,
      int employees,
      LocalDate founded,
      String legalPerson,
      String phone,
      GeoPoint point) {}
}
