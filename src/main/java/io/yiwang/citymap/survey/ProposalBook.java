package io.yiwang.citymap.survey;

import io.yiwang.access.Person;
import io.yiwang.house.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What is done about proposals, as the platform: each step is kept with who did it. */
@Component
class ProposalBook {
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;
  private final Proposals proposals;

  ProposalBook(JdbcClient jdbc, JsonMapper json, Clock clock, Proposals proposals) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
    this.proposals = proposals;
  }

  /** Keeps a proposal; the same key again changes nothing. */
  Proposal keep(Proposal p, String key) {
    Optional<Long> added =
        jdbc.sql(
                """
                insert into citymap.survey_proposal (key, kind, component_id, known_from, class_no, lat_e7,
                  lng_e7, s2, accuracy_m, state, name, note, photos, seen_at, proposed_at, proposed_by,
                  proposer, region_path, status)
                values (:key, :kind, :component, :known, :classNo, :lat, :lng, :s2, :accuracy, :state, :name,
                  :note, :photos, :seen, :now, :person, :proposer, :path, 'OPEN')
                on conflict (proposed_by, key) do nothing returning id
                """)
            .param("key", key)
            .param("kind", p.kind().name())
            .param("component", p.componentId())
            .param("known", timestamp(p.knownFrom()))
            .param("classNo", p.classNo())
            .param("lat", p.point().latE7())
            .param("lng", p.point().lngE7())
            .param("s2", p.point().s2Leaf())
            .param("accuracy", p.accuracyM())
            .param("state", p.state() == null ? null : p.state().number())
            .param("name", p.name())
            .param("note", p.note())
            .param("photos", p.photos().toArray(String[]::new))
            .param("seen", Timestamp.from(p.seenAt()))
            .param("now", Timestamp.from(p.proposedAt()))
            .param("person", p.proposedBy())
            .param("proposer", p.proposer())
            .param("path", p.regionPath())
            .query(Long.class)
            .optional();
    added.ifPresent(id -> act(id, "PROPOSE", p.proposer(), null));
    return proposals.byKey(p.proposedBy(), key).orElseThrow();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }

  /** The proposals, which nobody else decides about until the transaction ends. */
  List<Proposal> lock(List<Long> ids) {
    jdbc.sql("select id from citymap.survey_proposal where id in (:ids) order by id for update")
        .param("ids", ids)
        .query(Long.class)
        .list();
    return proposals.all(ids);
  }

  void withdraw(long id, Person by) {
    if (turn(id, Proposal.Status.WITHDRAWN, by, null, null, null)) {
      act(id, "WITHDRAW", by.name(), null);
    }
  }

  void reject(long id, Person by, String reason) {
    if (turn(id, Proposal.Status.REJECTED, by, reason, null, null)) {
      act(id, "REJECT", by.name(), reason);
    }
  }

  void accept(
      Proposal p, Person by, @Nullable String reason, @Nullable Long setId, @Nullable Long made) {
    if (turn(p.id(), Proposal.Status.ACCEPTED, by, reason, p, setId)) {
      act(p.id(), "ACCEPT", by.name(), reason);
      if (made != null) {
        jdbc.sql("update citymap.survey_proposal set component_id = ? where id = ?")
            .params(made, p.id())
            .update();
      }
    }
  }

  private boolean turn(
      long id,
      Proposal.Status to,
      Person by,
      @Nullable String reason,
      @Nullable Proposal accepted,
      @Nullable Long setId) {
    Proposal.ProposalCorrection corrected = accepted == null ? null : accepted.corrected();
    return jdbc.sql(
                """
                update citymap.survey_proposal set status = :to, decided_by = :person, decider = :by,
                  decided_at = :at, reason = :reason, set_id = :set, corrected = :corrected
                where id = :id and status = 'OPEN'
                """)
            .param("to", to.name())
            .param("person", by.id())
            .param("by", by.name())
            .param("at", Timestamp.from(now()))
            .param("reason", reason)
            .param("set", setId)
            .param("corrected", corrected == null ? null : json.writeValueAsString(corrected))
            .param("id", id)
            .update()
        > 0;
  }

  /** Open again: what was decided is as if nobody had. */
  void reopen(Proposal p, Person by) {
    int reopened =
        jdbc.sql(
                """
                update citymap.survey_proposal set status = 'OPEN', decided_by = null, decider = null,
                  decided_at = null, reason = null, set_id = null, corrected = null,
                  component_id = case when kind = 'NEW' then null else component_id end
                where id = ? and status in ('ACCEPTED', 'REJECTED')
                """)
            .param(p.id())
            .update();
    if (reopened == 0) {
      throw Problem.conflict(
          "proposal-decided", "Proposal " + p.id() + " is " + p.status() + ".", null);
    }
    act(p.id(), "REOPEN", by.name(), null);
  }

  private void act(long id, String act, String by, @Nullable String reason) {
    jdbc.sql(
            """
            insert into citymap.survey_act (proposal_id, act, by_name, at, reason)
            values (:id, :act, :by, :at, :reason)
            """)
        .param("id", id)
        .param("act", act)
        .param("by", by)
        .param("at", Timestamp.from(now()))
        .param("reason", reason)
        .update();
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
