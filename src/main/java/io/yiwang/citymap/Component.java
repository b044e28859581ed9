package io.yiwang.citymap;

import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.JsonNode;

/**
 * A thing that stands or lies in the city, as it was over a time and as we believed over a time;
 * for example street lamp 31010501037000042.
 *
 * @param id 17 digits of GB/T 47678.5 as a number, see {@link ComponentId}
 * @param classNo the five digits of its class as a number
 * @param point where it is; of a line or an area a point on it
 * @param shape longitude and latitude in degrees; null of a point
 * @param height metres above ground
 * @param manager who answers for it (主管部门), as a keeper
 * @param owner whose it is (权属单位)
 * @param maintainer who mends it (养护单位)
 * @param details what the eighteen attributes do not hold; of pipes and their nodes the network
 * @param validFrom since when it was so in the city
 * @param validTo until when, null when it still is
 * @param knownFrom since when we believe so
 * @param knownTo until when we believed so, null when we still do
 * @param regionPath of things that not everybody may see, where they are; null is open to all
 */
public record Component(
    long id,
    int classNo,
    ComponentState state,
    @Nullable String name,
    @Nullable String address,
    GeoPoint point,
    @Nullable Geometry shape,
    @Nullable Float height,
    @Nullable Integer manager,
    @Nullable Integer owner,
    @Nullable Integer maintainer,
    Accuracy accuracy,
    ComponentSource source,
    @Nullable String remark,
    @Nullable JsonNode details,
    Instant validFrom,
    @Nullable Instant validTo,
    Instant knownFrom,
    @Nullable Instant knownTo,
    @Nullable String regionPath) {

  /** A thing at a point of which nothing more is known; the writer sets its times. */
  public static Component point(long id, @Nullable String name, GeoPoint point) {
    return new Component(
        id,
        ComponentId.classOf(id),
        ComponentState.INTACT,
        name,
        null,
        point,
        null,
        null,
        null,
        null,
        null,
        Accuracy.UNKNOWN,
        ComponentSource.UNKNOWN,
        null,
        null,
        Instant.EPOCH,
        null,
        Instant.EPOCH,
        null,
        null);
  }

  /**
   * A line or an area of which nothing more is known; across the antimeridian its degrees go on
   * past 180.
   */
  public static Component shape(long id, @Nullable String name, Geometry shape) {
    var inside = shape.getInteriorPoint();
    double lng = inside.getX() > 180 ? inside.getX() - 360 : inside.getX();
    return point(id, name, new GeoPoint(inside.getY(), lng)).withShape(shape);
  }

  /** Its 17 digits. */
  public String idText() {
    return ComponentId.text(id);
  }

  /** The five digits of its class. */
  public String classCode() {
    return ComponentId.classCode(classNo);
  }

  public Component withState(ComponentState now) {
    return new Component(
        id,
        classNo,
        now,
        name,
        address,
        point,
        shape,
        height,
        manager,
        owner,
        maintainer,
        accuracy,
        source,
        remark,
        details,
        validFrom,
        validTo,
        knownFrom,
        knownTo,
        regionPath);
  }

  public Component withName(@Nullable String now) {
    return new Component(
        id,
        classNo,
        state,
        now,
        address,
        point,
        shape,
        height,
        manager,
        owner,
        maintainer,
        accuracy,
        source,
        remark,
        details,
        validFrom,
        validTo,
        knownFrom,
        knownTo,
        regionPath);
  }

  public Component withAddress(@Nullable String now) {
    return new Component(
        id,
        classNo,
        state,
        name,
        now,
        point,
        shape,
        height,
        manager,
        owner,
        maintainer,
        accuracy,
        source,
        remark,
        details,
        validFrom,
        validTo,
        knownFrom,
        knownTo,
        regionPath);
  }

  /** At another place; a shape does not move with it. */
  public Component withPoint(GeoPoint now) {
    return new Component(
        id,
        classNo,
        state,
        name,
        address,
        now,
        shape,
        height,
        manager,
        owner,
        maintainer,
        accuracy,
        source,
        remark,
        details,
        validFrom,
        validTo,
        knownFrom,
        knownTo,
        regionPath);
  }

  public Component withShape(@Nullable Geometry now) {
    return new Component(
        id,
        classNo,
        state,
        name,
        address,
        point,
        now,
        height,
        manager,
        owner,
        maintainer,
        accuracy,
        source,
        remark,
        details,
        validFrom,
        validTo,
        knownFrom,
        knownTo,
        regionPath);
  }

  public Component withHeight(@Nullable Float now) {
    return new Component(
        id,
        classNo,
        state,
        name,
        address,
        point,
        shape,
        now,
        manager,
        owner,
        maintainer,
        accuracy,
        source,
        remark,
        details,
        validFrom,
        validTo,
        knownFrom,
        knownTo,
        regionPath);
  }

  public Component withKeepers(
      @Nullable Integer managing, @Nullable Integer owning, @Nullable Integer maintaining) {
    return new Component(
        id,
        classNo,
        state,
        name,
        address,
        point,
        shape,
        height,
        managing,
        owning,
        maintaining,
        accuracy,
        source,
        remark,
        details,
        validFrom,
        validTo,
        knownFrom,
        knownTo,
        regionPath);
  }

  public Component withSource(ComponentSource from, Accuracy measured) {
    return new Component(
        id,
        classNo,
        state,
        name,
        address,
        point,
        shape,
        height,
        manager,
        owner,
        maintainer,
        measured,
        from,
        remark,
        details,
        validFrom,
        validTo,
        knownFrom,
        knownTo,
        regionPath);
  }

  public Component withRemark(@Nullable String now) {
    return new Component(
        id,
        classNo,
        state,
        name,
        address,
        point,
        shape,
        height,
        manager,
        owner,
        maintainer,
        accuracy,
        source,
        now,
        details,
        validFrom,
        validTo,
        knownFrom,
        knownTo,
        regionPath);
  }

  public Component withDetails(@Nullable JsonNode now) {
    return new Component(
        id,
        classNo,
        state,
        name,
        address,
        point,
        shape,
        height,
        manager,
        owner,
        maintainer,
        accuracy,
        source,
        remark,
        now,
        validFrom,
        validTo,
        knownFrom,
        knownTo,
        regionPath);
  }

  public Component withTimes(
      Instant since, @Nullable Instant until, Instant believed, @Nullable Instant doubted) {
    return new Component(
        id,
        classNo,
        state,
        name,
        address,
        point,
        shape,
        height,
        manager,
        owner,
        maintainer,
        accuracy,
        source,
        remark,
        details,
        since,
        until,
        believed,
        doubted,
        regionPath);
  }

  public Component withRegionPath(@Nullable String now) {
    return new Component(
        id,
        classNo,
        state,
        name,
        address,
        point,
        shape,
        height,
        manager,
        owner,
        maintainer,
        accuracy,
        source,
        remark,
        details,
        validFrom,
        validTo,
        knownFrom,
        knownTo,
        now);
  }

  /** Whether nothing but the times differs. */
  public boolean saysTheSameAs(Component other) {
    Component here = withTimes(Instant.EPOCH, null, Instant.EPOCH, null).withShape(null);
    Component there = other.withTimes(Instant.EPOCH, null, Instant.EPOCH, null).withShape(null);
    boolean sameShape =
        shape == null ? other.shape == null : other.shape != null && shape.equalsExact(other.shape);
    return sameShape && here.equals(there);
  }
}
