package io.yiwang.citymap.ogc;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A link of a document to another, as RFC 8288 says. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Link(
    String href, String rel, String type, @Nullable String title, @Nullable Boolean templated) {

  static Link of(String href, String rel, Format format, String title) {
    return new Link(href, rel, format.type(), title, null);
  }

  static Link template(String href, String rel, Format format, String title) {
    return new Link(href, rel, format.type(), title, true);
  }
}
