package io.yiwang.access.audit;

import io.yiwang.access.UnusualLookFound;
import io.yiwang.house.Outbox;
import io.yiwang.house.SystemDuty;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Watches the trail: who saw too many records within an hour, records outside their region, or at
 * night. Each finding is kept once for a kind, a person and an hour, and told to whoever listens to
 * the outbox topic {@link UnusualLookFound#TOPIC}, in the transaction that moves the watch on. One
 * instance watches at a time: it holds the row of the watch.
 */
@Component
@EnableConfigurationProperties(UnusualSettings.class)
class UnusualLooks {
  /** How many entries one round looks at; the next round goes on from there. */
  private static final int ENTRIES = 50_000;

  private static final Logger log = LoggerFactory.getLogger(UnusualLooks.class);

  /**
   * Sums the records that every looker among the new entries saw in that clock hour, new and old,
   * by kind; keeps those over the limit. Exports have a limit and a second person of their own.
   */
  private static final String FIND =
      """
      with fresh as (
        select distinct actor_id, date_trunc('hour', at) as since from access.audit_entry
        where seq > :after and seq <= :upto and actor_kind = 'PERSON'
          and action in ('VIEW', 'REVEAL', 'SEARCH')),
      looks as (
        select e.actor_id, f.since, e.seq, e.unit, e.actor_region, greatest(e.count, 1) as n,
          e.actor_region <> '' and e.object_region <> '' and e.object_region <> e.actor_region
            and not starts_with(e.object_region, e.actor_region || '.') as off_region,
          (e.at at time zone :zone)::time < cast(:begins as time)
            or (e.at at time zone :zone)::time >= cast(:ends as time) as off_hours
        from fresh f join access.audit_entry e on e.actor_id = f.actor_id
          and e.at >= f.since and e.at < f.since + interval '1 hour' and e.seq <= :upto
          and e.actor_kind = 'PERSON' and e.action in ('VIEW', 'REVEAL', 'SEARCH')),
      sums as (
        select actor_id, since, max(seq) as last_seq, max(unit) as unit, max(actor_region) as region,
          sum(n) as volume, coalesce(sum(n) filter (where off_region), 0) as off_region,
          coalesce(sum(n) filter (where off_hours), 0) as off_hours
        from looks group by actor_id, since)
      insert into access.unusual_look (kind, actor_id, unit, region, since, looks, last_seq)
      select k.kind, s.actor_id, s.unit, s.region, s.since, k.looks, s.last_seq
      from sums s cross join lateral (values
        ('VOLUME', s.volume, :volume), ('OFF_REGION', s.off_region, :offRegion),
        ('OFF_HOURS', s.off_hours, :offHours)) as k (kind, looks, most)
      where k.looks > k.most
      on conflict (kind, actor_id, since) do nothing
      returning id, kind, actor_id, unit, region, since, looks, last_seq
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Outbox outbox;
  private final UnusualSettings settings;

  UnusualLooks(
      JdbcClient jdbc, TransactionTemplate transaction, Outbox outbox, UnusualSettings settings) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.outbox = outbox;
    this.settings = settings;
  }

  /** Looking that was unusual. */
  record Unusual(
      long id,
      String kind,
      String actorId,
      String unit,
      String region,
      Instant since,
      long looks,
      long lastSeq) {}

  List<Unusual> list(String region, int limit) {
    return jdbc.sql(
            """
            select id, kind, actor_id, unit, region, since, looks, last_seq from access.unusual_look
            where :region = '' or region = :region or starts_with(region, :region || '.')
            order by id desc limit :limit
            """)
        .param("region", region)
        .param("limit", limit)
        .query(UnusualLooks::row)
        .list();
  }

  private static Unusual row(java.sql.ResultSet rs, int i) throws java.sql.SQLException {
    return new Unusual(
        rs.getLong(1),
        rs.getString(2),
        rs.getString(3),
        rs.getString(4),
        rs.getString(5),
        rs.getTimestamp(6).toInstant(),
        rs.getLong(7),
        rs.getLong(8));
  }

  @Scheduled(fixedDelayString = "${yiwang.audit.unusual.every:PT15S}", initialDelayString = "PT15S")
  void watch() {
    SystemDuty.run(
        () ->
            transaction.executeWithoutResult(
                status ->
                    jdbc.sql("select seq from access.audit_watch for update skip locked")
                        .query(Long.class)
                        .optional()
                        .ifPresent(this::watchAfter)));
  }

  private void watchAfter(long after) {
    long upto =
        jdbc.sql("select least(seq, ?::bigint) from access.audit_head")
            .param(after + ENTRIES)
            .query(Long.class)
            .single();
    if (upto <= after) {
      return;
    }
    for (Unusual found : find(after, upto)) {
      log.warn("Unusual looking: {}", found);
      outbox.append(
          UnusualLookFound.TOPIC,
          found.actorId(),
          "UnusualLookFound",
          new UnusualLookFound(
              found.id(),
              found.kind(),
              found.actorId(),
              found.unit(),
              found.region(),
              found.since(),
              found.looks(),
              found.lastSeq()));
    }
    jdbc.sql("update access.audit_watch set seq = ?").param(upto).update();
  }

  private List<Unusual> find(long after, long upto) {
    return jdbc.sql(FIND)
        .param("after", after)
        .param("upto", upto)
        .param("zone", settings.zone().getId())
        .param("begins", settings.workBegins().toString())
        .param("ends", settings.workEnds().toString())
        .param("volume", settings.volume())
        .param("offRegion", settings.offRegion())
        .param("offHours", settings.offHours())
        .query(UnusualLooks::row)
        .list();
  }
}
