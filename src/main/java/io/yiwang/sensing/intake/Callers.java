package io.yiwang.sensing.intake;

import io.yiwang.access.ApiClient;
import io.yiwang.access.ApiKeys;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.access.Person;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.Source;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which source a request speaks for: the API key's, or the person who is signed in. */
@Component
final class Callers {
  private final ApiKeys keys;
  private final People people;

  Callers(ApiKeys keys, People people) {
    this.keys = keys;
    this.people = people;
  }

  /** 401 when there is neither a key nor a person, 403 for a person who does not file. */
  Source current() {
    Optional<ApiClient> client = keys.findCurrent();
    return client.isPresent() ? of(client.get()) : of(people.current());
  }

  private static Source of(ApiClient client) {
    return new Source(client.source(), Channel.valueOf(client.channel()));
  }

  /** People who file; residents have the form, which asks and limits them. */
  private static Source of(Person person) {
    person.require(
        Duty.ADMIN,
        Duty.CITY_OFFICER,
        Duty.DISTRICT_OFFICER,
        Duty.STREET_OFFICER,
        Duty.ACCEPTOR,
        Duty.GRID_WORKER,
        Duty.CHECKER);
    Channel channel = Channel.HOTLINE;
    if (person.has(Duty.GRID_WORKER) || person.has(Duty.CHECKER)) {
      channel = Channel.WORKER;
    }
    return new Source("person-" + person.login(), channel);
  }
}
