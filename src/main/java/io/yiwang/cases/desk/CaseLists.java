package io.yiwang.cases.desk;

import io.yiwang.access.Subject;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.book.CaseSight;
import io.yiwang.cases.book.Summaries;
import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.Regions;
import io.yiwang.house.Problem;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Cases in rows: pages, exports, points on a map. */
@Component
class CaseLists {
  static final int MOST_PER_PAGE = 500;
  private static final int MOST_POINTS = 50_000;
  private static final int FETCH = 1000;

  private final JdbcTemplate jdbc;
  private final Summaries summaries;
  private final Regions regions;
  private final Catalogue catalogue;
  private final Clock clock;
  private final TransactionTemplate transaction;
  private final CaseSight sight;

  CaseLists(
      JdbcTemplate jdbc,
      Summaries summaries,
      Regions regions,
      Catalogue catalogue,
      Clock clock,
      TransactionTemplate transaction,
      CaseSight sight) {
    this.jdbc = jdbc;
    this.summaries = summaries;
    this.regions = regions;
    this.catalogue = catalogue;
    this.clock = clock;
    this.transaction = transaction;
    this.sight = sight;
  }

  /** One page of a list. */
  record Page(List<CaseSummary> items, long total, int page, int size) {}

  /** The rows the reader may see, as the reader may see them. */
  Page page(CaseFilter filter, int page, int size) {
    Subject reader = sight.requireReader();
    if (page < 0 || size < 1 || size > MOST_PER_PAGE) {
      throw Problem.badField(
          "size", size, "must be 1 to " + MOST_PER_PAGE + " and page not negative.", null);
    }
    Where where = where(filter, reader);
    Long total =
        jdbc.queryForObject(
            "select count(*) from cases.case_file" + where.sql(), Long.class, where.parameters());
    List<CaseSummary> items =
        jdbc.query(
            "select * from cases.case_file"
                + where.sql()
                + Where.order(filter.sort())
                + " limit ? offset ?",
            summaries::read,
            where.parameters(size, (long) page * size));
    items = items.stream().flatMap(c -> sight.shown(reader, c).stream()).toList();
    return new Page(items, total == null ? 0 : total, page, size);
  }

  /** Every case of the filter that may leave as a file, one after another, however many. */
  void each(CaseFilter filter, Consumer<CaseSummary> consumer) {
    Subject reader = sight.requireReader();
    Where where = where(filter, reader);
    String sql = "select * from cases.case_file" + where.sql() + Where.order(filter.sort());
    transaction.executeWithoutResult(
        status ->
            jdbc.query(
                connection -> {
                  var statement = connection.prepareStatement(sql);
                  statement.setFetchSize(FETCH);
                  Object[] values = where.parameters();
                  for (int i = 0; i < values.length; i++) {
                    Object value =
                        values[i] instanceof Object[] array
                            ? connection.createArrayOf(
                                array instanceof Integer[] ? "int" : "text", array)
                            : values[i];
                    statement.setObject(i + 1, value);
                  }
                  return statement;
                },
                (RowCallbackHandler)
                    rs -> sight.exported(reader, summaries.read(rs, 0)).ifPresent(consumer)));
  }

  /**
   * Rows of id, longitude, latitude, ordinal of the stage, ordinal of the due state, class code.
   */
  List<Object[]> points(@Nullable String region, @Nullable String bbox) {
    Subject reader = sight.requireReader();
    Where where =
        Where.open(region, regions, clock.instant())
            .reached(sight.reach(reader), sight.denied(reader));
    if (bbox != null && !bbox.isBlank()) {
      double[] box = box(bbox);
      where.and("lng between ? and ? and lat between ? and ?", box[0], box[2], box[1], box[3]);
    }
    return jdbc
        .query(
            "select * from cases.case_file" + where.sql() + " order by id desc limit ?",
            summaries::read,
            where.parameters(MOST_POINTS))
        .stream()
        .filter(c -> sight.reading(reader, c).allowed())
        .map(
            c ->
                new Object[] {
                  c.id(),
                  c.lng(),
                  c.lat(),
                  c.stage().ordinal(),
                  c.dueState().ordinal(),
                  c.classCode()
                })
        .toList();
  }

  private Where where(CaseFilter filter, Subject reader) {
    if (filter.worker() != null && !sight.mayAskBy(reader, "worker")) {
      throw Problem.badField("worker", filter.worker(), "is not shown to your duty.", null);
    }
    boolean seesWords = sight.mayAskBy(reader, "description") && sight.mayAskBy(reader, "address");
    return Where.of(filter, regions, catalogue.calendar().zone(), clock.instant(), seesWords)
        .reached(sight.reach(reader), sight.denied(reader));
  }

  private static double[] box(String text) {
    try {
      double[] box = Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
      if (box.length == 4 && box[0] <= box[2] && box[1] <= box[3]) {
        return box;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw Problem.badField("bbox", text, "must be minLng,minLat,maxLng,maxLat.", null);
  }
}
