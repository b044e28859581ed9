package io.yiwang.citymap.components;

import io.yiwang.access.reorganisation.Follower;
import io.yiwang.access.reorganisation.Succession;
import io.yiwang.citymap.Component;
import io.yiwang.house.SystemDuty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Whoever answers for things on the map: 主管部门、权属单位、养护单位. */
@Service
public class Keepers implements Follower {
  private final JdbcTemplate jdbc;
  private final Map<Integer, Keeper> known = new ConcurrentHashMap<>();

  Keepers(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Somebody who answers for things.
   *
   * @param code the unified social credit code, or the one its owner uses
   * @param unitCode the unit of this platform that answers for it, if there is one
   */
  public record Keeper(
      int id, String code, String nameZh, String nameEn, @Nullable String unitCode) {}

  /** In what capacity somebody answers for a thing, the first to be asked first. */
  public enum Capacity {
    /** 权属单位. */
    OWNER,
    /** 主管部门. */
    MANAGER,
    /** 养护单位. */
    MAINTAINER
  }

  /** Somebody who answers for a thing, and in what capacity. */
  public record Answering(Keeper keeper, Capacity as) {}

  /** Who answers for a thing: its owner, then whoever manages it, then whoever maintains it. */
  public List<Answering> answering(Component thing) {
    List<Answering> answering = new ArrayList<>();
    find(thing.owner()).ifPresent(k -> answering.add(new Answering(k, Capacity.OWNER)));
    find(thing.manager()).ifPresent(k -> answering.add(new Answering(k, Capacity.MANAGER)));
    find(thing.maintainer()).ifPresent(k -> answering.add(new Answering(k, Capacity.MAINTAINER)));
    return answering;
  }

  @Override
  public Map<String, Long> count(Succession succession) {
    return Map.of();
  }

  /** Units have been made anew, and the codes of keepers with them. */
  @Override
  public void settled() {
    known.clear();
  }

  public Optional<Keeper> find(@Nullable Integer id) {
    return id == null
        ? Optional.empty()
        : Optional.ofNullable(known.computeIfAbsent(id, this::read));
  }

  private @Nullable Keeper read(Integer id) {
    return jdbc
        .query("select * from citymap.keeper where id = ?", (rs, i) -> keeper(rs), id)
        .stream()
        .findFirst()
        .orElse(null);
  }

  public List<Keeper> list() {
    return jdbc.query("select * from citymap.keeper order by code", (rs, i) -> keeper(rs));
  }

  /** The keeper of a code, made or corrected; a unit that is not given stays. */
  public Keeper put(String code, String nameZh, String nameEn, @Nullable String unitCode) {
    Keeper kept =
        SystemDuty.call(
            () ->
                jdbc.query(
                        """
                        insert into citymap.keeper as k (code, name_zh, name_en, unit_code) values (?, ?, ?, ?)
                        on conflict (code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en,
                          unit_code = coalesce(excluded.unit_code, k.unit_code)
                        returning *
                        """,
                        (rs, i) -> keeper(rs),
                        code,
                        nameZh,
                        nameEn,
                        unitCode)
                    .getFirst());
    known.put(kept.id(), kept);
    return Objects.requireNonNull(kept);
  }

  private static Keeper keeper(java.sql.ResultSet rs) throws java.sql.SQLException {
    return new Keeper(
        rs.getInt("id"),
        rs.getString("code"),
        rs.getString("name_zh"),
        rs.getString("name_en"),
        rs.getString("unit_code"));
  }
}
