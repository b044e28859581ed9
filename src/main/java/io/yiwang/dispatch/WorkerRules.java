package io.yiwang.dispatch;

import io.yiwang.kernel.GeoPoint;

/** The rules by which one worker is fitter than another, each in one place. */
final class WorkerRules {
  /** Every task already in hand counts like so many metres of way. */
  static final int METRES_PER_TASK = 400;

  /** What a worker whose place is unknown is taken to be away. */
  static final int UNKNOWN_PLACE_METRES = 5_000;

  private WorkerRules() {}

  /** A beat covers a matter when the matter lies in the beat's region or below it. */
  static boolean covers(String beatPath, String matterPath) {
    return matterPath.equals(beatPath)
        || (matterPath.startsWith(beatPath) && matterPath.charAt(beatPath.length()) == '.');
  }

  static boolean overloaded(OnDutyWorker worker) {
    return worker.load() >= worker.maxLoad();
  }

  static boolean refused(OnDutyWorker worker, Matter matter) {
    return matter.refusedBy().contains(worker.id());
  }

  /** Great-circle way in whole metres. */
  static int distanceMetres(OnDutyWorker worker, GeoPoint matter) {
    GeoPoint at = worker.at();
    return at == null ? UNKNOWN_PLACE_METRES : (int) Math.round(at.distanceMetres(matter));
  }

  /** Metres of way plus {@value #METRES_PER_TASK} for every open task; the lowest score wins. */
  static int score(int distanceMetres, int load) {
    return distanceMetres + METRES_PER_TASK * load;
  }
}
