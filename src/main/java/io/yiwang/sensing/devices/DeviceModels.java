package io.yiwang.sensing.devices;

import io.yiwang.house.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The kinds of devices, what they measure and in which units, as {@code sensing/models.yaml}. */
@Component
public class DeviceModels {
  private static final List<String> EVERY_DEVICE = List.of("battery", "signal");
  private static final String FILE = "/sensing/models.yaml";

  private final Units units;
  private final Map<String, Quantity> quantities = new LinkedHashMap<>();
  private final Map<String, DeviceModel> models = new LinkedHashMap<>();

  DeviceModels() {
    this(resource());
  }

  DeviceModels(JsonNode data) {
    units = new Units(data.get("units"));
    for (var entry : data.get("quantities").properties()) {
      quantities.put(entry.getKey(), quantity(entry.getKey(), entry.getValue()));
    }
    for (var entry : data.get("models").properties()) {
      models.put(entry.getKey(), model(entry.getKey(), entry.getValue()));
    }
  }

  /** As they are shipped, for programs beside the platform. */
  public static DeviceModels shipped() {
    return new DeviceModels();
  }

  public List<DeviceModel> list() {
    return List.copyOf(models.values());
  }

  public List<Quantity> quantities() {
    return List.copyOf(quantities.values());
  }

  public Optional<DeviceModel> find(String code) {
    return Optional.ofNullable(models.get(code));
  }

  public Optional<Quantity> findQuantity(String code) {
    return Optional.ofNullable(quantities.get(code));
  }

  /** What a device of the model may tell; battery and signal any may. */
  public List<Quantity> quantitiesOf(DeviceModel model) {
    return Stream.concat(model.quantities().stream(), EVERY_DEVICE.stream())
        .distinct()
        .map(code -> Objects.requireNonNull(quantities.get(code)))
        .toList();
  }

  public Units units() {
    return units;
  }

  /** 400 with what there is when no model has this code. */
  public DeviceModel get(String code) {
    DeviceModel model = models.get(code);
    if (model == null) {
      throw Problem.badField(
          "model",
          code,
          "is no device model.",
          "Maybe one of " + String.join(", ", models.keySet()) + ".");
    }
    return model;
  }

  private Quantity quantity(String code, JsonNode data) {
    String unit = data.get("unit").asString();
    return new Quantity(
        code,
        data.get("zh").asString(),
        data.get("en").asString(),
        unit,
        units.dimension(unit),
        data.get("min").asDouble(),
        data.get("max").asDouble(),
        QuantityKind.valueOf(data.path("kind").asString("GAUGE")));
  }

  private DeviceModel model(String code, JsonNode data) {
    List<String> measured = data.get("quantities").valueStream().map(JsonNode::asString).toList();
    for (String quantity : measured) {
      if (!quantities.containsKey(quantity)) {
        throw new IllegalStateException(
            "The device model " + code + " measures " + quantity + ", which is no quantity.");
      }
    }
    return new DeviceModel(
        code,
        data.get("zh").asString(),
        data.get("en").asString(),
        measured,
        Duration.parse(data.path("every").asString("PT1M")),
        data.path("perMinute").asInt(3_000),
        data.path("matter").isString() ? data.path("matter").asString() : null);
  }

  private static JsonNode resource() {
    try (InputStream in = DeviceModels.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not in the jar.");
      }
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
