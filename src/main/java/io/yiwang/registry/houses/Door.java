package io.yiwang.registry.houses;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A dwelling behind one door of a building.
 *
 * @param entrance number of the entrance (单元), from 1
 * @param floor below ground is negative
 * @param label as it is written on the door, for example 602
 * @param checkedOn when somebody last looked how it is lived in
 */
public record Door(
    long id,
    long quarterId,
    long buildingId,
    int entrance,
    int floor,
    String label,
    Occupancy occupancy,
    @Nullable LocalDate checkedOn,
    String regionPath,
    @Nullable String unitCode) {}
