package io.yiwang.cases.desk;

import io.yiwang.cases.book.KnownMembers;
import io.yiwang.sensing.Observation;
import io.yiwang.sensing.Photos;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The observations that made a case, as its page shows them. */
@Component
class SeenObservations {
  private final KnownMembers members;

  SeenObservations(KnownMembers members) {
    this.members = members;
  }

  List<CasePage.Seen> list(long caseId) {
    return members.list(caseId).stream().map(m -> seen(m.id(), m.observation())).toList();
  }

  private static CasePage.Seen seen(UUID id, @Nullable Observation o) {
    if (o == null) {
      return new CasePage.Seen(id, null, null, null, null, null, null, List.of(), null);
    }
    return new CasePage.Seen(
        id,
        o.channel().name(),
        o.source(),
        o.description(),
        o.observedAt(),
        o.point().lat(),
        o.point().lng(),
        o.photos().stream().map(SeenObservations::url).toList(),
        o.weight());
  }

  /** A photo of our own by its id, one of another system by its address. */
  static String url(String photo) {
    return photo.startsWith("http") || photo.startsWith("/") ? photo : Photos.url(photo);
  }
}
