package io.yiwang.house;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A request we cannot fulfil, told as an RFC 9457 problem: stable type, field and value at fault,
 * and advice.
 */
public class Problem extends RuntimeException {
  /** Name of the extension that says after how many seconds to try again. */
  public static final String RETRY_AFTER = "retryAfter";

  private final HttpStatus status;
  private final String type;
  private final @Nullable String field;
  private final @Nullable Object value;
  private final @Nullable String advice;
  private final Map<String, Object> more = new LinkedHashMap<>();

  /**
   * @param type stable name in kebab-case; answered as {@code urn:yiwang:problem:<type>}
   * @param detail one sentence naming field and value
   * @param advice one sentence that starts with "Maybe", or null
   */
  public Problem(
      HttpStatus status,
      String type,
      String detail,
      @Nullable String field,
      @Nullable Object value,
      @Nullable String advice) {
    super(detail);
    this.status = status;
    this.type = type;
    this.field = field;
    this.value = value;
    this.advice = advice;
  }

  public static Problem badField(
      String field, @Nullable Object value, String rule, @Nullable String advice) {
    return new Problem(
        HttpStatus.BAD_REQUEST,
        "bad-field",
        field + " (" + value + ") " + rule,
        field,
        value,
        advice);
  }

  public static Problem notFound(String what, Object id) {
    return new Problem(
        HttpStatus.NOT_FOUND, "not-found", "There is no " + what + " " + id + ".", what, id, null);
  }

  public static Problem conflict(String type, String detail, @Nullable String advice) {
    return new Problem(HttpStatus.CONFLICT, type, detail, null, null, advice);
  }

  public static Problem forbidden(String detail) {
    return new Problem(HttpStatus.FORBIDDEN, "forbidden", detail, null, null, null);
  }

  /**
   * Adds a member of this problem type's own, e.g. the present state of what was changed meanwhile.
   */
  public Problem with(String name, Object extension) {
    more.put(name, extension);
    return this;
  }

  Map<String, Object> more() {
    return more;
  }

  public HttpStatus status() {
    return status;
  }

  public String type() {
    return type;
  }

  public @Nullable String field() {
    return field;
  }

  public @Nullable Object value() {
    return value;
  }

  public @Nullable String advice() {
    return advice;
  }
}
