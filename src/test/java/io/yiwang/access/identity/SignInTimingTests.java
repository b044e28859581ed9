package io.yiwang.access.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.Duty;
import io.yiwang.access.NewPerson;
import io.yiwang.access.People;
import io.yiwang.access.identity.Passwords.Account;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nobody learns from the time an answer takes whether there is such a name. */
@PlatformTest
class SignInTimingTests {
  private static final int ROUNDS = 9;

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired People people;
  @Autowired Passwords passwords;

  /** The work itself, in processor time of this thread, which a busy machine does not change. */
  @Test
  void aNameThatNobodyHasCostsTheSameWork() {
    Account known = Objects.requireNonNull(passwords.find(person()));
    passwords.matches("warm up", known);
    passwords.matches("warm up", null);
    List<Long> with = new ArrayList<>();
    List<Long> without = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      with.add(work(() -> passwords.matches("wrong", known)));
      without.add(work(() -> passwords.matches("wrong", null)));
    }
    double ratio = (double) median(with) / median(without);
    assertThat(ratio).isBetween(0.7, 1.4);
    assertThat(median(without)).as("a slow hash was computed").isGreaterThan(3_000_000);
  }

  /** The whole answer, in turns, so that whatever slows the machine slows both. */
  @Test
  void theAnswerToANameThatNobodyHasComesAsLate() {
    List<Long> with = new ArrayList<>();
    List<Long> without = new ArrayList<>();
    Browser browser = new Browser(port);
    String hash = people.hash("lantern-gravel-otter-77");
    for (int i = 0; i < ROUNDS; i++) {
      String known = person(hash);
      with.add(took(browser, known));
      without.add(took(browser, "nobody-" + UUID.randomUUID()));
    }
    double ratio = (double) median(with) / median(without);
    assertThat(ratio).isBetween(0.4, 2.5);
  }

  @AfterEach
  void forgive() {
    jdbc.sql("delete from access.sign_in_attempt").update();
  }

  private static long took(Browser browser, String login) {
    long begun = System.nanoTime();
    assertThat(browser.signIn(login, "wrong").type()).isEqualTo("wrong-credentials");
    return System.nanoTime() - begun;
  }

  private static long work(Runnable task) {
    var threads = ManagementFactory.getThreadMXBean();
    long begun = threads.getCurrentThreadCpuTime();
    task.run();
    return threads.getCurrentThreadCpuTime() - begun;
  }

  private static long median(List<Long> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }

  private String person() {
    return person(people.hash("lantern-gravel-otter-77"));
  }

  private String person(String hash) {
    String login = "timing-" + UUID.randomUUID();
    people.create(
        new NewPerson(login, "某人", "Somebody", hash, Set.of(Duty.ACCEPTOR), "timing-unit", "", ""));
    return login;
  }
}
