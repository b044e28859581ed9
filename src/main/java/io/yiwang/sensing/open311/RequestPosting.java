package io.yiwang.sensing.open311;

import io.yiwang.access.ApiClient;
import io.yiwang.access.ApiKeys;
import io.yiwang.house.Problem;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.ObservationId;
import io.yiwang.sensing.Channel;
import io.yiwang.sensing.Intake;
import io.yiwang.sensing.IntakeResult;
import io.yiwang.sensing.ObservationDraft;
import io.yiwang.sensing.RowProblem;
import io.yiwang.sensing.Source;
import io.yiwang.sensing.filings.Filing;
import io.yiwang.sensing.filings.Filings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A service request that a client creates: checked as a whole, then an observation like any other.
 */
@Component
final class RequestPosting {
  private static final int DESCRIPTION_CHARS = 4_000;
  private static final Set<String> SCOPES = Set.of("open311", "observe", "admin");

  private final ApiKeys keys;
  private final ServiceCatalogue services;
  private final Gazetteer gazetteer;
  private final Intake intake;
  private final Filings filings;
  private final Clock clock;

  RequestPosting(
      ApiKeys keys,
      ServiceCatalogue services,
      Gazetteer gazetteer,
      Intake intake,
      Filings filings,
      Clock clock) {
    this.keys = keys;
    this.services = services;
    this.gazetteer = gazetteer;
    this.intake = intake;
    this.filings = filings;
    this.clock = clock;
  }

  /** The token of the new request. */
  ObservationId post(Arguments arguments, List<String> uploads) {
    Source source = source(arguments.text("api_key"));
    String code = arguments.text("service_code");
    if (code == null) {
      arguments.fault(Refusal.Fault.bad("service_code was not provided."));
    } else if (services.find(code).isEmpty()) {
      arguments.fault(new Refusal.Fault(404, "service_code (" + code + ") was not found."));
    }
    Gazetteer.Place place = place(arguments);
    String description = arguments.text("description");
    if (description != null && description.length() > DESCRIPTION_CHARS) {
      arguments.fault(Refusal.Fault.bad("description must have at most 4,000 characters."));
    }
    List<String> media = media(arguments, uploads);
    Map<String, String> attributes = attributes(arguments, code, place);
    arguments.check();
    if (code == null || place == null) {
      throw new IllegalStateException("What is missing was refused above.");
    }
    Instant now = clock.instant();
    ObservationDraft draft =
        ObservationDraft.observed(
                UUID.randomUUID().toString(), code, place.point().lat(), place.point().lng(), now)
            .withText(description, arguments.text("address_string"))
            .withEvidence(media, attributes);
    return accepted(source, draft, arguments, now);
  }

  private ObservationId accepted(
      Source source, ObservationDraft draft, Arguments arguments, Instant now) {
    IntakeResult.Row row = intake.accept(source, List.of(draft)).rows().getFirst();
    RowProblem problem = row.problem();
    ObservationId id = row.id();
    if (id == null || problem != null) {
      throw new Refusal(400, problem == null ? "The request was refused." : problem.detail());
    }
    String name = arguments.text("first_name");
    String last = arguments.text("last_name");
    filings.keep(
        new Filing(
            id,
            id.toString(),
            source.name(),
            String.valueOf(draft.key()),
            String.valueOf(draft.classCode()),
            new GeoPoint(draft.lat(), draft.lng()),
            now,
            draft.description(),
            draft.address(),
            draft.photos(),
            new Filing.Contact(
                name == null ? last : last == null ? name : name + " " + last,
                arguments.text("phone"),
                arguments.text("email"))));
    return id;
  }

  private Source source(@Nullable String key) {
    if (key == null) {
      throw new Refusal(403, "api_key was not provided.");
    }
    ApiClient client =
        keys.find(key)
            .filter(c -> c.scopes().stream().anyMatch(SCOPES::contains))
            .orElseThrow(() -> new Refusal(403, "api_key is not valid."));
    return new Source(client.source(), Channel.OPEN311);
  }

  private Gazetteer.@Nullable Place place(Arguments arguments) {
    Double lat = arguments.number("lat");
    Double lng = arguments.number("long");
    if (lat != null && lng != null) {
      if (Math.abs(lat) <= 90 && Math.abs(lng) <= 180) {
        return new Gazetteer.Place(new GeoPoint(lat, lng), "");
      }
      arguments.fault(Refusal.Fault.bad("lat and long must be WGS84 degrees."));
      return null;
    }
    String id = arguments.text("address_id");
    String address = arguments.text("address_string");
    if (id == null && address == null) {
      boolean tried = arguments.text("lat") != null || arguments.text("long") != null;
      if (!tried || lat != null || lng != null) {
        arguments.fault(
            Refusal.Fault.bad(
                "A location must be provided: lat and long, address_string, or address_id."));
      }
      return null;
    }
    Gazetteer.Place place =
        (id == null ? java.util.Optional.<Gazetteer.Place>empty() : gazetteer.byId(id))
            .or(() -> address == null ? java.util.Optional.empty() : gazetteer.byAddress(address))
            .orElse(null);
    if (place == null) {
      arguments.fault(
          Refusal.Fault.bad(
              (id == null ? "address_string (" + address : "address_id (" + id)
                  + ") was not found in the city. Maybe send lat and long."));
    }
    return place;
  }

  private static List<String> media(Arguments arguments, List<String> uploads) {
    String url = arguments.text("media_url");
    if (url == null) {
      return uploads;
    }
    try {
      String scheme = new URI(url).getScheme();
      if ("http".equals(scheme) || "https".equals(scheme)) {
        return List.of(url);
      }
    } catch (URISyntaxException e) {
      // told below
    }
    arguments.fault(Refusal.Fault.bad("media_url (" + url + ") must be an http or https address."));
    return List.of();
  }

  private Map<String, String> attributes(
      Arguments arguments, @Nullable String code, Gazetteer.@Nullable Place place) {
    var attributes = new LinkedHashMap<String, String>();
    for (String name : arguments.names()) {
      if (!name.startsWith("attribute[")) {
        continue;
      }
      int end = name.indexOf(']');
      String attribute = end < 0 ? "" : name.substring("attribute[".length(), end);
      String value = String.join(",", arguments.values("attribute[" + attribute + "]"));
      if (attribute.equals(ServiceCatalogue.CONDITION) && !value.isEmpty()) {
        condition(arguments, code, value);
      } else if (!attribute.equals(ServiceCatalogue.CONDITION)) {
        arguments.fault(
            Refusal.Fault.bad("attribute (" + attribute + ") is not one of this service."));
      }
      if (!value.isEmpty()) {
        attributes.put(attribute, value);
      }
    }
    for (String name : List.of("device_id", "account_id")) {
      String value = arguments.text(name);
      if (value != null) {
        attributes.put(name, value);
      }
    }
    if (place != null && !place.locatedBy().isEmpty()) {
      attributes.put("located_by", place.locatedBy());
    }
    return attributes;
  }

  private void condition(Arguments arguments, @Nullable String code, String value) {
    boolean known =
        code != null
            && services.find(code).filter(c -> services.hasCondition(c.code(), value)).isPresent();
    if (!known) {
      arguments.fault(
          Refusal.Fault.bad("attribute[CONDITION] (" + value + ") is not a value of the list."));
    }
  }

  /** A problem of the intake in Open311's words. */
  static Refusal refusal(Problem problem) {
    return new Refusal(problem.status().value(), String.valueOf(problem.getMessage()));
  }
}
