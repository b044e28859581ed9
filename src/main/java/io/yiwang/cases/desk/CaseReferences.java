package io.yiwang.cases.desk;

import io.yiwang.access.Referable;
import io.yiwang.access.Reference;
import io.yiwang.cases.CaseSummary;
import io.yiwang.cases.book.CaseSight;
import io.yiwang.cases.book.Summaries;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Cases as what a purpose is tied to: those the present person may see. */
@Component
class CaseReferences implements Referable {
  private final JdbcTemplate jdbc;
  private final Summaries summaries;
  private final CaseSight sight;

  CaseReferences(JdbcTemplate jdbc, Summaries summaries, CaseSight sight) {
    this.jdbc = jdbc;
    this.summaries = summaries;
    this.sight = sight;
  }

  private record Row(CaseSummary summary, @Nullable Long mergedInto) {}

  @Override
  public String kind() {
    return "case";
  }

  /** A merged case is about the one it was merged into as well. */
  @Override
  public Optional<Reference> find(long id) {
    return jdbc
        .query(
            "select * from cases.case_file where id = ?",
            (rs, row) -> new Row(summaries.read(rs, row), rs.getObject("merged_into", Long.class)),
            id)
        .stream()
        .filter(row -> sight.reading(sight.subject(), row.summary).allowed())
        .map(CaseReferences::reference)
        .findFirst();
  }

  private static Reference reference(Row row) {
    String name = "case:" + row.summary.id();
    Set<String> objects = new HashSet<>(Set.of(name));
    if (row.mergedInto != null) {
      objects.add("case:" + row.mergedInto);
    }
    return new Reference(name, objects, row.summary.regionPath());
  }
}
