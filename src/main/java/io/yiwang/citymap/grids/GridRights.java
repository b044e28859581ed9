package io.yiwang.citymap.grids;

import io.yiwang.access.Action;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Subject;
import io.yiwang.access.Subjects;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.house.Problem;
import io.yiwang.kernel.RegionLevel;
import org.springframework.stereotype.Component;

/** Whose grids whoever asks may see and draw, by the policy. */
@Component
class GridRights {
  private static final String CLASS = "grid";

  private final Subjects subjects;
  private final Decisions decisions;
  private final Regions regions;

  GridRights(Subjects subjects, Decisions decisions, Regions regions) {
    this.subjects = subjects;
    this.decisions = decisions;
    this.regions = regions;
  }

  /** The neighbourhood, if its drawings may be seen; 404 when it is somebody else's. */
  Region reading(String neighbourhood) {
    return require(Action.READ, neighbourhood);
  }

  /** The neighbourhood, if its grids may be drawn. */
  Region drawing(String neighbourhood) {
    require(Action.READ, neighbourhood);
    return require(Action.CHANGE, neighbourhood);
  }

  boolean mayDraw(Region region) {
    return may(Action.CHANGE, region);
  }

  private Region require(Action action, String code) {
    Subject subject = subjects.current();
    if (decisions.reach(subject, action, CLASS).nothing()) {
      throw Problem.forbidden("Your duties do not let you draw unit grids.");
    }
    Region region = regions.find(code).orElseThrow(() -> Problem.notFound("neighbourhood", code));
    if (!may(action, region) || region.level() != RegionLevel.NEIGHBOURHOOD) {
      throw Problem.notFound("neighbourhood", code);
    }
    return region;
  }

  private boolean may(Action action, Region region) {
    return decisions
        .decide(subjects.current(), null, action, Item.in(CLASS, region.path()))
        .allowed();
  }
}
