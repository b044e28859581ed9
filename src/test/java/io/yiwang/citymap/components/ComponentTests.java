package io.yiwang.citymap.components;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.PlatformTest;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentState;
import io.yiwang.house.Problem;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.springframework.beans.factory.annotation.Autowired;

/** What is on the map changes without anything being forgotten. */
@PlatformTest
class ComponentTests {
  private static final ChangeOrigin US =
      new ChangeOrigin(ChangeOrigin.Way.EDIT, null, "test", "because");
  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
  private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
  private static final Instant AUGUST = Instant.parse("2026-08-01T00:00:00Z");
  private static final GeoPoint HERE = new GeoPoint(31.0012345, 122.1712345);
  private static final GeoPoint THERE = new GeoPoint(31.0022345, 122.1712345);

  @Autowired ComponentWriter writer;
  @Autowired ComponentReader reader;
  @Autowired ComponentNews news;

  @Test
  void comesMovesAndGoesAndIsFoundAsItWas() {
    long id = free(1037);
    writer.change(List.of(ComponentChange.put(Component.point(id, "路灯", HERE), MARCH)), US);
    Instant known = Instant.now();
    writer.change(
        List.of(
            ComponentChange.put(
                Component.point(id, "路灯", THERE).withState(ComponentState.DAMAGED), MAY)),
        US);
    writer.change(List.of(ComponentChange.remove(id, JULY)), US);

    assertThat(line(id, AsOf.NOW)).isEqualTo("REMOVED 31.0022345");
    assertThat(line(id, AsOf.valid(MARCH.minusSeconds(1)))).isEqualTo("nothing");
    assertThat(line(id, AsOf.valid(MARCH))).isEqualTo("INTACT 31.0012345");
    assertThat(line(id, AsOf.valid(MAY))).isEqualTo("DAMAGED 31.0022345");
    assertThat(line(id, AsOf.valid(AUGUST))).isEqualTo("REMOVED 31.0022345");
    assertThat(line(id, new AsOf(AUGUST, known))).isEqualTo("INTACT 31.0012345");
    assertThat(near(HERE, 20, AsOf.NOW)).doesNotContain(id);
    assertThat(near(HERE, 20, AsOf.valid(MARCH))).contains(id);
    assertThat(near(THERE, 20, AsOf.valid(MAY))).contains(id);
    assertThat(reader.history(id)).hasSize(5);
  }

  @Test
  void aWordAboutAnEarlierTimeCorrectsWhatWasBelievedOfIt() {
    long id = free(1037);
    writer.change(List.of(ComponentChange.put(Component.point(id, "a", HERE), MARCH)), US);
    writer.change(List.of(ComponentChange.put(Component.point(id, "b", HERE), JULY)), US);
    Instant known = Instant.now();
    writer.change(List.of(ComponentChange.put(Component.point(id, "c", HERE), MAY)), US);

    assertThat(name(id, AsOf.valid(MARCH))).isEqualTo("a");
    assertThat(name(id, AsOf.valid(MAY))).isEqualTo("c");
    assertThat(name(id, AsOf.valid(AUGUST))).isEqualTo("c");
    assertThat(name(id, new AsOf(MAY, known))).isEqualTo("a");
    assertThat(name(id, new AsOf(AUGUST, known))).isEqualTo("b");
  }

  @Test
  void theSameTwiceChangesNothing() {
    long id = free(1037);
    List<ComponentChange> change =
        List.of(ComponentChange.put(Component.point(id, "路灯", HERE), MARCH));
    assertThat(writer.change(change, US).changes()).hasSize(1);
    assertThat(writer.change(change, US)).isEqualTo(new ChangeSet(0, List.of()));
    assertThat(reader.history(id)).hasSize(1);
  }

  @Test
  void whatIsDividedIsStillWholeBefore() throws ParseException {
    long whole = free(2999);
    List<Long> ids = writer.nextIds(990000, 2999, 2);
    var wkt = new WKTReader();
    writer.change(
        List.of(
            ComponentChange.put(
                Component.shape(whole, "长路", wkt.read("LINESTRING (122.18 31.01, 122.182 31.01)")),
                MARCH)),
        US);
    writer.change(
        List.of(
            ComponentChange.split(
                whole,
                List.of(
                    Component.shape(
                        ids.get(0), "西路", wkt.read("LINESTRING (122.18 31.01, 122.181 31.01)")),
                    Component.shape(
                        ids.get(1), "东路", wkt.read("LINESTRING (122.181 31.01, 122.182 31.01)"))),
                MAY)),
        US);
    var box =
        wkt.read(
            "POLYGON ((122.1795 31.009, 122.1805 31.009, 122.1805 31.011, 122.1795 31.011, 122.1795"
                + " 31.009))");
    assertThat(reader.within(box, ComponentFilter.ALL, null, 10).components())
        .extracting(Component::name)
        .containsExactly("西路");
    assertThat(reader.within(box, ComponentFilter.ALL.at(AsOf.valid(MARCH)), null, 10).components())
        .extracting(Component::name)
        .containsExactly("长路");
  }

  @Test
  void aSetIsUndoneAsAWholeUnlessSomethingOfItHasMovedOn() {
    long lamp = free(1037);
    long bin = free(3005);
    writer.change(List.of(ComponentChange.put(Component.point(lamp, "a", HERE), MARCH)), US);
    ChangeSet set =
        writer.change(
            List.of(
                ComponentChange.put(Component.point(lamp, "b", THERE), MAY),
                ComponentChange.put(Component.point(bin, "箱", HERE), MAY)),
            US);
    ChangeSet undone = writer.undo(set.id(), US);
    assertThat(undone.changes()).hasSize(2);
    assertThat(name(lamp, AsOf.NOW)).isEqualTo("a");
    assertThat(name(lamp, AsOf.valid(JULY))).isEqualTo("a");
    assertThat(line(bin, AsOf.NOW)).startsWith("REMOVED");
    assertThat(line(bin, AsOf.valid(JULY))).startsWith("REMOVED");
    assertThatThrownBy(() -> writer.undo(set.id(), US)).hasMessageContaining("undone already");

    ChangeSet next =
        writer.change(List.of(ComponentChange.put(Component.point(lamp, "c", HERE), MAY)), US);
    writer.change(List.of(ComponentChange.put(Component.point(lamp, "d", HERE), JULY)), US);
    assertThatThrownBy(() -> writer.undo(next.id(), US))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining(ComponentId.text(lamp));
    assertThat(name(lamp, AsOf.NOW)).isEqualTo("d");
  }

  @Test
  void aDecisionOnAnOldVersionIsRefused() {
    long id = free(1037);
    writer.change(List.of(ComponentChange.put(Component.point(id, "a", HERE), MARCH)), US);
    Instant seen = reader.find(id).orElseThrow().knownFrom();
    writer.change(List.of(ComponentChange.put(Component.point(id, "b", HERE), MAY)), US);
    assertThatThrownBy(
            () ->
                writer.change(
                    List.of(new ComponentChange.Put(Component.point(id, "c", HERE), JULY, seen)),
                    US))
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(
            () ->
                writer.change(
                    List.of(
                        ComponentChange.put(
                            Component.point(id, "c", HERE),
                            Instant.now().plus(1, ChronoUnit.DAYS))),
                    US))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("future");
    assertThat(name(id, AsOf.NOW)).isEqualTo("b");
  }

  @Test
  void followersHearOfEachChangeOnce() {
    List<List<ComponentChanged>> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
    news.listen(heard::add);
    long id = free(1037);
    writer.change(List.of(ComponentChange.put(Component.point(id, "a", HERE), MARCH)), US);
    writer.change(List.of(ComponentChange.put(Component.point(id, "a", THERE), MAY)), US);
    List<ComponentChanged> ours =
        heard.stream().flatMap(List::stream).filter(c -> c.id() == id).toList();
    assertThat(ours)
        .extracting(ComponentChanged::kind)
        .containsExactly(ComponentChanged.Kind.APPEARED, ComponentChanged.Kind.MOVED);
    assertThat(ours.get(0).seq()).isPositive().isLessThan(ours.get(1).seq());
    assertThat(news.version().seq()).isGreaterThanOrEqualTo(ours.get(1).seq());
  }

  private long free(int classNo) {
    return writer.nextIds(990000, classNo, 1).getFirst();
  }

  private String line(long id, AsOf asOf) {
    return reader.find(id, asOf).map(c -> c.state() + " " + c.point().lat()).orElse("nothing");
  }

  private String name(long id, AsOf asOf) {
    return reader.find(id, asOf).map(c -> String.valueOf(c.name())).orElse("nothing");
  }

  private List<Long> near(GeoPoint point, double metres, AsOf asOf) {
    return reader.nearest(point, 1000, metres, ComponentFilter.ALL.at(asOf)).stream()
        .map(n -> n.component().id())
        .toList();
  }
}
