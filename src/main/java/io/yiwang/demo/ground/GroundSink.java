package io.yiwang.demo.ground;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Where the generated city goes: the map's bulk door, a picture, a test. */
interface GroundSink {

  /** Number of somebody who answers for things. */
  int keeper(String code, String nameZh, String nameEn, @Nullable String unitCode);

  /** Takes a copy of what it needs of the thing, which is filled anew afterwards. */
  void take(Thing thing) throws SQLException;
}
