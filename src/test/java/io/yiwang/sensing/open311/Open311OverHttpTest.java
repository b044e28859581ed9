package io.yiwang.sensing.open311;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.PlatformTest;
import io.yiwang.access.ApiKeys;
import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.MatterClass;
import io.yiwang.citymap.Regions;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.sensing.Caller;
import io.yiwang.sensing.Caller.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@PlatformTest
class Open311OverHttpTest {
  private static final String BASE = "/open311/v2";
  @LocalServerPort int port;
  @Autowired ApiKeys keys;
  @Autowired Catalogue catalogue;
  @Autowired Regions regions;

  private Caller caller;
  private String key;
  private String code;
  private GeoPoint centre;

  @BeforeEach
  void client() {
    caller = new Caller(port, "");
    key = keys.issue("open311-" + UUID.randomUUID(), "OPEN311", Set.of("open311"));
    code = catalogue.list().getFirst().code();
    centre = regions.root().centre();
  }

  @Test
  void discoveryNamesTheEndpointAndItsFormats() {
    Map<?, ?> discovery = (Map<?, ?>) agreeing("/open311/discovery", 200);
    Map<?, ?> endpoint = first(at(discovery, "endpoints"));
    assertThat(endpoint.get("specification")).isEqualTo("http://wiki.open311.org/GeoReport_v2");
    assertThat(endpoint.get("formats")).isEqualTo(List.of("text/xml", "application/json"));
    assertThat(
            caller
                .get(
                    String.valueOf(endpoint.get("url")).replaceFirst(".*?//[^/]+", "")
                        + "/services.json")
                .status())
        .isEqualTo(200);
  }

  @Test
  void listsEveryMatterClassAsAServiceAndDefinesThoseWithMetadata() {
    List<?> services = (List<?>) agreeing(BASE + "/services", 200);
    assertThat(services).hasSize(catalogue.list().size());
    for (Object entry : services.subList(0, Math.min(40, services.size()))) {
      Map<?, ?> service = (Map<?, ?>) entry;
      if ("true".equals(service.get("metadata"))) {
        Map<?, ?> definition =
            (Map<?, ?>) agreeing(BASE + "/services/" + service.get("service_code"), 200);
        Map<?, ?> attribute = first(at(definition, "attributes"));
        assertThat(attribute.get("datatype")).isEqualTo("singlevaluelist");
        assertThat((List<?>) at(attribute, "values")).hasSizeGreaterThan(1);
        return;
      }
    }
  }

  @Test
  void createsARequestAndAnswersATokenThatCanBeAskedFor() {
    Answer created =
        post(
            ".json",
            Map.of(
                "api_key",
                key,
                "service_code",
                code,
                "lat",
                "" + centre.lat(),
                "long",
                "" + centre.lng(),
                "description",
                "垃圾 & <litter>",
                "email",
                "",
                "first_name",
                "Li"));
    assertThat(created.status()).as(created.text()).isEqualTo(200);
    Map<?, ?> request = first(Spark.ofJson(created.text()));
    assertThat(request.keySet()).isEqualTo(Set.of("token", "service_notice", "account_id"));

    Map<?, ?> token = first(agreeing(BASE + "/tokens/" + request.get("token"), 200));
    assertThat(token.get("token")).isEqualTo(request.get("token"));
  }

  @Test
  void whatCannotBeReadIsRefusedInTheFormatOfTheCall() {
    String large = "description=" + "a".repeat(3 << 20);
    for (String format : List.of(".json", ".xml")) {
      Answer answer =
          caller.post(
              BASE + "/requests" + format,
              "application/x-www-form-urlencoded",
              large.getBytes(StandardCharsets.UTF_8));
      assertThat(answer.status()).as(answer.text()).isEqualTo(400);
      assertThat(answer.text()).contains("cannot be read").doesNotContain("urn:yiwang");
    }
  }

  @Test
  void asksOnlyForTheConditionsOfItsService() {
    MatterClass asking =
        catalogue.list().stream()
            .filter(c -> catalogue.conditions(c.code()).size() > 1)
            .findFirst()
            .orElseThrow();
    long condition = catalogue.conditions(asking.code()).get(1).id();
    Map<String, String> form =
        Map.of(
            "api_key",
            key,
            "service_code",
            asking.code(),
            "lat",
            "" + centre.lat(),
            "long",
            "" + centre.lng());
    assertThat(post(".xml", with(form, "attribute[CONDITION]", "" + condition)).status())
        .isEqualTo(200);
    error(post(".xml", with(form, "attribute[CONDITION]", "-1")), 400, "attribute[CONDITION]");
    error(post(".xml", with(form, "attribute[COLOUR]", "red")), 400, "COLOUR");
  }

  @Test
  void refusesWithTheRightCodesAndSeveralErrorsAtOnce() {
    Map<String, String> good =
        Map.of(
            "api_key",
            key,
            "service_code",
            code,
            "lat",
            "" + centre.lat(),
            "long",
            "" + centre.lng());
    error(post(".xml", with(good, "api_key", "")), 403, "api_key was not provided");
    error(post(".xml", with(good, "api_key", "wrong")), 403, "api_key is not valid");
    error(post(".xml", with(good, "service_code", "")), 400, "service_code was not provided");
    error(post(".xml", with(good, "service_code", "no-such")), 404, "service_code (no-such)");
    error(post(".xml", with(good, "lat", "")), 400, "location");
    error(post(".xml", with(good, "lat", "north")), 400, "lat (north)");
    error(post(".xml", with(good, "lat", "-45")), 400, "inside the city");
    error(post(".xml", with(good, "media_url", "ftp://x")), 400, "media_url");
    error(post(".xml", with(good, "jurisdiction_id", "elsewhere")), 404, "jurisdiction_id");
    Answer several = post(".json", Map.of("api_key", key));
    assertThat((List<?>) Spark.ofJson(several.text())).hasSize(2);
  }

  @Test
  void queriesWithinItsRules() {
    assertThat(agreeing(BASE + "/requests", 200)).isInstanceOf(List.class);
    agreeing(BASE + "/requests", 200, "status=open,closed&page=2&page_size=5&service_code=" + code);
    agreeing(BASE + "/requests", 200, "start_date=2026-01-01T00:00:00%2B08:00&status=");
    agreeing(BASE + "/requests", 400, "start_date=2026-01-01");
    agreeing(
        BASE + "/requests", 400, "start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z");
    agreeing(BASE + "/requests", 400, "status=fixed");
    agreeing(BASE + "/requests", 400, "page=0");
    agreeing(BASE + "/requests", 404, "service_code=no-such");
    agreeing(BASE + "/requests", 404, "service_request_id=no-such");
    agreeing(BASE + "/requests/no-such", 404);
    agreeing(BASE + "/tokens/no-such", 404);
    agreeing(BASE + "/tokens/" + UUID.randomUUID(), 404);
    agreeing(BASE + "/services/no-such", 404);
    agreeing(BASE + "/nothing", 404);
  }

  /** The answer in both formats, which must say the same with the right type. */
  private Object agreeing(String path, int status, String... query) {
    String suffix = query.length == 0 ? "" : "?" + query[0];
    Answer xml = caller.get(path + ".xml" + suffix);
    Answer json = caller.get(path + ".json" + suffix);
    // what other tests report may come between the two
    for (int i = 0; i < 5; i++) {
      Answer again = caller.get(path + ".xml" + suffix);
      if (again.text().equals(xml.text())) {
        break;
      }
      xml = again;
      json = caller.get(path + ".json" + suffix);
    }
    assertThat(xml.status()).as(xml.text()).isEqualTo(status);
    assertThat(json.status()).as(json.text()).isEqualTo(status);
    assertThat(xml.type()).isEqualToIgnoringCase("text/xml;charset=utf-8");
    assertThat(json.type()).isEqualToIgnoringCase("application/json;charset=utf-8");
    Object model = Spark.ofXml(xml.text().replace(".xml is not", ".json is not"));
    assertThat(model).isEqualTo(Spark.ofJson(json.text()));
    return model;
  }

  private static Object at(Map<?, ?> fields, String name) {
    return java.util.Objects.requireNonNull(fields.get(name));
  }

  private static Map<?, ?> first(Object list) {
    return (Map<?, ?>) ((List<?>) list).getFirst();
  }

  private static void error(Answer answer, int status, String words) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    Map<?, ?> error = first(Spark.ofXml(answer.text()));
    assertThat(error.get("code")).isEqualTo("" + status);
    assertThat(String.valueOf(error.get("description"))).contains(words);
  }

  private static Map<String, String> with(Map<String, String> form, String name, String value) {
    var changed = new java.util.HashMap<>(form);
    changed.put(name, value);
    return changed;
  }

  private Answer post(String format, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining("&"));
    return caller.post(
        BASE + "/requests" + format,
        "application/x-www-form-urlencoded; charset=utf-8",
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
