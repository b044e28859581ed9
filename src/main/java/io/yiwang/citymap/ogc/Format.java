package io.yiwang.citymap.ogc;

import io.yiwang.house.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/**
 * A form in which a resource is handed out.
 *
 * @param name what the parameter {@code f} calls it
 */
record Format(String name, String type) {
  static final Format JSON = new Format("json", "application/json");
  static final Format GEOJSON = new Format("json", "application/geo+json");
  static final Format SCHEMA = new Format("json", "application/schema+json");
  static final Format OPENAPI = new Format("json", "application/vnd.oai.openapi+json;version=3.0");
  static final Format HTML = new Format("html", "text/html");
  static final Format TILEJSON = new Format("tilejson", "application/vnd.mapbox.tile+json");
  static final Format MVT = new Format("mvt", "application/vnd.mapbox-vector-tile");

  MediaType mediaType() {
    MediaType media = MediaType.valueOf(type);
    return this.equals(HTML) ? new MediaType(media, StandardCharsets.UTF_8) : media;
  }

  /**
   * Which of the forms is wanted: by {@code f}, or by the header Accept; the first one if it does
   * not matter.
   */
  static Format wanted(HttpServletRequest request, Format... offered)
      throws HttpMediaTypeNotAcceptableException {
    String f = request.getParameter("f");
    if (f != null) {
      return named(f, offered);
    }
    for (MediaType accepted : accepted(request)) {
      for (Format format : offered) {
        if (format.suits(accepted)) {
          return format;
        }
      }
    }
    throw new HttpMediaTypeNotAcceptableException(
        Arrays.stream(offered).map(Format::mediaType).toList());
  }

  private static Format named(String f, Format... offered) {
    for (Format format : offered) {
      if (format.name.equals(f)) {
        return format;
      }
    }
    throw Problem.badField(
        "f",
        f,
        "is no form in which this is handed out.",
        "Maybe " + String.join(" or ", Arrays.stream(offered).map(Format::name).toList()) + ".");
  }

  private static List<MediaType> accepted(HttpServletRequest request)
      throws HttpMediaTypeNotAcceptableException {
    List<String> headers = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
    if (headers.isEmpty()) {
      return List.of(MediaType.ALL);
    }
    try {
      List<MediaType> accepted = new ArrayList<>(MediaType.parseMediaTypes(headers));
      accepted.removeIf(type -> type.getQualityValue() == 0);
      MimeTypeUtils.sortBySpecificity(accepted);
      accepted.sort(Comparator.comparingDouble(MediaType::getQualityValue).reversed());
      return accepted;
    } catch (InvalidMediaTypeException e) {
      throw new HttpMediaTypeNotAcceptableException(String.valueOf(e.getMessage()));
    }
  }

  /** Every JSON of ours is also plain JSON. */
  private boolean suits(MediaType accepted) {
    MediaType mine = MediaType.valueOf(type.replaceAll(";.*", ""));
    return accepted.includes(mine)
        || (name.equals("json") && accepted.includes(MediaType.APPLICATION_JSON));
  }
}
