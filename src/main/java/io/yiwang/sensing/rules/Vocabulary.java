package io.yiwang.sensing.rules;

import io.yiwang.sensing.devices.DeviceModel;
import io.yiwang.sensing.devices.DeviceModels;
import io.yiwang.sensing.devices.Quantity;
import io.yiwang.sensing.devices.QuantityKind;
import io.yiwang.sensing.rules.RuleController.RuleModel;
import io.yiwang.sensing.rules.RuleController.RuleQuantity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What rules can be about, for those who write them. */
final class Vocabulary {
  private static final RuleQuantity ONLINE =
      new RuleQuantity("online", "在线", "Online", "1", "", 0, 1, List.of("1"), true);

  private final DeviceModels models;

  Vocabulary(DeviceModels models) {
    this.models = models;
  }

  List<RuleModel> models() {
    return models.list().stream().map(this::model).toList();
  }

  private RuleModel model(DeviceModel model) {
    Set<String> codes = new LinkedHashSet<>(model.quantities());
    codes.addAll(List.of("battery", "signal"));
    List<RuleQuantity> quantities = new ArrayList<>();
    for (String code : codes) {
      models.findQuantity(code).ifPresent(q -> quantities.add(quantity(q)));
    }
    quantities.add(ONLINE);
    return new RuleModel(model.code(), model.zh(), model.en(), model.every(), quantities);
  }

  private RuleQuantity quantity(Quantity q) {
    return new RuleQuantity(
        q.code(),
        q.zh(),
        q.en(),
        q.unit(),
        RuleWords.written(q.unit()),
        q.min(),
        q.max(),
        models.units().alike(q.unit()),
        q.kind() == QuantityKind.STATE);
  }
}
