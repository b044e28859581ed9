package io.yiwang.vision.cameras;

import io.yiwang.access.Action;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Subjects;
import io.yiwang.house.Problem;
import org.springframework.stereotype.Component;

/** Which cameras whoever asks may see and change, by the policy. */
@Component
public class CameraRights {
  public static final String CLASS = "camera";
  private static final String FACTS = "facts";
  public static final String PICTURE = "picture";

  private final Subjects subjects;
  private final Decisions decisions;
  private final Cameras cameras;

  CameraRights(Subjects subjects, Decisions decisions, Cameras cameras) {
    this.subjects = subjects;
    this.decisions = decisions;
    this.cameras = cameras;
  }

  /** 403 when the caller's duties have nothing to do with cameras. */
  public void requireReader() {
    require(Action.READ);
  }

  public void requireKeeper() {
    require(Action.CHANGE);
  }

  /** Whether the caller keeps cameras anywhere. */
  public boolean keeps() {
    return !decisions.reach(subjects.current(), Action.CHANGE, CLASS).nothing();
  }

  private void require(Action action) {
    if (decisions.reach(subjects.current(), action, CLASS).nothing()) {
      throw Problem.forbidden("Your duties do not include cameras.");
    }
  }

  public boolean mayRead(String regionPath) {
    return may(Action.READ, regionPath, FACTS);
  }

  public boolean mayChange(String regionPath) {
    return may(Action.CHANGE, regionPath, FACTS);
  }

  private boolean may(Action action, String regionPath, String field) {
    return decisions
        .decide(subjects.current(), null, action, Item.in(CLASS, regionPath), field)
        .plain();
  }

  /** The camera, if its caller may see it; 404 when it is somebody else's. */
  public Camera reading(String code) {
    requireReader();
    return cameras
        .find(code)
        .filter(camera -> mayRead(camera.regionPath()))
        .orElseThrow(() -> Problem.notFound("camera", code));
  }

  /** The same if its pictures may be seen. */
  public Camera looking(String code) {
    Camera camera = reading(code);
    if (!may(Action.READ, camera.regionPath(), PICTURE)) {
      throw Problem.forbidden("Your duties do not let you see pictures of cameras.");
    }
    return camera;
  }

  /** The camera, if its caller keeps it. */
  public Camera keeping(String code) {
    requireKeeper();
    Camera camera = reading(code);
    if (!mayChange(camera.regionPath())) {
      throw Problem.forbidden("Your duties do not let you change camera " + code + ".");
    }
    return camera;
  }
}
