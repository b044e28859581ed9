package io.yiwang.attacks;

import io.yiwang.access.ApiKeys;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationContext;

/** Insiders who turn, one of each duty; each operation is tried by whoever comes furthest. */
final class Cast {
  private final List<Attacker> insiders;

  Cast(ApplicationContext context, int port, String path) {
    People people = context.getBean(People.class);
    String key =
        context
            .getBean(ApiKeys.class)
            .issue("attacks-" + System.nanoTime(), "FEED", Set.of("observe", "positions"));
    insiders =
        List.of(
            Attacker.of(port, people, Duty.ADMIN, "attack-unit", ""),
            Attacker.of(port, people, Duty.CITY_OFFICER, "attack-unit", ""),
            Attacker.of(port, people, Duty.COMMITTEE, "attack-unit", path),
            Attacker.of(port, people, Duty.AUDITOR, "attack-unit", ""),
            Attacker.of(port, people, Duty.GRID_WORKER, "attack-unit", path),
            Attacker.of(port, people, Duty.RESIDENT, "attack-unit", path),
            Attacker.program(port, key));
  }

  /** The first who is not refused for who they are. */
  Attacker best(Operation operation, String address, String body) {
    for (Attacker insider : insiders) {
      int status =
          operation.body() == null
              ? insider.json(operation.method(), address, null).status()
              : insider.json(operation.method(), address, body).status();
      if (status != 401 && status != 403) {
        return insider;
      }
    }
    return insiders.getFirst();
  }
}
