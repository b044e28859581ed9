package io.yiwang.registry.people;

import io.yiwang.access.SubjectRegions;
import io.yiwang.house.SystemDuty;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where persons and households are, for whoever writes down what they say. */
@Component
class PlacesOfSubjects implements SubjectRegions {
  private static final Pattern SUBJECT = Pattern.compile("(person|household):(\\d{1,18})");

  private final JdbcClient jdbc;

  PlacesOfSubjects(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<String> find(String subject) {
    Matcher named = SUBJECT.matcher(subject);
    return named.matches()
        ? SystemDuty.call(
            () ->
                jdbc.sql("select region_path from registry." + named.group(1) + " where id = ?")
                    .param(Long.parseLong(named.group(2)))
                    .query(String.class)
                    .optional())
        : Optional.empty();
  }
}
