package io.yiwang.citymap.components;

import io.yiwang.house.SystemDuty;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/**
 * Tells whoever follows the map what was changed, right after it was committed by this process, on
 * the thread that changed it. Whoever was away asks {@link #version} and reads the map anew; a load
 * is told as an empty list.
 */
@Service
public class ComponentNews {
  private static final Logger log = LoggerFactory.getLogger(ComponentNews.class);

  private final JdbcTemplate jdbc;
  private final List<Consumer<List<ComponentChanged>>> listeners = new CopyOnWriteArrayList<>();

  ComponentNews(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param listener hears the changes of a set in order; an empty list means that the whole map is
   *     another
   */
  public void listen(Consumer<List<ComponentChanged>> listener) {
    listeners.add(listener);
  }

  /**
   * How far the map has come: number of the last change, and of the last set that loaded or
   * imported so much that followers begin anew.
   */
  public record Version(long seq, long load) {}

  /** As it is now; what guarded things changed counts too. */
  public Version version() {
    return SystemDuty.call(
        () ->
            jdbc.queryForObject(
                """
                select (select coalesce(max(seq), 0) from citymap.component_change),
                  (select coalesce(max(id), 0) from citymap.change_set where origin = 'LOAD')
                """,
                (rs, i) -> new Version(rs.getLong(1), rs.getLong(2))));
  }

  void tell(List<ComponentChanged> changes) {
    for (Consumer<List<ComponentChanged>> listener : listeners) {
      try {
        listener.accept(changes);
      } catch (RuntimeException e) {
        log.warn("A follower of the map failed on {} changes", changes.size(), e);
      }
    }
  }
}
