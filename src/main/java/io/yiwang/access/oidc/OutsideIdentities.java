package io.yiwang.access.oidc;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who of a provider's people is which of ours: issuer and subject once they have been here, before
 * that the value of a claim for which an administrator has invited them.
 */
@Component
class OutsideIdentities {
  private static final Duration INVITED = Duration.ofDays(14);

  private final JdbcClient jdbc;
  private final Clock clock;

  OutsideIdentities(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * @param claim what the provider calls them, as expected or as it was at the first time
   * @param linkedAt when they first came; null while they are invited
   */
  record OutsideIdentity(
      long id,
      String provider,
      String claim,
      @Nullable Instant invitedUntil,
      @Nullable Instant linkedAt,
      @Nullable Instant usedAt) {}

  Optional<Long> find(String issuer, String subject) {
    return jdbc.sql(
            """
            update access.outside_identity set used_at = ? where issuer = ? and subject = ?
            returning person_id
            """)
        .params(now(), issuer, subject)
        .query(Long.class)
        .optional();
  }

  /** Takes an invitation up; whoever comes second with the same claim is not the invited one. */
  Optional<Long> accept(String provider, String claim, String issuer, String subject) {
    return jdbc.sql(
            """
            update access.outside_identity
            set issuer = :issuer, subject = :subject, linked_at = :now, used_at = :now,
              invited_until = null
            where provider = :provider and claim = :claim and subject is null
              and invited_until > :now
            returning person_id
            """)
        .param("issuer", issuer)
        .param("subject", subject)
        .param("provider", provider)
        .param("claim", claim)
        .param("now", now())
        .query(Long.class)
        .optional();
  }

  /** False when the person has an identity of this provider already, or somebody has this one. */
  boolean link(long person, String provider, String claim, String issuer, String subject) {
    return jdbc.sql(
                """
                insert into access.outside_identity
                  (person_id, provider, claim, issuer, subject, linked_at, used_at)
                select :person, :provider, :claim, :issuer, :subject, :now, :now
                where not exists (select from access.outside_identity
                  where person_id = :person and provider = :provider)
                on conflict do nothing
                """)
            .param("person", person)
            .param("provider", provider)
            .param("claim", claim)
            .param("issuer", issuer)
            .param("subject", subject)
            .param("now", now())
            .update()
        > 0;
  }

  /** The newest invitation of a claim counts. */
  void invite(long person, String provider, String claim) {
    jdbc.sql(
            """
            insert into access.outside_identity (person_id, provider, claim, invited_until)
            values (?, ?, ?, ?)
            on conflict (provider, claim) where subject is null do update
              set person_id = excluded.person_id, invited_until = excluded.invited_until
            """)
        .params(person, provider, claim, Timestamp.from(clock.instant().plus(INVITED)))
        .update();
  }

  List<OutsideIdentity> list(long person) {
    return jdbc.sql(
            """
            select id, provider, claim, invited_until, linked_at, used_at
            from access.outside_identity where person_id = ? order by provider, id
            """)
        .param(person)
        .query(
            (rs, i) ->
                new OutsideIdentity(
                    rs.getLong(1),
                    rs.getString(2),
                    rs.getString(3),
                    instant(rs.getTimestamp(4)),
                    instant(rs.getTimestamp(5)),
                    instant(rs.getTimestamp(6))))
        .list();
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  boolean remove(long person, long id) {
    return jdbc.sql("delete from access.outside_identity where id = ? and person_id = ?")
            .params(id, person)
            .update()
        > 0;
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
