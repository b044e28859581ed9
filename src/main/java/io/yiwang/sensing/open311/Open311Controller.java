package io.yiwang.sensing.open311;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.yiwang.citymap.City;
import io.yiwang.house.Problem;
import io.yiwang.sensing.Photos;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The calls of GeoReport v2. Every answer, refusals too, is XML or JSON by the ending of the path.
 */
@RestController
@CrossOrigin
@RequestMapping("/open311")
@Tag(name = "Open311", description = "GeoReport v2, XML and JSON")
final class Open311Controller {
  private static final Logger LOG = LoggerFactory.getLogger(Open311Controller.class);
  private static final String FORMAT = "{format:xml|json}";
  private static final int MAX_UPLOADS = 3;

  private final ServiceCatalogue services;
  private final RequestQuery query;
  private final RequestPosting posting;
  private final Photos photos;
  private final Discovery discovery;
  private final String jurisdiction;
  private final City city;

  @Autowired
  Open311Controller(
      ServiceCatalogue services,
      RequestQuery query,
      RequestPosting posting,
      Photos photos,
      Discovery discovery,
      City city,
      @Value("${yiwang.open311.jurisdiction:}") String jurisdiction) {
    this.services = services;
    this.query = query;
    this.posting = posting;
    this.photos = photos;
    this.discovery = discovery;
    this.city = city;
    this.jurisdiction = jurisdiction;
  }

  private static final String NEW_REQUEST =
      "api_key=yw_…&service_code=06010&lat=31.2204&long=121.431"
          + "&description=Rubbish+beside+the+bin&email=li%40example.org";

  @Operation(summary = "Where the service is and what it speaks")
  @GetMapping("/discovery." + FORMAT)
  ResponseEntity<byte[]> discovery(
      @PathVariable String format, @Parameter(hidden = true) HttpServletRequest request) {
    return answer(request, "discovery", discovery.node(base()));
  }

  @Operation(summary = "All services: the matter classes of the city")
  @GetMapping("/v2/services." + FORMAT)
  ResponseEntity<byte[]> services(
      @PathVariable String format, @Parameter(hidden = true) HttpServletRequest request) {
    Arguments arguments = arguments(request);
    return answer(request, "services", services.list(arguments.text("locale")));
  }

  @Operation(summary = "What a report of this service is asked")
  @GetMapping("/v2/services/{code}." + FORMAT)
  ResponseEntity<byte[]> definition(
      @PathVariable String code,
      @PathVariable String format,
      @Parameter(hidden = true) HttpServletRequest request) {
    Arguments arguments = arguments(request);
    Node definition = services.definition(code, arguments.text("locale"));
    return answer(request, "service_definition", definition);
  }

  @Operation(
      summary = "Service requests by id, or of at most 90 days",
      description =
          "Arguments: service_request_id, service_code, start_date, end_date, status,"
              + " updated_after, updated_before, page (from 1), page_size (at most 1,000),"
              + " extensions=true for notes and photos, locale, jurisdiction_id.")
  @GetMapping("/v2/requests." + FORMAT)
  ResponseEntity<byte[]> requests(
      @PathVariable String format, @Parameter(hidden = true) HttpServletRequest request) {
    return answer(request, "service_requests", query.list(arguments(request), base()));
  }

  @Operation(
      summary = "Create a service request",
      description =
          "Form arguments: api_key, service_code, lat and long or address_string or address_id,"
              + " attribute[CODE], description, media_url, email, device_id, account_id,"
              + " first_name, last_name, phone. Answers a token; GET tokens/{token} gives the id"
              + " once the report is part of a case.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/x-www-form-urlencoded",
                      schema = @Schema(type = "object"),
                      examples = @ExampleObject(NEW_REQUEST))))
  @PostMapping("/v2/requests." + FORMAT)
  ResponseEntity<byte[]> create(
      @PathVariable String format, @Parameter(hidden = true) HttpServletRequest request) {
    Arguments arguments = arguments(request);
    Node created =
        new Node.Fields()
            .with("token", posting.post(arguments, uploads(request)).toString())
            .empty("service_notice")
            .with("account_id", arguments.text("account_id"));
    return answer(request, "service_requests", Node.Listing.of("request", List.of(created)));
  }

  @Operation(summary = "One service request")
  @GetMapping("/v2/requests/{id}." + FORMAT)
  ResponseEntity<byte[]> request(
      @PathVariable String id,
      @PathVariable String format,
      @Parameter(hidden = true) HttpServletRequest request) {
    return answer(request, "service_requests", query.one(id, arguments(request), base()));
  }

  @Operation(summary = "The id of a request from its token")
  @GetMapping("/v2/tokens/{token}." + FORMAT)
  ResponseEntity<byte[]> token(
      @PathVariable String token,
      @PathVariable String format,
      @Parameter(hidden = true) HttpServletRequest request) {
    arguments(request);
    return answer(request, "service_requests", query.token(token));
  }

  @Operation(hidden = true)
  @RequestMapping("/**")
  ResponseEntity<byte[]> nothingElse(HttpServletRequest request) {
    throw new Refusal(404, request.getMethod() + " " + request.getRequestURI() + " is not a call.");
  }

  private Arguments arguments(HttpServletRequest request) {
    var arguments = new Arguments(request.getParameterMap());
    String asked = arguments.text("jurisdiction_id");
    if (asked != null && !asked.equals(city.code()) && !asked.equals(jurisdiction)) {
      throw new Refusal(404, "jurisdiction_id (" + asked + ") was not found.");
    }
    return arguments;
  }

  private List<String> uploads(HttpServletRequest request) {
    var ids = new ArrayList<String>();
    if (request instanceof MultipartHttpServletRequest multipart) {
      for (MultipartFile file : multipart.getFiles("media").stream().limit(MAX_UPLOADS).toList()) {
        try (InputStream bytes = file.getInputStream()) {
          ids.add(photos.store(bytes, file.getContentType()));
        } catch (IOException e) {
          throw new Refusal(400, "media could not be read.");
        }
      }
    }
    return ids;
  }

  private static String base() {
    return ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
  }

  private static ResponseEntity<byte[]> answer(HttpServletRequest request, String root, Node node) {
    return answer(request, HttpStatus.OK.value(), root, node);
  }

  private static ResponseEntity<byte[]> answer(
      HttpServletRequest request, int status, String root, Node node) {
    Format format = Format.ofPath(request.getRequestURI());
    return ResponseEntity.status(status)
        .contentType(format.contentType())
        .body(format.write(root, node));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> refused(Refusal refusal, HttpServletRequest request) {
    return answer(request, refusal.status(), "errors", refusal.node());
  }

  @ExceptionHandler
  ResponseEntity<byte[]> refused(Problem problem, HttpServletRequest request) {
    return refused(RequestPosting.refusal(problem), request);
  }

  /** A query, form or upload that is too large or that the server could not take apart. */
  @ExceptionHandler({InvalidParameterException.class, MultipartException.class})
  ResponseEntity<byte[]> unreadable(RuntimeException e, HttpServletRequest request) {
    return refused(
        new Refusal(400, "The arguments cannot be read or are too large: " + e.getMessage() + "."),
        request);
  }

  @ExceptionHandler
  ResponseEntity<byte[]> failed(RuntimeException e, HttpServletRequest request) {
    LOG.error("Open311 {} {} failed", request.getMethod(), request.getRequestURI(), e);
    return refused(new Refusal(500, "Something went wrong here; it is logged."), request);
  }
}
