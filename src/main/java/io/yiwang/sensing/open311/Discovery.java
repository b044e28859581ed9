package io.yiwang.sensing.open311;

import io.yiwang.citymap.City;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What a client asks first: where the service is, what it speaks, and whom to ask for a key. */
@Component
final class Discovery {
  private static final String SPECIFICATION = "http://wiki.open311.org/GeoReport_v2";

  /** When this answer last changed in kind. */
  private static final String CHANGESET = "2026-11-23T00:00:00Z";

  private final City city;
  private final String contact;
  private final String address;

  @Autowired
  Discovery(
      City city,
      @Value("${yiwang.open311.contact:}") String contact,
      @Value("${yiwang.open311.address:}") String address) {
    this.city = city;
    this.contact = contact;
    this.address = address;
  }

  /**
   * @param asked the address at which the request came; it stands in the answer only where no
   *     address is set, since whoever asks may name any host
   */
  Node node(String asked) {
    String base = address.isEmpty() ? asked : address;
    String whom =
        contact.isEmpty() ? "Ask the operations centre of " + city.nameEn() + "." : contact;
    Node endpoint =
        new Node.Fields()
            .with("specification", SPECIFICATION)
            .with("url", base + "/open311/v2")
            .with("changeset", CHANGESET)
            .with("type", city.demo() ? "test" : "production")
            .with(
                "formats", Node.Listing.ofTexts("format", List.of("text/xml", "application/json")));
    return new Node.Fields()
        .with("changeset", CHANGESET)
        .with("contact", whom)
        .with("key_service", whom)
        .with("endpoints", Node.Listing.of("endpoint", List.of(endpoint)));
  }
}
