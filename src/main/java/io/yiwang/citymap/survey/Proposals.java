package io.yiwang.citymap.survey;

import io.yiwang.access.Reach;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.components.Ranges;
import io.yiwang.house.Problem;
import io.yiwang.kernel.GeoPoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The proposals in their table, to be read; {@link ProposalBook} changes them. */
@Component
class Proposals {
  private static final String SELECT = "select p.* from citymap.survey_proposal p where ";
  private static final int MOST_MINE = 100;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  Proposals(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Which proposals are asked for; null and empty are all. */
  record Filter(
      Proposal.Status status,
      Proposal.@Nullable Kind kind,
      @Nullable Integer classNo,
      @Nullable String region,
      @Nullable String words) {}

  /** Some of the proposals and how many there are. */
  record Listed(List<Proposal> items, long total) {}

  /** What was done about a proposal. */
  record ProposalAct(String act, String by, Instant at, @Nullable String reason) {}

  private record Condition(String sql, Map<String, Object> values) {}

  Listed list(Reach reach, Filter filter, long offset, int size) {
    Condition condition = condition(reach, filter);
    String order =
        filter.status == Proposal.Status.OPEN ? "proposed_at, id" : "decided_at desc, id";
    List<Proposal> items =
        jdbc.sql(SELECT + condition.sql + " order by " + order + " limit :size offset :offset")
            .params(condition.values)
            .param("size", size)
            .param("offset", offset)
            .query(this::read)
            .list();
    long total =
        jdbc.sql("select count(*) from citymap.survey_proposal p where " + condition.sql)
            .params(condition.values)
            .query(Long.class)
            .single();
    return new Listed(items, total);
  }

  private static Condition condition(Reach reach, Filter filter) {
    List<String> all = new ArrayList<>(List.of("p.status = :status"));
    Map<String, Object> values = new HashMap<>(Map.of("status", filter.status.name()));
    if (!reach.everywhere() && !reach.regions().contains("")) {
      all.add("(p.region_path || '.') like any (:paths)");
      values.put("paths", reach.regions().stream().map(r -> r + ".%").toArray(String[]::new));
    }
    if (filter.kind != null) {
      all.add("p.kind = :kind");
      values.put("kind", filter.kind.name());
    }
    if (filter.classNo != null) {
      all.add("p.class_no = :classNo");
      values.put("classNo", filter.classNo);
    }
    if (filter.region != null && !filter.region.isBlank()) {
      all.add("('.' || p.region_path || '.') like '%.' || :region || '.%'");
      values.put("region", filter.region.replaceAll("[%_\\\\]", ""));
    }
    if (filter.words != null && !filter.words.isBlank()) {
      all.add(
          "strpos(lower(concat_ws(' ', p.name, p.note, p.proposer, p.component_id)), lower(:words))"
              + " > 0");
      values.put("words", filter.words.strip());
    }
    return new Condition(String.join(" and ", all), values);
  }

  Map<Proposal.Status, Long> counts(Reach reach) {
    Map<Proposal.Status, Long> counts = new EnumMap<>(Proposal.Status.class);
    for (Proposal.Status status : Proposal.Status.values()) {
      Condition condition = condition(reach, new Filter(status, null, null, null, null));
      counts.put(
          status,
          jdbc.sql("select count(*) from citymap.survey_proposal p where " + condition.sql)
              .params(condition.values)
              .query(Long.class)
              .single());
    }
    return counts;
  }

  Optional<Proposal> find(long id) {
    return jdbc.sql(SELECT + "p.id = ?").param(id).query(this::read).optional();
  }

  Proposal get(long id) {
    return find(id).orElseThrow(() -> Problem.notFound("proposal", id));
  }

  List<Proposal> all(Collection<Long> ids) {
    return ids.isEmpty()
        ? List.of()
        : jdbc.sql(SELECT + "p.id in (:ids) order by p.id")
            .param("ids", ids)
            .query(this::read)
            .list();
  }

  /** Somebody's own, the newest first. */
  List<Proposal> mine(long person) {
    return jdbc.sql(SELECT + "p.proposed_by = ? order by p.id desc limit ?")
        .params(person, MOST_MINE)
        .query(this::read)
        .list();
  }

  Optional<Proposal> byKey(long person, String key) {
    return jdbc.sql(SELECT + "p.proposed_by = ? and p.key = ?")
        .params(person, key)
        .query(this::read)
        .optional();
  }

  List<Proposal> ofSet(long setId) {
    return jdbc.sql(SELECT + "p.set_id = ? and p.status = 'ACCEPTED' order by p.id")
        .param(setId)
        .query(this::read)
        .list();
  }

  /** Open proposals within some metres of a point, with how far they are. */
  List<Near> near(GeoPoint point, double metres, int classNo) {
    Ranges ranges = Ranges.around(point, metres);
    List<Near> near = new ArrayList<>();
    for (int i = 0; i < ranges.low().length; i++) {
      jdbc.sql(SELECT + "p.status = 'OPEN' and p.s2 between ? and ? and p.class_no = ?")
          .params(ranges.low()[i], ranges.high()[i], classNo)
          .query(this::read)
          .list()
          .forEach(p -> near.add(new Near(p, p.point().distanceMetres(point))));
    }
    return near.stream().filter(n -> n.metres <= metres).toList();
  }

  /** A proposal and how far it is, in metres. */
  record Near(Proposal proposal, double metres) {}

  /** Other open proposals about a component. */
  long others(Proposal p) {
    return p.componentId() == null
        ? 0
        : jdbc.sql(
                """
                select count(*) from citymap.survey_proposal
                where component_id = ? and status = 'OPEN' and id <> ?
                """)
            .params(p.componentId(), p.id())
            .query(Long.class)
            .single();
  }

  List<ProposalAct> acts(long id) {
    return jdbc.sql("select * from citymap.survey_act where proposal_id = ? order by id desc")
        .param(id)
        .query(
            (rs, i) ->
                new ProposalAct(
                    rs.getString("act"),
                    rs.getString("by_name"),
                    rs.getTimestamp("at").toInstant(),
                    rs.getString("reason")))
        .list();
  }

  private Proposal read(ResultSet rs, int row) throws SQLException {
    Integer state = rs.getObject("state", Integer.class);
    String corrected = rs.getString("corrected");
    return new Proposal(
        rs.getLong("id"),
        Proposal.Kind.valueOf(rs.getString("kind")),
        rs.getObject("component_id", Long.class),
        instant(rs, "known_from"),
        rs.getInt("class_no"),
        GeoPoint.ofE7(rs.getInt("lat_e7"), rs.getInt("lng_e7")),
        rs.getObject("accuracy_m", Float.class),
        state == null ? null : ComponentState.of(state),
        rs.getString("name"),
        rs.getString("note"),
        List.of((String[]) rs.getArray("photos").getArray()),
        rs.getTimestamp("seen_at").toInstant(),
        rs.getTimestamp("proposed_at").toInstant(),
        rs.getLong("proposed_by"),
        rs.getString("proposer"),
        rs.getString("region_path"),
        Proposal.Status.valueOf(rs.getString("status")),
        corrected == null ? null : json.readValue(corrected, Proposal.ProposalCorrection.class),
        rs.getString("decider"),
        instant(rs, "decided_at"),
        rs.getString("reason"),
        rs.getObject("set_id", Long.class));
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
