package io.yiwang.house;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.InvalidPropertyException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers every failure as an RFC 9457 problem. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
  static final String PREFIX = "urn:yiwang:problem:";

  private static final int RETRY_AFTER_SECONDS = 5;
  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> problem(Problem problem, HttpServletRequest request) {
    ProblemDetail body = ProblemDetail.forStatusAndDetail(problem.status(), problem.getMessage());
    body.setType(URI.create(PREFIX + problem.type()));
    body.setInstance(URI.create(request.getRequestURI()));
    set(body, "field", problem.field());
    set(body, "value", problem.value());
    set(body, "advice", problem.advice());
    problem.more().forEach(body::setProperty);
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE
        || problem.status() == HttpStatus.TOO_MANY_REQUESTS) {
      Object seconds = problem.more().getOrDefault(Problem.RETRY_AFTER, RETRY_AFTER_SECONDS);
      answer.header(HttpHeaders.RETRY_AFTER, seconds.toString());
    }
    return answer.body(body);
  }

  /** A query or form that the server could not take apart. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> unreadable(
      InvalidParameterException e, HttpServletRequest request) {
    return problem(
        new Problem(
            HttpStatus.BAD_REQUEST,
            "bad-request",
            "The parameters cannot be read: " + e.getMessage(),
            null,
            null,
            "Maybe they are not percent-encoded UTF-8, or the form is too large."),
        request);
  }

  /** A form or upload that the server could not take apart, or a parameter that names no field. */
  @ExceptionHandler({MultipartException.class, InvalidPropertyException.class})
  ResponseEntity<ProblemDetail> misshapen(RuntimeException e, HttpServletRequest request) {
    log.debug("A form could not be read", e);
    return problem(refused("The form cannot be read."), request);
  }

  /**
   * A value the database has no room for: a number or time out of range, a text with a zero
   * character. SQL calls these data exceptions, class 22.
   */
  @ExceptionHandler
  @Nullable ResponseEntity<ProblemDetail> misfit(
      DataIntegrityViolationException e, HttpServletRequest request) {
    if (e.getMostSpecificCause() instanceof SQLException cause
        && String.valueOf(cause.getSQLState()).startsWith("22")) {
      return problem(refused("A value is too large, or holds what no text may hold."), request);
    }
    return unexpected(e, request);
  }

  /** A time further away than a calendar reaches. */
  @ExceptionHandler
  @Nullable ResponseEntity<ProblemDetail> farAway(
      IllegalArgumentException e, HttpServletRequest request) {
    return e.getCause() instanceof ArithmeticException
        ? problem(refused("A number or time is too large."), request)
        : unexpected(e, request);
  }

  private static Problem refused(String detail) {
    return new Problem(
        HttpStatus.BAD_REQUEST, "bad-request", detail, null, null, "Maybe a value was mistyped.");
  }

  /** The database is away: say so honestly, the caller may try again. */
  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    CannotCreateTransactionException.class
  })
  ResponseEntity<ProblemDetail> databaseAway(RuntimeException e, HttpServletRequest request) {
    log.warn("The database did not answer", e);
    return problem(
        new Problem(
            HttpStatus.SERVICE_UNAVAILABLE,
            "store-away",
            "The database does not answer at the moment; nothing was changed.",
            null,
            null,
            "Maybe try again in a few seconds."),
        request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<ProblemDetail> unexpected(Exception e, HttpServletRequest request) {
    if (e instanceof java.io.IOException) {
      log.debug("The client went away", e);
      return null;
    }
    String incident = UUID.randomUUID().toString();
    log.error(
        "Request {} {} failed [{}]", request.getMethod(), request.getRequestURI(), incident, e);
    return problem(
        new Problem(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "internal",
            "Something went wrong here; it is logged as " + incident + ".",
            null,
            null,
            null),
        request);
  }

  /** Spring's own refusals get the same shape. */
  @Override
  protected ResponseEntity<Object> createResponseEntity(
      @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    if (body instanceof ProblemDetail detail
        && (detail.getType() == null || detail.getType().toString().equals("about:blank"))) {
      detail.setType(URI.create(PREFIX + name(status)));
    }
    return super.createResponseEntity(body, headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    Object answer = body;
    if (answer == null) {
      answer = ProblemDetail.forStatusAndDetail(status, String.valueOf(e.getMessage()));
    }
    if (answer instanceof ProblemDetail detail) {
      describe(e, detail);
    }
    return super.handleExceptionInternal(e, answer, headers, status, request);
  }

  private static void describe(Exception e, ProblemDetail detail) {
    switch (e) {
      case MethodArgumentTypeMismatchException mismatch -> {
        set(detail, "field", mismatch.getName());
        set(detail, "value", mismatch.getValue());
        set(detail, "advice", "Maybe it is written in another format; see /api/openapi.json.");
      }
      case TypeMismatchException mismatch -> set(detail, "value", mismatch.getValue());
      case MissingServletRequestParameterException missing -> {
        set(detail, "field", missing.getParameterName());
        set(detail, "advice", "Maybe the parameter was left out.");
      }
      case HttpMessageNotReadableException unreadable -> {
        detail.setDetail("The body could not be read: " + reason(unreadable));
        set(
            detail,
            "advice",
            "Maybe it is not the JSON this address expects; see /api/openapi.json.");
      }
      default -> {
        // the standard detail says enough
      }
    }
  }

  private static String reason(HttpMessageNotReadableException e) {
    Throwable cause = e.getCause();
    String message = String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private static void set(ProblemDetail body, String name, @Nullable Object value) {
    if (value != null) {
      body.setProperty(name, value);
    }
  }

  private static String name(HttpStatusCode status) {
    HttpStatus known = HttpStatus.resolve(status.value());
    return known == null
        ? "status-" + status.value()
        : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
