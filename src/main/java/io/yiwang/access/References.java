package io.yiwang.access;

import io.yiwang.house.Problem;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds the pieces of work that purposes are tied to, within reach of whoever asks. */
@Component
public class References {
  private static final Pattern NAME = Pattern.compile("([a-z]{1,20}):(\\d{1,18})");

  private final Map<String, Referable> byKind;

  References(List<Referable> kinds) {
    byKind = kinds.stream().collect(Collectors.toMap(Referable::kind, Function.identity()));
  }

  /** Refuses with 400 what is none, is out of reach, or is of no kind that the purpose allows. */
  public Reference get(String name, Purposes.KnownPurpose purpose) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw Problem.badField(
          "reference", name, "must name a case or a visit.", "Maybe write case:123.");
    }
    Referable kind = byKind.get(parts.group(1));
    if (kind == null) {
      throw Problem.badField(
          "reference",
          name,
          "is of a kind that is not kept here yet.",
          "Maybe name one of " + byKind.keySet().stream().sorted().toList() + ".");
    }
    if (!purpose.references().contains(kind.kind())) {
      throw Problem.badField(
          "reference",
          name,
          "does not go with the purpose " + purpose.code() + ".",
          "Maybe name one of " + purpose.references() + ".");
    }
    return kind.find(Long.parseLong(parts.group(2)))
        .orElseThrow(
            () ->
                Problem.badField(
                    "reference",
                    name,
                    "is not there, or not yours to see.",
                    "Maybe the number is mistyped."));
  }
}
