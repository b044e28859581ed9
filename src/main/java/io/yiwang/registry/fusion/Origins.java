package io.yiwang.registry.fusion;

import io.yiwang.registry.people.SourceKind;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Where what is believed about a person comes from, told to that person. */
@Component
public class Origins {
  private final Settler settler;
  private final FusionRules rules;

  Origins(Settler settler, FusionRules rules) {
    this.settler = settler;
    this.rules = rules;
  }

  /**
   * Who told a field, and when.
   *
   * @param field a name of {@code Trusts.Field}, e.g. {@code PHONE}
   */
  public record FieldOrigin(String field, double confidence, SourceKind kind, Instant at) {}

  /** Asked as the platform. */
  public List<FieldOrigin> of(long personId) {
    return Beliefs.of(settler.about(personId), rules.trusts()).fields().entrySet().stream()
        .map(
            e ->
                new FieldOrigin(
                    e.getKey().name(),
                    e.getValue().confidence(),
                    e.getValue().by().kind(),
                    e.getValue().by().at()))
        .sorted((a, b) -> a.field().compareTo(b.field()))
        .toList();
  }
}
