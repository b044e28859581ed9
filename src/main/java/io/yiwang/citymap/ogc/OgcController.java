package io.yiwang.citymap.ogc;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What there is and how to ask for it; described by {@code /ogc/api} itself. */
@RestController
@Hidden
class OgcController {
  private static final Format[] DOCUMENT = {Format.JSON, Format.HTML};

  private final Documents documents;
  private final Collections collections;
  private final ApiDefinition definition;

  OgcController(Documents documents, Collections collections, ApiDefinition definition) {
    this.documents = documents;
    this.collections = collections;
    this.definition = definition;
  }

  @GetMapping({Addresses.ROOT, Addresses.ROOT + "/"})
  ResponseEntity<byte[]> landing(HttpServletRequest request)
      throws HttpMediaTypeNotAcceptableException {
    Format format = Format.wanted(request, DOCUMENT);
    Addresses at = new Addresses(request);
    List<Link> self = at.selfAndAlternates(Query.of(request, List.of()), format, DOCUMENT);
    if (format.equals(Format.HTML)) {
      Html page = new Html(documents.title(), Map.of());
      page.about(
          "城市里的一切部件、管线与区域,以 OGC API 提供;QGIS 与 ogr2ogr 可直接读取。 Everything on the map for"
              + " programs that speak OGC API, such as QGIS and ogr2ogr.");
      page.raw("<div class=\"scroll\"><table><tbody>");
      for (Link link : documents.landingLinks(at)) {
        page.raw("<tr><td>")
            .link(String.valueOf(link.title()), forPeople(link.href()))
            .raw("</td></tr>");
      }
      return Answers.of(page.raw("</tbody></table></div>").links(self).end(), format);
    }
    return Answers.json(documents.landing(at, self), format);
  }

  private static String forPeople(String address) {
    return address.replace("f=json", "f=html");
  }

  @GetMapping(Addresses.ROOT + "/conformance")
  ResponseEntity<byte[]> conformance(HttpServletRequest request)
      throws HttpMediaTypeNotAcceptableException {
    Format format = Format.wanted(request, DOCUMENT);
    Addresses at = new Addresses(request);
    List<Link> self = at.selfAndAlternates(Query.of(request, List.of()), format, DOCUMENT);
    if (format.equals(Format.HTML)) {
      Html page = new Html("符合的标准 · Conformance", Documents.way(at, null));
      page.raw("<div class=\"scroll\"><table><tbody>");
      Conformance.CLASSES.forEach(
          name -> page.raw("<tr><td><code>").text(name).raw("</code></td></tr>"));
      return Answers.of(page.raw("</tbody></table></div>").links(self).end(), format);
    }
    return Answers.json(Documents.conformance(self), format);
  }

  @GetMapping(Addresses.ROOT + "/api")
  ResponseEntity<byte[]> api(HttpServletRequest request)
      throws HttpMediaTypeNotAcceptableException {
    Format format = Format.wanted(request, Format.OPENAPI, Format.HTML);
    Addresses at = new Addresses(request);
    Query query = Query.of(request, List.of());
    Map<String, Object> document = definition.document(collections.list(), at);
    if (format.equals(Format.HTML)) {
      List<Link> self = at.selfAndAlternates(query, format, Format.OPENAPI, Format.HTML);
      return Answers.of(definition.page(document, at).links(self).end(), format);
    }
    return Answers.json(document, format);
  }

  @GetMapping(Addresses.ROOT + "/collections")
  ResponseEntity<byte[]> collections(HttpServletRequest request)
      throws HttpMediaTypeNotAcceptableException {
    Format format = Format.wanted(request, DOCUMENT);
    Addresses at = new Addresses(request);
    List<Link> self = at.selfAndAlternates(Query.of(request, List.of()), format, DOCUMENT);
    List<Collection> all = collections.list();
    if (format.equals(Format.HTML)) {
      Html page = new Html("要素集 · Collections", Documents.way(at, null));
      page.raw(
          "<div class=\"scroll\"><table><thead><tr><th>名称 Name</th><th>说明"
              + " Description</th><th></th></tr></thead><tbody>");
      for (Collection c : all) {
        String path = "/collections/" + c.id();
        page.raw("<tr><td>").link(c.title(), at.of(path, Format.HTML)).raw("</td><td>");
        page.text(c.description()).raw("</td><td class=\"id\">");
        page.link("要素 Features", at.of(path + "/items", Format.HTML)).raw("</td></tr>");
      }
      return Answers.of(page.raw("</tbody></table></div>").links(self).end(), format);
    }
    return Answers.json(documents.collections(all, at, self), format);
  }

  @GetMapping(Addresses.ROOT + "/collections/{collectionId}")
  ResponseEntity<byte[]> collection(HttpServletRequest request, @PathVariable String collectionId)
      throws HttpMediaTypeNotAcceptableException {
    Format format = Format.wanted(request, DOCUMENT);
    Addresses at = new Addresses(request);
    List<Link> self = at.selfAndAlternates(Query.of(request, List.of()), format, DOCUMENT);
    Collection c = collections.get(collectionId);
    if (format.equals(Format.HTML)) {
      Html page = new Html(c.title(), Documents.way(at, null)).about(c.description());
      Map<String, @Nullable Object> facts = new LinkedHashMap<>();
      facts.put("标识 Identifier", c.id());
      facts.put("坐标系 Coordinate systems", String.join("  ", Crs.uris()));
      facts.put("范围 Extent", documents.bbox());
      page.facts(facts).heading("内容 Contents").raw("<p>");
      for (Link link : documents.parts(c, at)) {
        if (!link.type().equals(Format.GEOJSON.type())) {
          page.raw("<span class=\"button\">")
              .link(String.valueOf(link.title()), forPeople(link.href()))
              .raw("</span> ");
        }
      }
      return Answers.of(page.raw("</p>").links(self).end(), format);
    }
    return Answers.json(documents.collection(c, at, self), format);
  }

  @GetMapping(Addresses.ROOT + "/collections/{collectionId}/queryables")
  ResponseEntity<byte[]> queryables(HttpServletRequest request, @PathVariable String collectionId)
      throws HttpMediaTypeNotAcceptableException {
    Format format = Format.wanted(request, Format.SCHEMA, Format.HTML);
    Addresses at = new Addresses(request);
    Query query = Query.of(request, List.of());
    Collection c = collections.get(collectionId);
    if (format.equals(Format.HTML)) {
      Html page = new Html("可查询属性 · Queryables", Documents.way(at, c));
      page.raw(
          "<div class=\"scroll\"><table><thead><tr><th>属性 Property</th><th>名称 Title</th><th>类型"
              + " Type</th><th>取值 Values</th></tr></thead><tbody>");
      for (Field field : c.features().queryables()) {
        page.raw("<tr><td><code>").text(field.name()).raw("</code></td><td>");
        page.text(field.zh() + " · " + field.en()).raw("</td><td>").text(field.kind());
        page.raw("</td><td>").text(String.join(", ", field.choices())).raw("</td></tr>");
      }
      List<Link> self = at.selfAndAlternates(query, format, Format.SCHEMA, Format.HTML);
      return Answers.of(page.raw("</tbody></table></div>").links(self).end(), format);
    }
    return Answers.json(documents.queryables(c, at), format);
  }
}
