package io.yiwang.incidents;

import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Observation;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.springframework.stereotype.Component;

/** What other modules may ask of correlation. */
@Component
public class Incidents {
  private final Partitions partitions;
  private final LogReader log;

  Incidents(Partitions partitions, LogReader log) {
    this.partitions = partitions;
    this.log = log;
  }

  /** The incident a retained observation belongs to now. */
  public Optional<ObservationId> findIncident(ObservationId observation) {
    return partitions
        .find(observation, (partition, r) -> Optional.ofNullable(partition.index().incidentOf(r)))
        .flatMap(found -> found);
  }

  /** A member as the log holds it; empty if it is gone from there. */
  public Optional<Observation> findMember(IncidentChange.Member member) {
    try {
      return log.find(member.partition(), member.offset(), member.row());
    } catch (KafkaException e) {
      return Optional.empty();
    }
  }
}
