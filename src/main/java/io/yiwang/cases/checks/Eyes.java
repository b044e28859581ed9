package io.yiwang.cases.checks;

import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.book.KnownMembers;
import io.yiwang.cases.book.MergedCases;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.LookAgain;
import io.yiwang.sensing.LookRequest;
import io.yiwang.sensing.Observation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Who can look at a case again: the sources that reported it, and others that see the place. */
@Component
class Eyes {
  private static final Logger log = LoggerFactory.getLogger(Eyes.class);

  private final List<LookAgain> ports;
  private final KnownMembers members;
  private final MergedCases merged;

  Eyes(List<LookAgain> ports, KnownMembers members, MergedCases merged) {
    this.ports = List.copyOf(ports);
    this.members = members;
    this.merged = merged;
  }

  boolean none() {
    return ports.isEmpty();
  }

  List<Eye> of(CaseSummary subject) {
    Map<String, List<Observation>> seen = new LinkedHashMap<>();
    collect(subject.id(), seen);
    merged.into(subject.id()).forEach(other -> collect(other.id(), seen));
    Map<String, Eye> eyes = new LinkedHashMap<>();
    seen.forEach((source, observations) -> eyes.put(source, eye(source, observations)));
    if (!eyes.isEmpty()) {
      GeoPoint place = new GeoPoint(subject.lat(), subject.lng());
      for (LookAgain port : ports) {
        for (String source : port.watching(place, subject.classCode())) {
          eyes.computeIfAbsent(
              source, s -> new Eye(s, place, subject.componentId(), null, List.of()));
        }
      }
    }
    return List.copyOf(eyes.values());
  }

  private void collect(long caseId, Map<String, List<Observation>> seen) {
    for (KnownMembers.Member member : members.list(caseId)) {
      Observation o = member.observation();
      if (o != null && ports.stream().anyMatch(port -> port.knows(o.source()))) {
        seen.computeIfAbsent(o.source(), _ -> new ArrayList<>()).add(o);
      }
    }
  }

  /** As its latest report says. */
  private static Eye eye(String source, List<Observation> observations) {
    Observation last = observations.getFirst();
    List<String> before = new ArrayList<>();
    for (Observation o : observations) {
      before.addAll(o.photos());
      last = o.observedAt().isAfter(last.observedAt()) ? o : last;
    }
    return new Eye(source, last.point(), last.componentId(), last.trackId(), before);
  }

  /** Asks whoever answers for the source; one that fails is asked again later. */
  void ask(LookRequest request) {
    for (LookAgain port : ports) {
      try {
        if (port.knows(request.source())) {
          port.look(request);
          return;
        }
      } catch (RuntimeException e) {
        log.warn("{} cannot be asked to look again now", request.source(), e);
        return;
      }
    }
  }
}
