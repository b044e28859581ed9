package io.yiwang.access.staff;

import io.swagger.v3.oas.annotations.Operation;
import io.yiwang.access.Duty;
import io.yiwang.access.staff.Accounts.Account;
import io.yiwang.access.staff.DutyBook.GivenDuty;
import io.yiwang.house.SystemDuty;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People and their duties, for administrators. */
@RestController
@RequestMapping("/api/v1/admin/people")
class AccountsController {
  private static final int MOST = 200;

  private final Accounts accounts;
  private final DutyBook book;
  private final Clock clock;
  private final Permissions permissions;

  AccountsController(Accounts accounts, DutyBook book, Clock clock, Permissions permissions) {
    this.accounts = accounts;
    this.book = book;
    this.clock = clock;
    this.permissions = permissions;
  }

  record NewAccount(
      @Nullable String login,
      @Nullable String name,
      @Nullable String nameEn,
      @Nullable List<GivenDuty> duties) {}

  /** A password that lets its person in to choose one of their own; shown this once. */
  record GivenPassword(String password) {}

  /** Until when a duty is held; null is until further notice. */
  record Until(@Nullable Instant until) {}

  /** Duties that somebody else holds meanwhile. */
  record Delegation(
      @Nullable List<Long> duties,
      @Nullable Long to,
      @Nullable Instant from,
      @Nullable Instant until) {}

  @Operation(summary = "Accounts by words in their names, duty, unit and state")
  @GetMapping
  Accounts.AccountPage search(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable Duty duty,
      @RequestParam(defaultValue = "") String unit,
      @RequestParam(required = false) @Nullable Boolean enabled,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    var wanted = new Accounts.Wanted(q, duty, unit, enabled);
    return SystemDuty.call(
        () -> accounts.search(wanted, Math.max(0, page), Math.clamp(size, 1, MOST)));
  }

  @Operation(summary = "One account")
  @GetMapping("/{id}")
  Account get(@PathVariable long id) {
    return SystemDuty.call(() -> accounts.get(id));
  }

  @Operation(summary = "Add a person; the answer shows a first password, this once")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Accounts.Created create(@RequestBody NewAccount account) {
    return permissions.change(
        "account",
        () -> accounts.create(account.login, account.name, account.nameEn, account.duties),
        created -> created.account().id());
  }

  @Operation(summary = "Change, disable or enable an account")
  @PutMapping("/{id}")
  Account change(@PathVariable long id, @RequestBody Accounts.Change change) {
    return permissions.change("account", id, () -> accounts.change(id, change));
  }

  @Operation(summary = "Give a new first password; all sessions of the person end")
  @PostMapping("/{id}/password")
  GivenPassword resetPassword(@PathVariable long id) {
    return new GivenPassword(
        permissions.change("account.password", id, () -> accounts.resetPassword(id)));
  }

  @Operation(summary = "Remove the second factor of somebody whose phone is gone")
  @DeleteMapping("/{id}/factor")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void resetFactor(@PathVariable long id) {
    permissions.change("account.factor", id, () -> accounts.resetFactor(id));
  }

  @Operation(summary = "Unlock a name after too many attempts")
  @PostMapping("/{id}/unlock")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unlock(@PathVariable long id) {
    permissions.change("account.lock", id, () -> accounts.unlock(id));
  }

  @Operation(summary = "Give a duty in a unit and a region for a period")
  @PostMapping("/{id}/duties")
  @ResponseStatus(HttpStatus.CREATED)
  Account give(@PathVariable long id, @RequestBody GivenDuty duty) {
    return permissions.change(
        "account.duty",
        id,
        () -> {
          book.give(accounts.get(id).id(), duty);
          return accounts.get(id);
        });
  }

  @Operation(summary = "Change until when a duty is held")
  @PutMapping("/{id}/duties/{duty}")
  Account prolong(@PathVariable long id, @PathVariable long duty, @RequestBody Until until) {
    return ending(id, duty, until.until);
  }

  @Operation(summary = "End a duty now, and what was delegated of it")
  @DeleteMapping("/{id}/duties/{duty}")
  Account end(@PathVariable long id, @PathVariable long duty) {
    return ending(id, duty, clock.instant());
  }

  private Account ending(long id, long duty, @Nullable Instant until) {
    return permissions.change(
        "account.duty",
        id,
        () -> {
          book.end(id, duty, until);
          return accounts.get(id);
        });
  }

  @Operation(
      summary = "Confirm a powerful duty that another administrator has given",
      description = "ADMIN, AUDITOR and CITY_OFFICER count from then on; 403 for whoever gave it.")
  @PostMapping("/{id}/wishes/{wish}")
  Account confirm(@PathVariable long id, @PathVariable long wish) {
    return decided(id, wish, true);
  }

  @Operation(summary = "Do not give a duty that waits for confirmation")
  @DeleteMapping("/{id}/wishes/{wish}")
  Account refuse(@PathVariable long id, @PathVariable long wish) {
    return decided(id, wish, false);
  }

  private Account decided(long id, long wish, boolean give) {
    return permissions.change(
        "account.duty",
        id,
        () -> {
          book.decide(id, wish, give);
          return accounts.get(id);
        });
  }

  @Operation(summary = "Let somebody else hold duties of a person for a while")
  @PostMapping("/{id}/delegations")
  @ResponseStatus(HttpStatus.CREATED)
  Account delegate(@PathVariable long id, @RequestBody Delegation d) {
    return permissions.change(
        "account.duty",
        id,
        () -> {
          long to = accounts.get(Objects.requireNonNullElse(d.to, 0L)).id();
          book.delegate(id, Objects.requireNonNullElse(d.duties, List.of()), to, d.from, d.until);
          return accounts.get(id);
        });
  }
}
