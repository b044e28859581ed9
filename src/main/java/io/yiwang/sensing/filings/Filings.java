package io.yiwang.sensing.filings;

import io.yiwang.access.Vault;
import io.yiwang.house.SystemDuty;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Filers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The filings of residents and Open311 clients. Whoever knows the tracking word or the observation
 * may ask, so the platform itself looks them up.
 */
@Component
public class Filings implements Filers {
  private final JdbcClient jdbc;
  private final Vault vault;

  Filings(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /** Keeps the filing, or answers the one that this source and key already made. */
  public Filing keep(Filing filing) {
    return SystemDuty.call(() -> keepOnce(filing));
  }

  private Filing keepOnce(Filing filing) {
    jdbc.sql(
            """
            insert into sensing.filing
              (observation, tracking, source, key, class_code, lat, lng, filed_at, description,
               address, photos, contact)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """)
        .param(filing.observation().value())
        .param(filing.tracking())
        .param(filing.source())
        .param(filing.key())
        .param(filing.classCode())
        .param(filing.point().lat())
        .param(filing.point().lng())
        .param(Timestamp.from(filing.filedAt()))
        .param(filing.description())
        .param(filing.address())
        .param(filing.photos().toArray(new String[0]))
        .param(SealedContacts.seal(vault, filing.contact()))
        .update();
    return find(filing.observation()).orElseThrow();
  }

  public Optional<Filing> find(ObservationId observation) {
    return SystemDuty.call(
        () ->
            jdbc.sql("select * from sensing.filing where observation = ?")
                .param(observation.value())
                .query(this::filing)
                .optional());
  }

  public Optional<Filing> findByTracking(String tracking) {
    return SystemDuty.call(
        () ->
            jdbc.sql("select * from sensing.filing where tracking = ?")
                .param(tracking)
                .query(this::filing)
                .optional());
  }

  @Override
  public Optional<Filer> filer(ObservationId observation) {
    return find(observation)
        .map(
            f ->
                new Filer(
                    f.filedAt(), f.contact().name(), f.contact().phone(), f.contact().email()));
  }

  /** The newest of a source. */
  public List<Filing> listBySource(String source, int limit) {
    return SystemDuty.call(
        () ->
            jdbc.sql("select * from sensing.filing where source = ? order by filed_at desc limit ?")
                .params(source, limit)
                .query(this::filing)
                .list());
  }

  private Filing filing(ResultSet rs, int row) throws SQLException {
    return new Filing(
        new ObservationId(rs.getObject("observation", UUID.class)),
        rs.getString("tracking"),
        rs.getString("source"),
        rs.getString("key"),
        rs.getString("class_code"),
        new GeoPoint(rs.getDouble("lat"), rs.getDouble("lng")),
        rs.getTimestamp("filed_at").toInstant(),
        rs.getString("description"),
        rs.getString("address"),
        List.of((String[]) rs.getArray("photos").getArray()),
        SealedContacts.open(vault, rs.getBytes("contact")));
  }
}
