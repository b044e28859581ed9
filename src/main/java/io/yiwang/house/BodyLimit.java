package io.yiwang.house;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * A body that is read as a whole has at most 4 MiB. Streams of rows, files and uploads have limits
 * of their own.
 */
@RestControllerAdvice
class BodyLimit extends RequestBodyAdviceAdapter {
  static final int MAX_BYTES = 4 << 20;

  @Override
  public boolean supports(
      MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public HttpInputMessage beforeBodyRead(
      HttpInputMessage message,
      MethodParameter parameter,
      Type type,
      Class<? extends HttpMessageConverter<?>> converter)
      throws IOException {
    long announced = message.getHeaders().getContentLength();
    if (announced > MAX_BYTES) {
      throw tooLarge();
    }
    if (announced >= 0) {
      return message;
    }
    byte[] body = message.getBody().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      throw tooLarge();
    }
    return new Read(message.getHeaders(), new ByteArrayInputStream(body));
  }

  /** A body whose length nobody had announced. */
  private record Read(HttpHeaders headers, InputStream body) implements HttpInputMessage {
    @Override
    public HttpHeaders getHeaders() {
      return headers;
    }

    @Override
    public InputStream getBody() {
      return body;
    }
  }

  private static Problem tooLarge() {
    return new Problem(
        HttpStatus.CONTENT_TOO_LARGE,
        "body-too-large",
        "The body must have at most " + MAX_BYTES + " bytes.",
        "body",
        ">" + MAX_BYTES,
        "Maybe send it in several requests.");
  }
}
