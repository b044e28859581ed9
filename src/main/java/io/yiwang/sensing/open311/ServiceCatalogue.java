package io.yiwang.sensing.open311;

import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.City;
import io.yiwang.citymap.FilingCondition;
import io.yiwang.citymap.MatterClass;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Matter classes as Open311 services; a class with several filing conditions asks which one it is.
 */
@Component
final class ServiceCatalogue {
  static final String CONDITION = "CONDITION";

  private final Catalogue catalogue;
  private final City city;

  ServiceCatalogue(Catalogue catalogue, City city) {
    this.catalogue = catalogue;
    this.city = city;
  }

  Optional<MatterClass> find(String code) {
    return catalogue.find(code);
  }

  Node list(@Nullable String locale) {
    boolean zh = chinese(locale);
    return Node.Listing.of(
        "service", catalogue.list().stream().map(service -> service(service, zh)).toList());
  }

  private Node service(MatterClass service, boolean zh) {
    String group = zh ? service.majorZh() : service.majorEn();
    return new Node.Fields()
        .with("service_code", service.code())
        .with("service_name", name(service, zh))
        .with("description", group + (zh ? "：" : ": ") + name(service, zh))
        .with("metadata", asks(service.code()))
        .with("type", "realtime")
        .with("keywords", String.join(",", service.keywords()))
        .with("group", group);
  }

  /** What a report of this class is asked besides place and description. */
  Node definition(String code, @Nullable String locale) {
    MatterClass service =
        find(code)
            .orElseThrow(
                () -> new Refusal(404, "service_code (" + code + ") is not one of our services."));
    boolean zh = chinese(locale);
    List<Node> attributes = asks(service.code()) ? List.of(condition(service, zh)) : List.of();
    return new Node.Fields()
        .with("service_code", service.code())
        .with("attributes", Node.Listing.of("attribute", attributes));
  }

  private Node condition(MatterClass service, boolean zh) {
    return new Node.Fields()
        .with("variable", true)
        .with("code", CONDITION)
        .with("datatype", "singlevaluelist")
        .with("required", false)
        .empty("datatype_description")
        .with("order", 1)
        .with("description", zh ? "属于哪种情况？" : "Which of these is it?")
        .with(
            "values",
            Node.Listing.of(
                "value",
                catalogue.conditions(service.code()).stream()
                    .map(condition -> choice(condition, zh))
                    .toList()));
  }

  private static Node.Fields choice(FilingCondition condition, boolean zh) {
    return new Node.Fields()
        .with("key", Long.toString(condition.id()))
        .with("name", zh ? condition.nameZh() : condition.nameEn());
  }

  boolean asks(String code) {
    return catalogue.conditions(code).size() > 1;
  }

  boolean hasCondition(String code, String key) {
    return catalogue.conditions(code).stream().anyMatch(c -> Long.toString(c.id()).equals(key));
  }

  String name(String code, @Nullable String locale) {
    boolean zh = chinese(locale);
    return find(code).map(service -> name(service, zh)).orElse(code);
  }

  private static String name(MatterClass service, boolean zh) {
    return zh ? service.nameZh() : service.nameEn();
  }

  private boolean chinese(@Nullable String locale) {
    String language = locale == null ? city.languages().getFirst() : locale;
    return language.toLowerCase(java.util.Locale.ROOT).startsWith("zh");
  }
}
