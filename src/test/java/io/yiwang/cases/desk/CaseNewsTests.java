package io.yiwang.cases.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yiwang.PlatformTest;
import io.yiwang.access.Acting;
import io.yiwang.access.Caller;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.cases.CaseAction;
import io.yiwang.cases.arrivals.Opener;
import io.yiwang.cases.book.ActionRequest;
import io.yiwang.cases.book.Clerk;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The live stream tells each listener of their own cases only, masked as everywhere else. */
@PlatformTest
class CaseNewsTests {
  private static final Person CITY =
      new Person(9, "city", "city", "city", Set.of(Duty.CITY_OFFICER), "", "", "");

  @LocalServerPort int port;
  @Autowired ApplicationContext context;
  @Autowired JdbcTemplate jdbc;
  @Autowired People people;
  @Autowired Clerk clerk;

  @Test
  void tellsOfWhatTheListenerMayRead() {
    long own = open("news.here");
    long foreign = open("news.there");
    String hash = people.hash("s");
    Caller officer = Caller.person(port, people, hash, "s", Duty.STREET_OFFICER, "", "news.here");
    Caller leader = Caller.person(port, people, hash, "s", Duty.CITY_LEADER, "", "news");
    Caller resident = Caller.person(port, people, hash, "s", Duty.RESIDENT, "", "news.here");
    List<String> toOfficer = listen(officer);
    List<String> toLeader = listen(leader);
    List<String> toResident = listen(resident);

    comment(foreign);
    comment(own);

    await().until(() -> told(toOfficer, own) && told(toLeader, own));
    assertThat(told(toOfficer, foreign)).isFalse();
    assertThat(told(toLeader, foreign)).isTrue();
    assertThat(told(toResident, own) || told(toResident, foreign)).isFalse();
    assertThat(String.join("\n", toOfficer)).contains("wombat");
    assertThat(String.join("\n", toLeader)).doesNotContain("wombat");
  }

  private long open(String region) {
    long id = new Opener(context).open().id();
    jdbc.update(
        "update cases.case_file set region_path = ?, description = 'wombat' where id = ?",
        region,
        id);
    return id;
  }

  private void comment(long id) {
    Acting.as(CITY, () -> clerk.act(id, ActionRequest.of(CaseAction.COMMENT, 1), CITY));
  }

  private static List<String> listen(Caller caller) {
    List<String> lines = new CopyOnWriteArrayList<>();
    Stream<String> stream = caller.live();
    Thread.ofVirtual().start(() -> stream.forEach(lines::add));
    await().until(() -> lines.contains("event: hello"));
    return lines;
  }

  private static boolean told(List<String> lines, long id) {
    return lines.stream().anyMatch(line -> line.contains("\"case\":{\"id\":" + id + ","));
  }
}
