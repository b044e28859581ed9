package io.yiwang.cases.desk;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.People;
import io.yiwang.house.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Filters, columns and order a person keeps under a name. */
@RestController
@RequestMapping("/api/v1/views")
@Tag(name = "Saved views")
class SavedViews {
  private static final int MOST_BYTES = 20_000;
  private static final int LONGEST_NAME = 60;

  private final JdbcTemplate jdbc;
  private final JsonMapper json;
  private final People people;
  private final Clock clock;

  SavedViews(JdbcTemplate jdbc, JsonMapper json, People people, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.people = people;
    this.clock = clock;
  }

  record View(String name, JsonNode view) {}

  @GetMapping
  @Operation(summary = "My saved views")
  List<View> list() {
    return jdbc.query(
        "select name, body from cases.saved_view where person_id = ? order by name",
        (rs, row) -> new View(rs.getString(1), json.readTree(rs.getString(2))),
        people.current().id());
  }

  @GetMapping("/{name}")
  @Operation(summary = "One of my saved views")
  JsonNode get(@PathVariable String name) {
    return list().stream()
        .filter(view -> view.name.equals(name))
        .findFirst()
        .map(View::view)
        .orElseThrow(() -> Problem.notFound("view", name));
  }

  private long keeper() {
    long id = people.current().id();
    if (id == 0) {
      throw Problem.forbidden("A program keeps no views.");
    }
    return id;
  }

  @PutMapping("/{name}")
  @Operation(summary = "Keep a view under this name")
  JsonNode put(@PathVariable String name, @RequestBody JsonNode view) {
    String body = json.writeValueAsString(view);
    if (name.length() > LONGEST_NAME || body.length() > MOST_BYTES) {
      throw Problem.badField(
          "name", name, "must have at most 60 characters and the view 20,000.", null);
    }
    jdbc.update(
        """
        insert into cases.saved_view values (?, ?, ?, ?)
        on conflict (person_id, name) do update set body = excluded.body, at = excluded.at
        """,
        keeper(),
        name,
        body,
        Timestamp.from(clock.instant()));
    return view;
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Forget a view")
  void delete(@PathVariable String name) {
    jdbc.update(
        "delete from cases.saved_view where person_id = ? and name = ?",
        people.current().id(),
        name);
  }
}
