package io.yiwang.citymap.intake;

import io.yiwang.citymap.City;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.components.ComponentFilter;
import io.yiwang.citymap.components.ComponentPage;
import io.yiwang.citymap.components.ComponentReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Finds what is in the city and not in a file that says it has everything. */
@org.springframework.stereotype.Component
class Vanished {
  private static final int BATCH = 1_000;

  private final StagedRows staged;
  private final SourceKeys keys;
  private final ComponentReader reader;
  private final CityGround ground;
  private final City city;

  Vanished(
      StagedRows staged, SourceKeys keys, ComponentReader reader, CityGround ground, City city) {
    this.staged = staged;
    this.keys = keys;
    this.reader = reader;
    this.ground = ground;
    this.city = city;
  }

  void find(MapImport job, MapMapping mapping) {
    switch (mapping.complete()) {
      case NO -> {}
      case SOURCE -> ofSource(job);
      case REGION -> inRegion(job, mapping.region().orElse(""));
    }
  }

  private void ofSource(MapImport job) {
    long row = 1;
    long after = 0;
    List<Long> ids = keys.missing(job.source(), job.id(), after, BATCH);
    while (!ids.isEmpty()) {
      List<Component> gone =
          reader.findAll(ids).values().stream()
              .filter(c -> c.state() != ComponentState.REMOVED)
              .filter(c -> within(c, job.by().regionPath()))
              .toList();
      staged.vanished(job.id(), gone, row);
      row += gone.size();
      after = ids.getLast();
      ids = keys.missing(job.source(), job.id(), after, BATCH);
    }
  }

  private boolean within(Component c, String path) {
    String there = ground.path(c.point());
    return path.isEmpty() || there.equals(path) || there.startsWith(path + ".");
  }

  /** Of the classes of the file, in the region the mapping names. */
  private void inRegion(MapImport job, String region) {
    int[] classes = staged.classes(job.id()).stream().mapToInt(Integer::intValue).toArray();
    if (classes.length == 0) {
      return;
    }
    City.Extent e = city.extent();
    Geometry area =
        new GeometryFactory()
            .toGeometry(new Envelope(e.minLng(), e.maxLng(), e.minLat(), e.maxLat()));
    long row = 1;
    String cursor = null;
    do {
      ComponentPage page = reader.within(area, ComponentFilter.ofClasses(classes), cursor, BATCH);
      List<Component> inside = new ArrayList<>();
      for (Component c : page.components()) {
        List<String> path = List.of(ground.path(c.point()).split("\\."));
        if (path.contains(region) && within(c, job.by().regionPath())) {
          inside.add(c);
        }
      }
      Set<Long> there =
          Set.copyOf(staged.claimed(job.id(), inside.stream().map(Component::id).toList()));
      List<Component> gone = inside.stream().filter(c -> !there.contains(c.id())).toList();
      staged.vanished(job.id(), gone, row);
      row += gone.size();
      cursor = page.next();
    } while (cursor != null);
  }
}
