package io.yiwang.citymap.ogc;

import io.swagger.v3.oas.annotations.Hidden;
import io.yiwang.citymap.City;
import io.yiwang.citymap.components.AsOf;
import io.yiwang.citymap.tiles.Tile;
import io.yiwang.citymap.tiles.TileService;
import io.yiwang.citymap.tiles.TileSet;
import io.yiwang.house.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Vector tiles of everything and of each layer. */
@RestController
@Hidden
class OgcTilesController {
  private static final Format[] DOCUMENT = {Format.JSON, Format.HTML};
  private static final Format[] SET = {Format.JSON, Format.TILEJSON, Format.HTML};
  private static final String ALL = Addresses.ROOT + "/tiles";
  private static final String ONE = Addresses.ROOT + "/collections/{collectionId}/tiles";
  private static final String TILE = "/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}";

  /** Single layers are drawn from the database, which is fast where few things are in sight. */
  private static final int FIRST_ZOOM_OF_LAYERS = 13;

  private final Collections collections;
  private final Documents documents;
  private final TileDocuments tileDocuments;
  private final TileService tiles;
  private final City city;

  OgcTilesController(
      Collections collections,
      Documents documents,
      TileDocuments tileDocuments,
      TileService tiles,
      City city) {
    this.collections = collections;
    this.documents = documents;
    this.tileDocuments = tileDocuments;
    this.tiles = tiles;
    this.city = city;
  }

  @GetMapping(Addresses.ROOT + "/tileMatrixSets")
  ResponseEntity<byte[]> matrixSets(HttpServletRequest request)
      throws HttpMediaTypeNotAcceptableException {
    Format format = Format.wanted(request, DOCUMENT);
    Addresses at = new Addresses(request);
    List<Link> self = at.selfAndAlternates(Query.of(request, List.of()), format, DOCUMENT);
    if (format.equals(Format.HTML)) {
      Html page = new Html("瓦片矩阵集 · Tile matrix sets", Documents.way(at, null)).raw("<p>");
      page.link(TileMatrixSet.ID, at.of("/tileMatrixSets/" + TileMatrixSet.ID, Format.HTML));
      return Answers.of(page.raw("</p>").links(self).end(), format);
    }
    return Answers.json(TileDocuments.matrixSets(at, self), format);
  }

  @GetMapping(Addresses.ROOT + "/tileMatrixSets/{tileMatrixSetId}")
  ResponseEntity<byte[]> matrixSet(HttpServletRequest request, @PathVariable String tileMatrixSetId)
      throws HttpMediaTypeNotAcceptableException {
    TileMatrixSet.check(tileMatrixSetId);
    Format format = Format.wanted(request, DOCUMENT);
    Addresses at = new Addresses(request);
    List<Link> self = at.selfAndAlternates(Query.of(request, List.of()), format, DOCUMENT);
    if (format.equals(Format.HTML)) {
      Html page = new Html(TileMatrixSet.ID, Documents.way(at, null));
      Map<String, @Nullable Object> facts = new LinkedHashMap<>();
      facts.put("坐标系 Coordinates", Crs.EPSG_3857.uri());
      facts.put("级别 Zooms", "0–" + TileMatrixSet.DEEPEST);
      facts.put("URI", TileMatrixSet.URI);
      return Answers.of(page.facts(facts).links(self).end(), format);
    }
    return Answers.json(TileMatrixSet.document(self), format);
  }

  private TileDocuments.Shown everything() {
    return new TileDocuments.Shown(
        "/tiles", documents.title(), collections.get(Collections.EVERYTHING), 0);
  }

  private TileDocuments.Shown shown(String collectionId) {
    Collection c = collections.get(collectionId);
    if (c.tiles() == null) {
      throw Problem.notFound("tile set of the collection", collectionId);
    }
    int first = c.id().equals(Collections.EVERYTHING) ? 0 : FIRST_ZOOM_OF_LAYERS;
    return new TileDocuments.Shown("/collections/" + c.id() + "/tiles", c.title(), c, first);
  }

  @GetMapping(ALL)
  ResponseEntity<byte[]> sets(HttpServletRequest request)
      throws HttpMediaTypeNotAcceptableException {
    return sets(request, everything());
  }

  @GetMapping(ONE)
  ResponseEntity<byte[]> setsOfOne(HttpServletRequest request, @PathVariable String collectionId)
      throws HttpMediaTypeNotAcceptableException {
    return sets(request, shown(collectionId));
  }

  private static ResponseEntity<byte[]> sets(HttpServletRequest request, TileDocuments.Shown shown)
      throws HttpMediaTypeNotAcceptableException {
    Format format = Format.wanted(request, DOCUMENT);
    Addresses at = new Addresses(request);
    List<Link> self = at.selfAndAlternates(Query.of(request, List.of()), format, DOCUMENT);
    if (format.equals(Format.HTML)) {
      Html page = new Html("矢量瓦片 · Vector tiles", Documents.way(at, shown.collection())).raw("<p>");
      page.link(TileMatrixSet.ID, at.of(shown.of(""), Format.HTML)).raw("</p>");
      return Answers.of(page.links(self).end(), format);
    }
    return Answers.json(TileDocuments.sets(shown, at, self), format);
  }

  @GetMapping(ALL + "/{tileMatrixSetId}")
  ResponseEntity<byte[]> set(HttpServletRequest request, @PathVariable String tileMatrixSetId)
      throws HttpMediaTypeNotAcceptableException {
    return set(request, everything(), tileMatrixSetId);
  }

  @GetMapping(ONE + "/{tileMatrixSetId}")
  ResponseEntity<byte[]> setOfOne(
      HttpServletRequest request,
      @PathVariable String collectionId,
      @PathVariable String tileMatrixSetId)
      throws HttpMediaTypeNotAcceptableException {
    return set(request, shown(collectionId), tileMatrixSetId);
  }

  private ResponseEntity<byte[]> set(
      HttpServletRequest request, TileDocuments.Shown shown, String tileMatrixSetId)
      throws HttpMediaTypeNotAcceptableException {
    TileMatrixSet.check(tileMatrixSetId);
    Format format = Format.wanted(request, SET);
    Addresses at = new Addresses(request);
    List<Link> self = at.selfAndAlternates(Query.of(request, List.of()), format, SET);
    if (format.equals(Format.TILEJSON)) {
      return Answers.json(tileDocuments.tileJson(shown, at), format);
    }
    if (format.equals(Format.HTML)) {
      Html page = new Html("矢量瓦片 · Vector tiles", Documents.way(at, shown.collection()));
      Map<String, @Nullable Object> facts = new LinkedHashMap<>();
      facts.put("地址 Address", at.of(shown.of("/{tileMatrix}/{tileRow}/{tileCol}")));
      facts.put("级别 Zooms", shown.firstZoom() + "–" + TileMatrixSet.DEEPEST);
      return Answers.of(page.facts(facts).links(self).end(), format);
    }
    return Answers.json(tileDocuments.set(shown, at, self), format);
  }

  @GetMapping(ALL + TILE)
  ResponseEntity<byte[]> tile(
      HttpServletRequest request,
      @PathVariable String tileMatrixSetId,
      @PathVariable String tileMatrix,
      @PathVariable String tileRow,
      @PathVariable String tileCol,
      @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known)
      throws HttpMediaTypeNotAcceptableException {
    TileMatrixSet.check(tileMatrixSetId);
    return tile(request, everything(), new Place(tileMatrix, tileRow, tileCol), known);
  }

  @GetMapping(ONE + TILE)
  ResponseEntity<byte[]> tileOfOne(
      HttpServletRequest request,
      @PathVariable String collectionId,
      @PathVariable String tileMatrixSetId,
      @PathVariable String tileMatrix,
      @PathVariable String tileRow,
      @PathVariable String tileCol,
      @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known)
      throws HttpMediaTypeNotAcceptableException {
    TileMatrixSet.check(tileMatrixSetId);
    return tile(request, shown(collectionId), new Place(tileMatrix, tileRow, tileCol), known);
  }

  private record Place(String matrix, String row, String col) {}

  private ResponseEntity<byte[]> tile(
      HttpServletRequest request, TileDocuments.Shown shown, Place place, @Nullable String known)
      throws HttpMediaTypeNotAcceptableException {
    Format.wanted(request, Format.MVT);
    Query query = Query.of(request, List.of("datetime"));
    int zoom = TileDocuments.zoom(shown, place.matrix);
    int row = number(place.row);
    int col = number(place.col);
    if (!tileDocuments.limits(zoom).holds(row, col)) {
      throw Problem.notFound("tile", zoom + "/" + place.row + "/" + place.col);
    }
    AsOf asOf = asOf(query.text("datetime"));
    Tile tile =
        shown.collection().id().equals(Collections.EVERYTHING)
            ? tiles.tile(TileSet.BASE, zoom, col, row, asOf)
            : tiles.layer(shown.collection().id(), zoom, col, row, asOf);
    String etag = "\"" + tile.etag() + "\"";
    ResponseEntity.BodyBuilder answer = Answers.header(Format.MVT).eTag(etag);
    if (known != null && known.contains(etag)) {
      return ResponseEntity.status(304).eTag(etag).build();
    }
    if (accepts(request) && !tile.isEmpty()) {
      return answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(tile.packed());
    }
    return answer.body(tile.bytes());
  }

  private static boolean accepts(HttpServletRequest request) {
    String encodings = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    return encodings != null && encodings.contains("gzip");
  }

  private static int number(String text) {
    return text.matches("\\d{1,7}") ? Integer.parseInt(text) : -1;
  }

  /** Tiles show one moment. */
  private AsOf asOf(@Nullable String datetime) {
    if (datetime == null) {
      return AsOf.NOW;
    }
    Period period = Period.of(datetime, city.zone());
    if (!period.moment() || period.start() == null) {
      throw Problem.badField(
          "datetime", datetime, "must be one moment for a tile.", "Maybe 2026-10-01T00:00:00Z.");
    }
    return AsOf.valid(period.start());
  }
}
