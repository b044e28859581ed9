package io.yiwang.registry.mine;

import io.yiwang.house.Problem;
import io.yiwang.kernel.CitizenNumber;
import io.yiwang.kernel.MobileNumber;
import io.yiwang.kernel.Sex;
import io.yiwang.registry.fusion.Statement;
import io.yiwang.registry.people.Groups;
import io.yiwang.registry.people.Identifiers;
import io.yiwang.registry.people.Relation;
import io.yiwang.registry.people.SourceKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a field should be instead: read from what somebody typed, and told as a statement. */
@Component
class RightValues {
  private static final int LONGEST_NAME = 50;
  private static final int LONGEST_TEXT = 500;

  private final JdbcClient jdbc;
  private final Identifiers identifiers;
  private final Groups groups;

  RightValues(JdbcClient jdbc, Identifiers identifiers, Groups groups) {
    this.jdbc = jdbc;
    this.identifiers = identifiers;
    this.groups = groups;
  }

  /** What can be said to be wrong. */
  enum CorrectedField {
    NAME,
    SEX,
    BIRTH,
    NUMBER,
    PHONE,
    /** Where one lives, with whom, groups: told in words, and settled by the committee. */
    OTHER
  }

  /** The value as it is kept; 400 without repeating it when it is none. */
  String read(CorrectedField field, String value) {
    String text = value.strip();
    return switch (field) {
      case NAME -> sized(text, LONGEST_NAME);
      case SEX -> parsed(text, t -> Sex.valueOf(t).name());
      case BIRTH -> parsed(text, this::birth);
      case NUMBER -> parsed(text, t -> CitizenNumber.parse(t).text());
      case PHONE -> parsed(text, t -> MobileNumber.parse(t).text());
      case OTHER -> sized(text, LONGEST_TEXT);
    };
  }

  private String birth(String text) {
    LocalDate day = LocalDate.parse(text);
    if (day.isAfter(groups.today())) {
      throw new IllegalArgumentException("value must not lie ahead.");
    }
    return day.toString();
  }

  private static String parsed(String text, Function<String, String> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "bad-field",
          "value is not of this field's form.",
          "value",
          null,
          "Maybe a digit is missing.");
    }
  }

  private static String sized(String text, int most) {
    if (text.isEmpty() || text.length() > most) {
      throw Problem.badField(
          "value", text.length(), "must have 1 to " + most + " characters.", null);
    }
    return text;
  }

  /** Tells the one field, and the name, without which nobody says anything about a person. */
  Statement statement(Corrections.Correction c, SourceKind kind, Instant at) {
    String value = c.value();
    CorrectedField field = c.field();
    return new Statement(
        0,
        0,
        kind,
        kind == SourceKind.SELF_REPORT ? "self" : "committee",
        "correction:" + c.id(),
        at,
        field == CorrectedField.NAME ? value : nameOf(c.person()),
        field == CorrectedField.SEX ? Sex.valueOf(value) : Sex.UNKNOWN,
        field == CorrectedField.BIRTH ? LocalDate.parse(value) : null,
        field == CorrectedField.NUMBER ? number(value) : null,
        field == CorrectedField.PHONE ? phone(value) : null,
        null,
        "",
        Relation.UNKNOWN,
        null,
        c.regionPath());
  }

  private String nameOf(long person) {
    return jdbc.sql("select name from registry.person where id = ?")
        .param(person)
        .query(String.class)
        .single();
  }

  private Statement.@Nullable Sealed number(String value) {
    CitizenNumber number = new CitizenNumber(value);
    return sealed(identifiers.index(number), identifiers.seal(number));
  }

  private Statement.@Nullable Sealed phone(String value) {
    MobileNumber phone = new MobileNumber(value);
    return sealed(identifiers.index(phone), identifiers.seal(phone));
  }

  private static Statement.@Nullable Sealed sealed(@Nullable Long index, byte @Nullable [] bytes) {
    return index == null || bytes == null ? null : new Statement.Sealed(index, bytes);
  }
}
