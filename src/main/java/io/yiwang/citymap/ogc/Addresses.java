package io.yiwang.citymap.ogc;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Writes the addresses of resources as whoever asks reached them. */
final class Addresses {
  static final String ROOT = "/ogc";

  private final String root;
  private final String self;

  Addresses(HttpServletRequest request) {
    String host = ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
    this.root = host + ROOT;
    String path = request.getRequestURI();
    this.self = host + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }

  String root() {
    return root;
  }

  /** A resource below the root, such as {@code /collections}. */
  String of(String path) {
    return root + path;
  }

  String of(String path, Format format) {
    return root + path + "?f=" + format.name();
  }

  /** This document in the form chosen, and in the others. */
  List<Link> selfAndAlternates(Query query, Format chosen, Format... offered) {
    List<Link> links = new ArrayList<>();
    links.add(
        Link.of(self(query.all(), Map.of("f", chosen.name())), "self", chosen, "This document"));
    for (Format other : offered) {
      if (!other.equals(chosen)) {
        links.add(
            Link.of(
                self(query.all(), Map.of("f", other.name())),
                "alternate",
                other,
                "This document as " + other.name()));
      }
    }
    return links;
  }

  /** This document with its parameters, some of them changed. */
  String self(Map<String, String> parameters, Map<String, String> changed) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.putAll(changed);
    List<String> pairs = new ArrayList<>();
    all.forEach((name, value) -> pairs.add(encode(name) + "=" + encode(value)));
    return self + "?" + String.join("&", pairs);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
