package io.yiwang.registry.fusion;

import io.yiwang.registry.people.SourceKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** How far each kind of source is believed about each field. */
record Trusts(Map<Field, Map<SourceKind, Trust>> byField) {

  /** A field of a person that sources tell. */
  enum Field {
    NAME,
    SEX,
    BIRTH,
    NUMBER,
    PHONE,
    DOOR,
    RELATION,
    GROUPS
  }

  /** Belief between 0 and 1, halved every so many days. */
  record Trust(double trust, int halfLifeDays) {
    double after(double days) {
      return trust * Math.pow(0.5, days / halfLifeDays);
    }
  }

  Trusts {
    byField = Map.copyOf(byField);
  }

  /** All sources and fields alike. */
  static Trusts alike(double trust, int halfLifeDays) {
    Map<SourceKind, Trust> kinds = new EnumMap<>(SourceKind.class);
    for (SourceKind kind : SourceKind.values()) {
      kinds.put(kind, new Trust(trust, halfLifeDays));
    }
    Map<Field, Map<SourceKind, Trust>> fields = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      fields.put(field, kinds);
    }
    return new Trusts(fields);
  }

  Trust of(Field field, SourceKind kind) {
    return Objects.requireNonNull(Objects.requireNonNull(byField.get(field)).get(kind));
  }
}
