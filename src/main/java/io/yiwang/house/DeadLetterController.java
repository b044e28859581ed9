package io.yiwang.house;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For the engineer: what could not be understood, and trying it again. */
@RestController
class DeadLetterController {
  private final DeadLetters letters;
  private final List<LogConsumer> consumers;
  private final TransactionTemplate transaction;

  DeadLetterController(
      DeadLetters letters, List<LogConsumer> consumers, TransactionTemplate transaction) {
    this.letters = letters;
    this.consumers = List.copyOf(consumers);
    this.transaction = transaction;
  }

  record DeadLetterPage(List<DeadLetters.DeadLetter> items, long waiting) {}

  @Operation(summary = "Records that a consumer could not understand, newest first")
  @GetMapping("/api/v1/admin/dead-letters")
  DeadLetterPage list(
      @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
    return SystemDuty.call(
        () -> new DeadLetterPage(letters.list(page, Math.clamp(size, 1, 500)), letters.count()));
  }

  @Operation(summary = "Hand one kept record to its consumer again")
  @PostMapping("/api/v1/admin/dead-letters/{id}/replay")
  void replay(@PathVariable long id) {
    SystemDuty.run(() -> again(id));
  }

  private void again(long id) {
    LogRecord record = letters.record(id);
    String name = letters.consumer(id);
    LogConsumer consumer =
        consumers.stream()
            .filter(c -> c.name().equals(name))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("consumer", name));
    transaction.executeWithoutResult(
        status -> {
          consumer.accept(List.of(record));
          letters.markReplayed(id);
        });
  }
}
