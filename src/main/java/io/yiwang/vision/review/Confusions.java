package io.yiwang.vision.review;

import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.MatterClass;
import io.yiwang.vision.Abilities;
import io.yiwang.vision.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What something may be instead: first what people have corrected the class of this ability to, the
 * most often first, then what the catalogue knows to be confusable, then what else the ability can
 * see.
 */
@Component
class Confusions {
  /** As many as there are keys for them. */
  static final int MOST = 9;

  private final JdbcClient jdbc;
  private final Catalogue catalogue;
  private final Abilities abilities;

  Confusions(JdbcClient jdbc, Catalogue catalogue, Abilities abilities) {
    this.jdbc = jdbc;
    this.catalogue = catalogue;
    this.abilities = abilities;
  }

  /**
   * A class it may be.
   *
   * @param times how often people have said so
   */
  record OtherClass(String code, String nameZh, String nameEn, int times) {}

  List<OtherClass> of(Candidate c) {
    Map<String, Integer> codes = new LinkedHashMap<>(corrections(c));
    Optional<MatterClass> own = catalogue.find(c.classCode());
    own.ifPresent(known -> known.confusable().forEach(code -> codes.putIfAbsent(code, 0)));
    abilities
        .find(c.ability(), c.version())
        .ifPresent(
            ability ->
                ability.manifest().matters().stream()
                    .map(Manifest.Matter::classCode)
                    .forEach(code -> codes.putIfAbsent(code, 0)));
    codes.remove(c.classCode());
    return codes.entrySet().stream()
        .flatMap(
            e ->
                catalogue.find(e.getKey()).stream()
                    .map(k -> new OtherClass(k.code(), k.nameZh(), k.nameEn(), e.getValue())))
        .limit(MOST)
        .toList();
  }

  private Map<String, Integer> corrections(Candidate c) {
    Map<String, Integer> times = new LinkedHashMap<>();
    jdbc.sql(
            """
            select said_class, count(*) from vision.candidate
            where ability = ? and class_code = ? and status = 'CORRECTED'
            group by said_class order by count(*) desc, said_class limit ?
            """)
        .params(c.ability(), c.classCode(), MOST)
        .query(
            rs -> {
              times.put(rs.getString(1), rs.getInt(2));
            });
    return times;
  }
}
