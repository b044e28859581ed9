package io.yiwang.citymap.tiles;

import io.yiwang.citymap.components.ComponentNews;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.house.SystemDuty;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** After a start: the tiles that were touched after the pyramid was built are known again. */
@Component
class CatchUp implements SmartInitializingSingleton {
  private static final int MOST = 2_000;

  private final Pyramid pyramid;
  private final ComponentNews news;
  private final ComponentReader reader;
  private final TouchedTiles touched;
  private final PyramidJob job;
  private final JdbcTemplate jdbc;

  CatchUp(
      Pyramid pyramid,
      ComponentNews news,
      ComponentReader reader,
      TouchedTiles touched,
      PyramidJob job,
      JdbcTemplate jdbc) {
    this.pyramid = pyramid;
    this.news = news;
    this.reader = reader;
    this.touched = touched;
    this.job = job;
    this.jdbc = jdbc;
  }

  @Override
  public void afterSingletonsInstantiated() {
    SystemDuty.run(this::catchUp);
  }

  void catchUp() {
    Pyramid.Served served = pyramid.served();
    ComponentNews.Version version = news.version();
    if (served == null || served.facts().isOf(version)) {
      return;
    }
    List<Long> changed =
        jdbc.query(
            "select distinct component_id from citymap.component_change where seq > ? limit ?",
            (rs, i) -> rs.getLong(1),
            served.facts().seq(),
            MOST + 1);
    if (served.facts().load() != version.load() || changed.size() > MOST) {
      touched.all();
      job.request();
      return;
    }
    for (Long id : changed) {
      reader.history(id).forEach(touched::touch);
    }
  }
}
