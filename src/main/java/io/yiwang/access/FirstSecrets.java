package io.yiwang.access;

import io.yiwang.house.DataFolder;
import io.yiwang.house.Phases;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes on the first start what nobody could make before: the first administrator and the key of
 * the import command. Both secrets are files in the data folder that only its owner can read.
 */
@Component
class FirstSecrets implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(FirstSecrets.class);

  private final DataFolder folder;
  private final People people;
  private final ApiKeys keys;
  private volatile boolean running;

  FirstSecrets(DataFolder folder, People people, ApiKeys keys) {
    this.folder = folder;
    this.people = people;
    this.keys = keys;
  }

  @Override
  public void start() {
    String importKey = folder.secret("import.key");
    if (keys.find(importKey).isEmpty()) {
      keys.keep(
          importKey,
          new ApiKeys.NewKey(
              "yiwang import",
              KeyKind.SOURCE,
              "import",
              "FEED",
              Set.of("observe", "open311", "admin"),
              null,
              null,
              null));
    }
    if (people.listByDuty(Duty.ADMIN).isEmpty()) {
      people.create(
          new NewPerson(
              "admin",
              "系统管理员",
              "Administrator",
              people.hash(folder.secret("admin.password")),
              Set.of(Duty.ADMIN),
              "",
              "",
              ""));
      log.info(
          "The first administrator is \"admin\"; the password is in {}",
          folder.sub("secrets").resolve("admin.password"));
    }
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Phases.CONSUMERS;
  }
}
