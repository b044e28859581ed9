package io.yiwang.vision.cameras;

import io.yiwang.access.SealedColumn;
import io.yiwang.access.Vault;
import io.yiwang.access.reorganisation.PlacedTable;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.vision.Zone;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The cameras in their table. Reads show whoever asks their own; changes are the platform's. */
@Component
public class Cameras {
  private static final String FIELD = "vision.camera.address";

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Vault vault;
  private final Clock clock;
  private final AtomicLong changes = new AtomicLong();
  private volatile Map<String, Camera> known = Map.of();

  Cameras(JdbcClient jdbc, JsonMapper json, Vault vault, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.vault = vault;
    this.clock = clock;
  }

  /** What the rest of the platform must know of this table. */
  @Configuration(proxyBeanMethods = false)
  static class Table {
    @Bean
    static SealedColumn cameraAddress() {
      return new SealedColumn(FIELD, "vision.camera", "id", "address");
    }

    @Bean
    static PlacedTable placedCameras() {
      return new PlacedTable("vision.camera", true, false);
    }
  }

  /** Some of the cameras and how many there are. */
  public record Listed(List<Camera> items, long total) {}

  /** Those whose code or name has these words, by code. */
  public Listed list(@Nullable String words, @Nullable String region, long offset, int size) {
    String where =
        """
        where (:words = '' or strpos(lower(code || ' ' || name), lower(:words)) > 0)
          and (:region = '' or strpos('.' || region_path || '.', '.' || :region || '.') > 0)
        """;
    String said = words == null ? "" : words.strip();
    String within = region == null ? "" : region.strip();
    List<Camera> items =
        jdbc.sql("select * from vision.camera " + where + "order by code limit :size offset :from")
            .param("words", said)
            .param("region", within)
            .param("size", size)
            .param("from", offset)
            .query(this::read)
            .list();
    long total =
        jdbc.sql("select count(*) from vision.camera " + where)
            .param("words", said)
            .param("region", within)
            .query(Long.class)
            .single();
    return new Listed(items, total);
  }

  /** All of them, read anew as the platform; what {@link #known} tells from now on. */
  public Collection<Camera> refresh() {
    Map<String, Camera> all = new LinkedHashMap<>();
    jdbc.sql("select * from vision.camera order by code")
        .query(this::read)
        .list()
        .forEach(camera -> all.put(camera.code(), camera));
    known = all;
    return all.values();
  }

  /** All of them as they were some seconds ago, for the platform itself, without the database. */
  public Collection<Camera> known() {
    return known.values();
  }

  /** One of these. */
  public Optional<Camera> known(String code) {
    return Optional.ofNullable(known.get(code));
  }

  public Optional<Camera> find(String code) {
    return jdbc.sql("select * from vision.camera where code = ?")
        .param(code)
        .query(this::read)
        .optional();
  }

  /** Grows when a camera is added, changed or removed by this process. */
  public long changes() {
    return changes.get();
  }

  /** Where its pictures come from; for whoever fetches them, never to be shown. */
  public Optional<String> address(Camera camera) {
    return jdbc.sql("select address from vision.camera where id = ? and address is not null")
        .param(camera.id())
        .query(byte[].class)
        .optional()
        .map(bytes -> vault.open(FIELD, bytes));
  }

  /** Adds it; empty when its code is taken. */
  public Optional<Camera> add(CameraDraft draft, long by) {
    int rows =
        jdbc.sql(
                """
                insert into vision.camera (code, name, lat, lng, region_path, unit_code, component_id, heading,
                  view_degrees, reach_metres, source_kind, address, enabled, schedule, abilities, zones, ground,
                  silent_after, changed_at, changed_by)
                values (:code, :name, :lat, :lng, :path, :unit, :component, :heading, :degrees, :reach, :kind,
                  :address, :enabled, :schedule, :abilities, :zones, :ground, :silent, :now, :by)
                on conflict (code) do nothing
                """)
            .params(values(draft))
            .param("now", now())
            .param("by", by)
            .update();
    changes.incrementAndGet();
    return rows == 0 ? Optional.empty() : find(draft.code());
  }

  /** Changes it if it still has this version. A draft without an address keeps the present one. */
  public boolean change(long id, int version, CameraDraft draft, long by) {
    int rows =
        jdbc.sql(
                """
                update vision.camera set name = :name, lat = :lat, lng = :lng, region_path = :path, unit_code = :unit,
                  component_id = :component, heading = :heading, view_degrees = :degrees, reach_metres = :reach,
                  address = case when :address::bytea is not null then :address::bytea
                    when source_kind = :kind then address end,
                  source_kind = :kind, enabled = :enabled, schedule = :schedule, abilities = :abilities,
                  zones = :zones, ground = :ground, silent_after = :silent, version = version + 1,
                  changed_at = :now, changed_by = :by
                where id = :id and version = :version
                """)
            .params(values(draft))
            .param("now", now())
            .param("by", by)
            .param("id", id)
            .param("version", version)
            .update();
    changes.incrementAndGet();
    return rows > 0;
  }

  private Map<String, @Nullable Object> values(CameraDraft draft) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("code", draft.code());
    values.put("name", draft.name());
    values.put("lat", draft.point().lat());
    values.put("lng", draft.point().lng());
    values.put("path", draft.regionPath());
    values.put("unit", draft.unitCode());
    values.put("component", draft.componentId());
    values.put("heading", draft.heading());
    values.put("degrees", draft.viewDegrees());
    values.put("reach", draft.reachMetres());
    values.put("kind", draft.kind().name());
    values.put("address", draft.address() == null ? null : vault.seal(FIELD, draft.address()));
    values.put("enabled", draft.enabled());
    values.put("schedule", json.writeValueAsString(draft.schedule()));
    values.put("abilities", json.writeValueAsString(draft.abilities()));
    values.put("zones", json.writeValueAsString(draft.zones()));
    values.put("ground", json.writeValueAsString(draft.ground()));
    values.put("silent", draft.silentAfterSeconds());
    return values;
  }

  public void remove(long id) {
    jdbc.sql("delete from vision.camera where id = ?").param(id).update();
    changes.incrementAndGet();
  }

  /** Remembers when the last pictures were taken, by id of the camera. */
  public void seen(Map<Long, Instant> pictures) {
    List<Long> ids = List.copyOf(pictures.keySet());
    jdbc.sql(
            """
            update vision.camera c set seen_at = greatest(c.seen_at, t.at::timestamptz)
            from unnest(?, ?) as t (id, at) where c.id = t.id
            """)
        .param(ids.toArray(Long[]::new))
        .param(ids.stream().map(id -> String.valueOf(pictures.get(id))).toArray(String[]::new))
        .update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  private Camera read(ResultSet rs, int row) throws SQLException {
    Timestamp seen = rs.getTimestamp("seen_at");
    return new Camera(
        rs.getLong("id"),
        rs.getString("code"),
        rs.getString("name"),
        new GeoPoint(rs.getDouble("lat"), rs.getDouble("lng")),
        rs.getString("region_path"),
        rs.getString("unit_code"),
        rs.getString("component_id"),
        rs.getObject("heading", Double.class),
        rs.getObject("view_degrees", Double.class),
        rs.getObject("reach_metres", Double.class),
        SourceKind.valueOf(rs.getString("source_kind")),
        rs.getBytes("address") != null,
        rs.getBoolean("enabled"),
        json.readValue(rs.getString("schedule"), new TypeReference<List<Hours>>() {}),
        json.readValue(rs.getString("abilities"), new TypeReference<List<WatchedAbility>>() {}),
        json.readValue(rs.getString("zones"), new TypeReference<List<Zone>>() {}),
        json.readValue(rs.getString("ground"), new TypeReference<List<GroundPoint>>() {}),
        rs.getObject("silent_after", Integer.class),
        seen == null ? null : seen.toInstant(),
        rs.getInt("version"));
  }
}
