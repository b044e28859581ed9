package io.yiwang.registry.mine;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.access.Action;
import io.yiwang.house.Problem;
import io.yiwang.kernel.CitizenNumber;
import io.yiwang.kernel.MobileNumber;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A resident about themselves. */
@RestController
@RequestMapping("/api/v1/mine")
@Tag(name = "Mine", description = "What is kept about oneself, and who looked")
class OwnController {
  private static final int LONGEST = 500;

  private final Me me;
  private final Claims claims;
  private final OwnRecords records;
  private final Corrections corrections;

  OwnController(Me me, Claims claims, OwnRecords records, Corrections corrections) {
    this.me = me;
    this.claims = claims;
    this.records = records;
    this.corrections = corrections;
  }

  /**
   * What one sees of oneself.
   *
   * @param claim the last one; null when there was none
   * @param record null unless the claim is confirmed
   */
  record OwnPage(
      Claims.@Nullable OwnClaim claim,
      OwnRecords.@Nullable OwnRecord record,
      List<Corrections.Correction> corrections) {}

  @Operation(summary = "What is kept about oneself; before that, how one's claim stands")
  @GetMapping
  OwnPage page() {
    long account = me.account(Action.READ, Me.CLAIM);
    Claims.OwnClaim claim = claims.latest(account).orElse(null);
    OwnRecords.OwnRecord record =
        claim != null && claim.state() == ClaimState.CONFIRMED
            ? records.find(account).orElse(null)
            : null;
    return new OwnPage(claim, record, record == null ? List.of() : corrections.of(account));
  }

  @Operation(
      summary = "Say who one is; one's committee confirms it in person",
      description =
          "The answer is the same whether the registry knows such a person or not. One claim at a"
              + " time, three a day; a claim that nobody came for lapses after 30 days.")
  @PostMapping("/claim")
  @ResponseStatus(HttpStatus.CREATED)
  Claims.OwnClaim claim(@RequestBody ClaimRequest request) {
    long account = me.account(Action.CHANGE, Me.CLAIM);
    String name = request.name == null ? "" : request.name.strip();
    if (name.isEmpty() || name.length() > 50) {
      throw Problem.badField("name", null, "must have 1 to 50 characters.", null);
    }
    return claims.file(
        account,
        read("number", request.number, CitizenNumber::parse),
        read("phone", request.phone, MobileNumber::parse),
        name);
  }

  /** The value is not repeated in the answer: it is an identifier. */
  private static <T> T read(String field, @Nullable String text, Function<String, T> parse) {
    try {
      return parse.apply(text == null ? "" : text);
    } catch (IllegalArgumentException e) {
      throw new Problem(
          HttpStatus.BAD_REQUEST, "bad-field", String.valueOf(e.getMessage()), field, null, null);
    }
  }

  @Operation(summary = "Withdraw one's claim, or cut the account off from one's record")
  @DeleteMapping("/claim")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void giveUp() {
    claims.giveUp(me.account(Action.CHANGE, Me.CLAIM));
  }

  @Operation(summary = "Say what is wrong in one's record; the committee looks and decides")
  @PostMapping("/corrections")
  List<Corrections.Correction> correct(@RequestBody CorrectionRequest request) {
    long account = me.account(Action.CHANGE, Me.CORRECTION);
    RightValues.CorrectedField field = request.field;
    if (field == null) {
      throw Problem.badField("field", null, "must be given.", null);
    }
    String reason = request.reason == null ? "" : request.reason.strip();
    if (reason.length() > LONGEST) {
      throw Problem.badField(
          "reason", reason.length(), "must have at most " + LONGEST + " characters.", null);
    }
    corrections.ask(account, field, request.value == null ? "" : request.value, reason);
    return corrections.of(account);
  }

  @Operation(summary = "Withdraw a correction that waits")
  @DeleteMapping("/corrections/{id}")
  List<Corrections.Correction> withdraw(@PathVariable long id) {
    long account = me.account(Action.CHANGE, Me.CORRECTION);
    corrections.withdraw(account, id);
    return corrections.of(account);
  }

  /** Who one is. */
  record ClaimRequest(@Nullable String number, @Nullable String name, @Nullable String phone) {}

  /** What a field should be. */
  record CorrectionRequest(
      RightValues.@Nullable CorrectedField field,
      @Nullable String value,
      @Nullable String reason) {}
}
