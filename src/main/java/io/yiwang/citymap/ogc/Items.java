package io.yiwang.citymap.ogc;

import io.yiwang.citymap.City;
import io.yiwang.citymap.cql.Cql;
import io.yiwang.citymap.cql.CqlCheck;
import io.yiwang.citymap.cql.CqlJson;
import io.yiwang.citymap.cql.CqlText;
import io.yiwang.citymap.cql.Kind;
import io.yiwang.house.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the parameters of a request for features into a question. */
final class Items {
  static final int USUAL = 100;
  static final int MOST = 10_000;

  static final String NEXT = "next";
  private static final List<String> PARAMETERS =
      List.of(
          "limit",
          "bbox",
          "bbox-crs",
          "crs",
          "datetime",
          "filter",
          "filter-lang",
          "filter-crs",
          NEXT);

  private final Query query;
  private final Crs crs;
  private final Question question;

  Items(HttpServletRequest request, Collection collection, City city) {
    Map<String, Kind> queryables = collection.queryables();
    List<String> known = Stream.concat(PARAMETERS.stream(), asked(queryables)).toList();
    this.query = Query.of(request, known);
    this.crs = query.crs("crs");
    String bbox = query.text("bbox");
    Crs ofBox = query.crs("bbox-crs");
    String datetime = query.text("datetime");
    this.question =
        new Question(
            query.number("limit", USUAL, 1, MOST),
            query.text(NEXT),
            bbox == null ? null : Box.of(bbox, ofBox),
            datetime == null ? null : Period.of(datetime, city.zone()),
            condition(queryables));
  }

  /** Properties that are also parameters. */
  private static Stream<String> asked(Map<String, Kind> queryables) {
    return queryables.entrySet().stream()
        .filter(entry -> entry.getValue() != Kind.SHAPE)
        .map(Map.Entry::getKey);
  }

  Query query() {
    return query;
  }

  Crs crs() {
    return crs;
  }

  Question question() {
    return question;
  }

  private Cql.@Nullable Condition condition(Map<String, Kind> queryables) {
    List<Cql.Condition> parts = new ArrayList<>();
    String language = query.text("filter-lang");
    Crs ofFilter = query.crs("filter-crs");
    if (language != null && !language.equals("cql2-text") && !language.equals("cql2-json")) {
      throw Problem.badField(
          "filter-lang",
          language,
          "is no language of filters here.",
          "Maybe cql2-text or cql2-json.");
    }
    String filter = query.text("filter");
    if (filter != null) {
      Cql.Condition read =
          "cql2-json".equals(language)
              ? CqlJson.read(filter, ofFilter::toDegrees)
              : CqlText.read(filter, ofFilter::toDegrees);
      CqlCheck.check(read, queryables);
      parts.add(read);
    }
    queryables.forEach(
        (name, kind) -> {
          String text = query.text(name);
          if (text != null && kind != Kind.SHAPE) {
            parts.add(
                new Cql.Compare(
                    Cql.Comparison.EQUAL, new Cql.Property(name), value(name, text, kind)));
          }
        });
    if (parts.isEmpty()) {
      return null;
    }
    return parts.size() == 1 ? parts.getFirst() : new Cql.And(List.copyOf(parts));
  }

  private static Cql.Value value(String name, String text, Kind kind) {
    try {
      return switch (kind) {
        case NUMBER -> new Cql.Number(number(text));
        case BOOLEAN -> {
          if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
          }
          yield new Cql.Truthful(text.equals("true"));
        }
        case DATE -> new Cql.Day(LocalDate.parse(text));
        case TIME -> new Cql.Moment(OffsetDateTime.parse(text).toInstant());
        case TEXT, SHAPE, PERIOD -> new Cql.Text(text);
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      throw Problem.badField(
          name, text, "is not of the kind " + kind + ".", "Maybe see the queryables.");
    }
  }

  private static BigDecimal number(String text) {
    if (text.length() > 40 || !text.matches("[+-]?\\d+(\\.\\d+)?")) {
      throw new IllegalArgumentException(text);
    }
    return new BigDecimal(text);
  }
}
