package io.yiwang.citymap.ogc;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Answers in the form that was chosen. What is shown depends on who asks. */
final class Answers {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Answers() {}

  static ResponseEntity<byte[]> json(Object document, Format format) {
    return of(JSON.writeValueAsBytes(document), format);
  }

  static ResponseEntity<byte[]> of(byte[] body, Format format) {
    return header(format).body(body);
  }

  static ResponseEntity.BodyBuilder header(Format format) {
    return ResponseEntity.ok()
        .contentType(format.mediaType())
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .varyBy(HttpHeaders.ACCEPT, HttpHeaders.COOKIE, "X-Api-Key");
  }

  /** An object with its members in this order. */
  static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }
}
