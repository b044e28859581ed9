package io.yiwang.cases.checks;

import io.yiwang.cases.CaseAction;
import io.yiwang.cases.CaseActor;
import io.yiwang.cases.book.CaseStore;
import io.yiwang.cases.book.Change;
import io.yiwang.cases.book.Clerk;
import io.yiwang.cases.book.Entry;
import io.yiwang.cases.lifecycle.Command;
import io.yiwang.house.SystemDuty;
import io.yiwang.sensing.LookAnswer;
import io.yiwang.sensing.LookAnswers;
import io.yiwang.sensing.LookVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what sources saw and does with the case what follows from it. The case's row is locked
 * first, so answers, people and the clock come one after another, and whoever of them comes first
 * wins.
 */
@Component
class LookVerdicts implements LookAnswers {
  private static final int MOST_PHOTOS = 10;
  private static final Logger log = LoggerFactory.getLogger(LookVerdicts.class);

  private final CaseStore store;
  private final Clerk clerk;
  private final Looks looks;
  private final LookRules rules;
  private final TransactionTemplate transaction;

  LookVerdicts(
      CaseStore store, Clerk clerk, Looks looks, LookRules rules, TransactionTemplate transaction) {
    this.store = store;
    this.clerk = clerk;
    this.looks = looks;
    this.rules = rules;
    this.transaction = transaction;
  }

  @Override
  public void answer(LookAnswer answer) {
    SystemDuty.run(() -> transaction.executeWithoutResult(status -> take(answer)));
  }

  private void take(LookAnswer answer) {
    Optional<Look> asked = id(answer.request()).flatMap(looks::find);
    if (asked.isEmpty()) {
      log.warn("Nobody asked what look {} answers", answer.request());
      return;
    }
    Look look = asked.get();
    Entry entry = store.lock(look.caseId());
    if (looks.answered(look.id(), answer)) {
      settle(entry, new Looks.Round(look.caseId(), look.round()));
    }
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whoever has not answered by now is taken not to see. */
  void giveUp(Looks.Round late, Instant now) {
    transaction.executeWithoutResult(
        status -> {
          Entry entry = store.lock(late.caseId());
          looks.silence(late, now);
          settle(entry, late);
        });
  }

  private void settle(Entry entry, Looks.Round round) {
    if (entry.subject().standing().lookAt() == null) {
      looks.decide(round, Look.Outcome.OVERTAKEN, store.now());
      return;
    }
    List<Look> all = looks.round(round.caseId(), round.round());
    switch (Judgement.of(all)) {
      case WAIT -> {
        // somebody has still to answer
      }
      case CLEAR -> {
        act(entry, CaseAction.CHECK_PASS, speakers(all, LookVerdict.CLEAR));
        looks.decide(round, Look.Outcome.CLOSED, store.now());
      }
      case STILL_THERE -> {
        act(entry, CaseAction.CHECK_FAIL, speakers(all, LookVerdict.STILL_THERE));
        looks.decide(round, Look.Outcome.REWORK, store.now());
      }
      case CANNOT_TELL -> {
        var move = store.lifecycle().couldNotTell(entry.subject(), reasons(all), store.now());
        store.write(List.of(Change.of(entry, move, CaseActor.SYSTEM)));
        looks.decide(round, Look.Outcome.PERSON, store.now());
      }
    }
  }

  /** A source that said so, with its words. */
  private record Speaker(String source, Look.Answer answer) {}

  /** The surest first. */
  private static List<Speaker> speakers(List<Look> all, LookVerdict verdict) {
    List<Speaker> speakers = new ArrayList<>();
    for (Look look : all) {
      Look.Answer answer = look.answer();
      if (answer != null && answer.verdict() == verdict) {
        speakers.add(new Speaker(look.target().source(), answer));
      }
    }
    speakers.sort(Comparator.comparing((Speaker s) -> s.answer.confidence()).reversed());
    return speakers;
  }

  private void act(Entry entry, CaseAction action, List<Speaker> speakers) {
    Speaker first = speakers.getFirst();
    Look.Answer said = first.answer;
    String reason = said.reason() == null ? "仍可见 still there" : said.reason();
    LookRule rule = rules.of(entry.subject().matter().classCode());
    Command command =
        Command.of(action, new CaseActor(0, first.source))
            .because(action == CaseAction.CHECK_FAIL ? reason : null)
            .with(
                action == CaseAction.CHECK_PASS ? said.reason() : null,
                speakers.stream()
                    .flatMap(s -> s.answer.photos().stream())
                    .distinct()
                    .limit(MOST_PHOTOS)
                    .toList())
            .seenBy(
                new Command.Witness(said.model(), said.version(), said.confidence(), rule.undo()));
    clerk.witnessed(entry, command);
  }

  private static String reasons(List<Look> all) {
    return all.stream().map(LookVerdicts::reason).collect(Collectors.joining("; "));
  }

  private static String reason(Look look) {
    Look.Answer answer = look.answer();
    String why =
        answer == null
            ? "未回答 no answer"
            : answer.reason() == null ? "看不清 cannot see" : answer.reason();
    return look.target().source() + ": " + why;
  }
}
