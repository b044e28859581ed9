package io.yiwang.sensing.open311;

import java.util.List;

/**
 * A call we cannot fulfil, told as GeoReport v2 tells it: a list of errors. The first one gives the
 * HTTP status, which is 400 for everything the standard has no status for.
 */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient List<Fault> faults;

  /** One error: {@code code} is an HTTP status code, maybe finer than the status of the answer. */
  record Fault(int code, String description) {
    static Fault bad(String description) {
      return new Fault(400, description);
    }
  }

  Refusal(List<Fault> faults) {
    super(faults.toString());
    this.faults = List.copyOf(faults);
  }

  Refusal(int code, String description) {
    this(List.of(new Fault(code, description)));
  }

  int status() {
    int code = faults.getFirst().code();
    return code == 403 || code == 404 || code >= 500 ? code : 400;
  }

  Node node() {
    return Node.Listing.of(
        "error",
        faults.stream()
            .map(
                fault ->
                    new Node.Fields()
                        .with("code", fault.code())
                        .with("description", fault.description()))
            .toList());
  }
}
