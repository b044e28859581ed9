package io.yiwang.sensing.intake;

import io.yiwang.kernel.GeoPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: the few things the intake asks the city for each row; every answer takes microseconds. */
interface CityView {

  /**
   * The code of the class in the present catalogue (an old code is converted), or null if there is
   * none.
   */
  @Nullable String classCode(String code);

  /** At most three classes that somebody who wrote this code may have meant. */
  List<String> nearClasses(String code);

  /** The family of a class, which the log is divided by. */
  String family(String classCode);

  /** The code of the deepest region at the place, or null if it lies outside the city. */
  @Nullable String region(GeoPoint point);
}
