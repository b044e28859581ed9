package io.yiwang.vision.review;

import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.house.Live;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.vision.Box;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what cameras saw to the people who review it. One track is one candidate: seen again it
 * only gets a better picture, and what somebody has decided stays decided.
 */
@Component
public class Candidates {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Regions regions;
  private final ReviewSettings settings;
  private final Live live;
  private final Clock clock;

  Candidates(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Regions regions,
      ReviewSettings settings,
      Live live,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.regions = regions;
    this.settings = settings;
    this.live = live;
    this.clock = clock;
  }

  /** Asks a person about something between the two thresholds. */
  public void offer(CandidateDraft draft) {
    take(draft, Band.BETWEEN);
  }

  /**
   * Counts something that is decided without a person and keeps one of so many to be looked at;
   * told once for each track. A candidate that has become sure meanwhile waits for nobody any more.
   */
  public void sample(CandidateDraft draft, Band band) {
    take(draft, band);
  }

  /**
   * The camera sees the place clear: whoever confirms from now on files nothing.
   *
   * @return whether a person's word about it was reported, so that this is to be reported too
   */
  public boolean gone(String camera, String trackId, Instant at) {
    return SystemDuty.call(
        () ->
            jdbc.sql(
                    """
                    update vision.candidate set gone_at = coalesce(gone_at, ?), send_at =
                      case when sent_at is not null then send_at end
                    where camera = ? and track = ?
                    returning sent_at is not null
                    """)
                .params(Timestamp.from(at), camera, trackId)
                .query(Boolean.class)
                .list()
                .contains(true));
  }

  private void take(CandidateDraft draft, Band band) {
    String path = path(draft.point());
    Optional<Long> fresh =
        SystemDuty.call(
            () ->
                Objects.requireNonNull(
                    transaction.execute(
                        status -> {
                          boolean known = band == Band.BETWEEN ? isKnown(draft) : drop(draft);
                          if (!known) {
                            count(draft, band, path);
                          }
                          return isKept(draft, band) ? keep(draft, band, path) : Optional.empty();
                        })));
    fresh.ifPresent(id -> live.push(CandidateNews.EVENT, new News(id, draft.camera(), path)));
  }

  /** What open screens are told. */
  record News(long id, String camera, String regionPath) {}

  private String path(GeoPoint point) {
    return regions.locate(point).map(Region::path).orElseGet(() -> regions.root().path());
  }

  private boolean isKnown(CandidateDraft draft) {
    return jdbc.sql(
            """
            select count(*) > 0 from vision.candidate
            where camera = ? and ability = ? and version = ? and track = ?
            """)
        .params(draft.camera(), draft.ability(), draft.version(), draft.track())
        .query(Boolean.class)
        .single();
  }

  /** An open candidate that is decided by itself now; its count goes with it. */
  private boolean drop(CandidateDraft draft) {
    Optional<Instant> offered =
        jdbc.sql(
                """
                delete from vision.candidate
                where camera = ? and ability = ? and version = ? and track = ? and status = 'OPEN'
                  and band = 'BETWEEN'
                returning offered_at
                """)
            .params(draft.camera(), draft.ability(), draft.version(), draft.track())
            .query((rs, i) -> rs.getTimestamp(1).toInstant())
            .optional();
    offered.ifPresent(
        at ->
            jdbc.sql(
                    """
                    update vision.seen set things = things - 1
                    where ability = ? and version = ? and camera = ? and class_code = ?
                      and band = 'BETWEEN' and day = ? and things > 0
                    """)
                .params(
                    draft.ability(), draft.version(), draft.camera(), draft.classCode(), day(at))
                .update());
    return offered.isEmpty() && isKnown(draft);
  }

  private void count(CandidateDraft draft, Band band, String path) {
    jdbc.sql(
            """
            insert into vision.seen (camera, ability, version, class_code, band, day, region_path, things)
            values (?, ?, ?, ?, ?, ?, ?, 1)
            on conflict (ability, version, camera, class_code, band, day)
              do update set things = seen.things + 1
            """)
        .params(
            draft.camera(),
            draft.ability(),
            draft.version(),
            draft.classCode(),
            band.name(),
            day(clock.instant()),
            path)
        .update();
  }

  private static LocalDate day(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** By the name of the track, so that the same one is kept or left whenever it is told. */
  private boolean isKept(CandidateDraft draft, Band band) {
    var hash = new CRC32();
    hash.update((draft.camera() + "/" + draft.track()).getBytes(StandardCharsets.UTF_8));
    return hash.getValue() % settings.every(band) == 0;
  }

  /** The id when nobody has seen it before. */
  private Optional<Long> keep(CandidateDraft draft, Band band, String path) {
    Box box = draft.box();
    return jdbc.sql(
            """
            insert into vision.candidate as c (camera, ability, version, class_code, confidence, box, width,
              height, photo, track, seen_at, offered_at, lat_e7, lng_e7, region_path, band, status)
            values (:camera, :ability, :version, :class, :confidence, :box, :width, :height, :photo, :track,
              :seen, :now, :lat, :lng, :path, :band, 'OPEN')
            on conflict (camera, ability, version, track) do update set
              class_code = excluded.class_code, confidence = excluded.confidence, box = excluded.box,
              width = excluded.width, height = excluded.height, photo = excluded.photo,
              seen_at = excluded.seen_at
            where c.status = 'OPEN' and c.confidence < excluded.confidence
            returning case when xmax = 0 then id end
            """)
        .param("camera", draft.camera())
        .param("ability", draft.ability())
        .param("version", draft.version())
        .param("class", draft.classCode())
        .param("confidence", draft.confidence())
        .param("box", new Double[] {box.x(), box.y(), box.width(), box.height()})
        .param("width", draft.width())
        .param("height", draft.height())
        .param("photo", draft.photo())
        .param("track", draft.track())
        .param("seen", Timestamp.from(draft.at()))
        .param("now", Timestamp.from(clock.instant()))
        .param("lat", draft.point().latE7())
        .param("lng", draft.point().lngE7())
        .param("path", path)
        .param("band", band.name())
        .query((rs, i) -> Optional.ofNullable(rs.getObject(1, Long.class)))
        .optional()
        .flatMap(id -> id);
  }
}
