package io.yiwang.cases.desk;

import io.yiwang.cases.checks.Look;
import io.yiwang.cases.checks.Looks;
import java.util.List;
import org.springframework.stereotype.Component;

/** What was looked at again, as the page of a case shows it. */
@Component
class SeenLooks {
  private final Looks looks;

  SeenLooks(Looks looks) {
    this.looks = looks;
  }

  /**
   * The latest round first.
   *
   * @param pictures whether the reader may see them
   */
  List<CasePage.Look> list(long caseId, boolean pictures) {
    return looks.list(caseId).stream().map(look -> shown(look, pictures)).toList();
  }

  private static CasePage.Look shown(Look look, boolean pictures) {
    Look.Answer answer = look.answer();
    return new CasePage.Look(
        look.round(),
        look.target().source(),
        look.state(),
        look.mendedAt(),
        look.lookAt(),
        look.outcome(),
        urls(look.before(), pictures),
        answer == null ? List.of() : urls(answer.photos(), pictures),
        answer == null ? null : answer.verdict(),
        answer == null ? null : answer.at(),
        answer == null ? null : answer.model(),
        answer == null ? null : answer.version(),
        answer == null ? null : answer.confidence(),
        answer == null ? null : answer.reason());
  }

  private static List<String> urls(List<String> photos, boolean pictures) {
    return pictures ? photos.stream().map(SeenObservations::url).toList() : List.of();
  }
}
