package io.yiwang.citymap.ogc;

import io.swagger.v3.oas.annotations.Hidden;
import io.yiwang.citymap.City;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.regions.RegionShapes;
import io.yiwang.house.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Features of a collection, and one of them. */
@RestController
@Hidden
class ItemsController {
  private static final String ITEMS = Addresses.ROOT + "/collections/{collectionId}/items";
  private static final String CONTENT_CRS = "Content-Crs";
  private static final String CANCELLED = "57014";
  private static final Format[] FORMS = {Format.GEOJSON, Format.HTML};

  private final Collections collections;
  private final City city;
  private final Clock clock;
  private final JsonMapper json;
  private final ItemPages pages;

  ItemsController(
      Collections collections,
      City city,
      Regions regions,
      RegionShapes shapes,
      Clock clock,
      JsonMapper json) {
    this.collections = collections;
    this.city = city;
    this.clock = clock;
    this.json = json;
    this.pages = new ItemPages(new SmallMap(city, regions, shapes));
  }

  @GetMapping(ITEMS)
  ResponseEntity<byte[]> items(HttpServletRequest request, @PathVariable String collectionId)
      throws HttpMediaTypeNotAcceptableException {
    Format format = Format.wanted(request, FORMS);
    Collection collection = collections.get(collectionId);
    Items items = new Items(request, collection, city);
    Page page = page(collection, items);
    Addresses at = new Addresses(request);
    Map<String, String> parameters = items.query().all();
    List<Link> links = new ArrayList<>(at.selfAndAlternates(items.query(), format, FORMS));
    if (page.next() != null) {
      String next = at.self(parameters, Map.of(Items.NEXT, page.next(), "f", format.name()));
      links.add(Link.of(next, "next", format, "下一页 · Next page"));
    }
    links.add(
        Link.of(
            at.of("/collections/" + collection.id(), Format.JSON),
            "collection",
            Format.JSON,
            collection.title()));
    if (format.equals(Format.HTML)) {
      return Answers.of(pages.list(collection, items, page, links, at), format);
    }
    return Answers.header(format)
        .header(CONTENT_CRS, "<" + items.crs().uri() + ">")
        .body(geoJson(collection, items, page, links));
  }

  /** The database gives up what takes too long. */
  private static Page page(Collection collection, Items items) {
    try {
      return collection.features().page(items.question());
    } catch (DataAccessException e) {
      if (e.getMostSpecificCause() instanceof SQLException cause
          && CANCELLED.equals(cause.getSQLState())) {
        throw Problem.badField(
            "filter",
            items.query().text("filter"),
            "takes too long to answer.",
            "Maybe ask for a smaller bbox, or by a class or identifier as well.");
      }
      throw e;
    }
  }

  private byte[] geoJson(Collection collection, Items items, Page page, List<Link> links) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(16_384);
    try (JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringProperty("type", "FeatureCollection");
      out.writeName("links");
      out.writePOJO(links);
      out.writeStringProperty(
          "timeStamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
      if (page.matched() != null) {
        out.writeNumberProperty("numberMatched", page.matched());
      }
      out.writeNumberProperty("numberReturned", page.features().size());
      out.writeArrayPropertyStart("features");
      List<Field> fields = collection.features().fields();
      GeoJson geoJson = new GeoJson(out, items.crs());
      for (Feature feature : page.features()) {
        geoJson.feature(feature, fields);
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  @GetMapping(ITEMS + "/{featureId}")
  ResponseEntity<byte[]> item(
      HttpServletRequest request, @PathVariable String collectionId, @PathVariable String featureId)
      throws HttpMediaTypeNotAcceptableException {
    Format format = Format.wanted(request, FORMS);
    Collection collection = collections.get(collectionId);
    Query query = Query.of(request, List.of("crs", "datetime"));
    Crs crs = query.crs("crs");
    String datetime = query.text("datetime");
    Period period = datetime == null ? null : Period.of(datetime, city.zone());
    Feature feature = find(collection, featureId, period);
    Addresses at = new Addresses(request);
    List<Link> links = new ArrayList<>(at.selfAndAlternates(query, format, FORMS));
    links.add(
        Link.of(
            at.of("/collections/" + collection.id(), Format.JSON),
            "collection",
            Format.JSON,
            collection.title()));
    if (format.equals(Format.HTML)) {
      return Answers.of(pages.one(collection, feature, links, at), format);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    try (JsonGenerator out = json.createGenerator(bytes)) {
      new GeoJson(out, crs).feature(feature, collection.features().fields());
      out.writeName("links");
      out.writePOJO(links);
      out.writeEndObject();
    }
    return Answers.header(format)
        .header(CONTENT_CRS, "<" + crs.uri() + ">")
        .body(bytes.toByteArray());
  }

  private static Feature find(Collection collection, String id, @Nullable Period period) {
    Optional<? extends Feature> found = collection.features().find(id, period);
    if (found.isEmpty()) {
      throw Problem.notFound("feature", id);
    }
    return found.get();
  }
}
