package io.yiwang.sensing.open311;

import io.yiwang.citymap.City;
import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Photos;
import io.yiwang.sensing.ServiceRequests;
import io.yiwang.sensing.ServiceRequests.Query;
import io.yiwang.sensing.ServiceRequests.ServiceRequest;
import io.yiwang.sensing.ServiceRequests.Status;
import io.yiwang.sensing.filings.Filings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Reading service requests: one, several by id, or those of at most ninety days. */
@Component
final class RequestQuery {
  static final int MOST = 1_000;
  private static final int PAGE_SIZE = 100;
  private static final Duration SPAN = Duration.ofDays(90);

  private final ObjectProvider<ServiceRequests> requests;
  private final ServiceCatalogue services;
  private final Filings filings;
  private final City city;
  private final Clock clock;

  RequestQuery(
      ObjectProvider<ServiceRequests> requests,
      ServiceCatalogue services,
      Filings filings,
      City city,
      Clock clock) {
    this.requests = requests;
    this.services = services;
    this.filings = filings;
    this.city = city;
    this.clock = clock;
  }

  /** {@code base} is our own address, since media addresses are absolute. */
  Node list(Arguments arguments, String base) {
    Set<String> ids = arguments.list("service_request_id");
    List<ServiceRequest> found = ids.isEmpty() ? query(arguments) : byIds(ids);
    String locale = arguments.text("locale");
    boolean more = "true".equals(arguments.text("extensions"));
    return Node.Listing.of(
        "request", found.stream().map(r -> request(r, base, locale, more)).toList());
  }

  private List<ServiceRequest> byIds(Set<String> ids) {
    List<ServiceRequest> found = ids.stream().limit(MOST).flatMap(id -> find(id).stream()).toList();
    if (found.isEmpty()) {
      throw new Refusal(404, "service_request_id (" + String.join(",", ids) + ") was not found.");
    }
    return found;
  }

  private Optional<ServiceRequest> find(String id) {
    ServiceRequests available = requests.getIfAvailable();
    return available == null ? Optional.empty() : available.find(id);
  }

  private List<ServiceRequest> query(Arguments arguments) {
    Set<String> codes = arguments.list("service_code");
    for (String code : codes) {
      if (services.find(code).isEmpty()) {
        arguments.fault(new Refusal.Fault(404, "service_code (" + code + ") was not found."));
      }
    }
    Instant start = arguments.time("start_date");
    Instant end = arguments.time("end_date");
    Instant updatedAfter = arguments.time("updated_after");
    Instant updatedBefore = arguments.time("updated_before");
    Set<Status> statuses = statuses(arguments);
    int size =
        arguments.count("page_size", arguments.text("page") == null ? MOST : PAGE_SIZE, MOST);
    int page = arguments.count("page", 1, Integer.MAX_VALUE / MOST);
    if (start != null && end != null) {
      if (end.isBefore(start)) {
        arguments.fault(Refusal.Fault.bad("end_date must not be before start_date."));
      } else if (Duration.between(start, end).compareTo(SPAN) > 0) {
        arguments.fault(Refusal.Fault.bad("start_date and end_date must span at most 90 days."));
      }
    }
    arguments.check();
    if (updatedAfter == null && updatedBefore == null || start != null || end != null) {
      Instant until = end != null ? end : start != null ? start.plus(SPAN) : clock.instant();
      start = start != null ? start : until.minus(SPAN);
      end = end != null || start != null && arguments.text("start_date") != null ? until : null;
    }
    Set<String> ours = new java.util.LinkedHashSet<>();
    codes.forEach(code -> services.find(code).ifPresent(service -> ours.add(service.code())));
    ServiceRequests available = requests.getIfAvailable();
    return available == null
        ? List.of()
        : available.list(
            new Query(ours, start, end, updatedAfter, updatedBefore, statuses, page - 1, size));
  }

  private static Set<Status> statuses(Arguments arguments) {
    var statuses = EnumSet.noneOf(Status.class);
    for (String name : arguments.list("status")) {
      switch (name.toLowerCase(Locale.ROOT)) {
        case "open" -> statuses.add(Status.OPEN);
        case "closed" -> statuses.add(Status.CLOSED);
        default ->
            arguments.fault(Refusal.Fault.bad("status (" + name + ") must be open or closed."));
      }
    }
    return statuses.isEmpty() ? EnumSet.allOf(Status.class) : statuses;
  }

  Node one(String id, Arguments arguments, String base) {
    ServiceRequest found =
        find(id)
            .orElseThrow(() -> new Refusal(404, "service_request_id (" + id + ") was not found."));
    boolean more = "true".equals(arguments.text("extensions"));
    return Node.Listing.of(
        "request", List.of(request(found, base, arguments.text("locale"), more)));
  }

  /** The case number of a token, null while the report has not become part of a case. */
  Node token(String token) {
    ObservationId observation;
    try {
      observation = ObservationId.parse(token);
    } catch (IllegalArgumentException e) {
      throw new Refusal(404, "token (" + token + ") was not found.");
    }
    ServiceRequests available = requests.getIfAvailable();
    String number = available == null ? null : available.findNumber(observation).orElse(null);
    if (number == null && filings.find(observation).isEmpty()) {
      throw new Refusal(404, "token (" + token + ") was not found.");
    }
    Node answer =
        new Node.Fields().with("service_request_id", number).with("token", observation.toString());
    return Node.Listing.of("request", List.of(answer));
  }

  private Node.Fields request(
      ServiceRequest r, String base, @Nullable String locale, boolean more) {
    Node.Fields fields =
        new Node.Fields()
            .with("service_request_id", r.id())
            .with("status", r.status().name().toLowerCase(Locale.ROOT))
            .with("status_notes", r.statusNotes())
            .with("service_name", services.name(r.serviceCode(), locale))
            .with("service_code", r.serviceCode())
            .with("description", r.description())
            .with("agency_responsible", r.agencyResponsible())
            .with("service_notice", r.serviceNotice())
            .with("requested_datetime", time(r.requestedAt()))
            .with("updated_datetime", time(r.updatedAt()))
            .with("expected_datetime", time(r.expectedAt()))
            .with("address", r.address())
            .with("address_id", r.addressId())
            .with("zipcode", r.zipcode())
            .with("lat", r.point().lat())
            .with("long", r.point().lng())
            .with("media_url", media(r.mediaUrl(), base));
    return more ? extended(fields, r, base) : fields;
  }

  private Node.Fields extended(Node.Fields fields, ServiceRequest r, String base) {
    List<Node.Fields> notes =
        r.notes().stream()
            .map(
                note ->
                    new Node.Fields()
                        .with("datetime", time(note.at()))
                        .with("description", note.description())
                        .with("type", note.type()))
            .toList();
    List<String> photos =
        r.photos().stream().map(photo -> String.valueOf(media(photo, base))).toList();
    return fields
        .with("notes", Node.Listing.of("note", notes))
        .with(
            "extended_attributes",
            new Node.Fields()
                .with("channel", r.channel())
                .with("photos", Node.Listing.ofTexts("photo", photos)));
  }

  private static @Nullable String media(@Nullable String photo, String base) {
    if (photo == null) {
      return null;
    }
    String url = photo.startsWith("/") ? photo : Photos.url(photo);
    return url.startsWith("/") ? base + url : url;
  }

  private @Nullable String time(@Nullable Instant at) {
    return at == null
        ? null
        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            at.truncatedTo(ChronoUnit.SECONDS).atZone(city.zone()));
  }
}
