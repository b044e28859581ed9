package io.yiwang.citymap.ogc;

import io.yiwang.citymap.Accuracy;
import io.yiwang.citymap.ComponentSource;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.cql.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The properties of components: the eighteen attributes of GB/T 47678.5, the BeiDou code, heights,
 * and what is known of pipes, their nodes and buildings.
 */
final class ComponentFields {
  static final String KEEPERS = "keepers";
  static final String REMARK = "remark";
  static final String DETAILS = "details";

  /** What of open things everybody sees, whoever they are. */
  static final Set<String> OPEN = Set.of(Field.FACTS, DETAILS);

  private static final List<Field> OF_ALL =
      List.of(
          Field.of("identifier", "管理部件标识码", "Identifier", Kind.TEXT),
          Field.of("name", "管理部件名称", "Name", Kind.TEXT),
          Field.of("classCode", "类别代码", "Class code", Kind.TEXT),
          Field.of("className", "类别名称", "Class", Kind.TEXT),
          Field.of("layer", "图层", "Layer", Kind.TEXT),
          Field.of("managerCode", "主管部门代码", "Responsible department, code", Kind.TEXT)
              .shownBy(KEEPERS),
          Field.of("managerName", "主管部门名称", "Responsible department", Kind.TEXT).shownBy(KEEPERS),
          Field.of("ownerCode", "权属单位代码", "Owner, code", Kind.TEXT).shownBy(KEEPERS),
          Field.of("ownerName", "权属单位名称", "Owner", Kind.TEXT).shownBy(KEEPERS),
          Field.of("maintainerCode", "养护单位代码", "Maintainer, code", Kind.TEXT).shownBy(KEEPERS),
          Field.of("maintainerName", "养护单位名称", "Maintainer", Kind.TEXT).shownBy(KEEPERS),
          Field.of("gridCode", "所在单元网格标识码", "Unit grid", Kind.TEXT),
          Field.of("state", "状态", "State", Kind.TEXT).choices(names(ComponentState.values())),
          Field.of("initialDate", "初始日期", "There since", Kind.DATE),
          Field.of("changeDate", "变更日期", "As it is since", Kind.DATE),
          Field.of("source", "数据来源", "Source of data", Kind.TEXT)
              .choices(names(ComponentSource.values())),
          Field.of("remark", "备注", "Remark", Kind.TEXT).shownBy(REMARK),
          Field.of("streetCode", "街道代码", "Street, code", Kind.TEXT),
          Field.of("streetName", "街道名称", "Street", Kind.TEXT),
          Field.of("neighbourhoodCode", "社区代码", "Neighbourhood, code", Kind.TEXT),
          Field.of("neighbourhoodName", "社区名称", "Neighbourhood", Kind.TEXT),
          Field.of("districtCode", "区代码", "District, code", Kind.TEXT),
          Field.of("address", "地址", "Address", Kind.TEXT),
          Field.of("beidouCode", "北斗网格位置码", "BeiDou grid location code", Kind.TEXT),
          Field.of("accuracy", "精度等级", "Accuracy of position", Kind.TEXT)
              .choices(names(Accuracy.values())),
          Field.of("height", "高度(米)", "Height, metres", Kind.NUMBER),
          Field.of("validFrom", "有效起始", "Valid from", Kind.TIME),
          Field.of("validTo", "有效截止", "Valid to", Kind.TIME));

  /** Where each of the details is kept in the JSON, and at which place of a list. */
  static final Map<String, String> PATHS =
      Map.ofEntries(
          Map.entry("network", "network"),
          Map.entry("role", "role"),
          Map.entry("fromNode", "from"),
          Map.entry("toNode", "to"),
          Map.entry("diameter", "diameter"),
          Map.entry("material", "material"),
          Map.entry("depthFrom", "depth/0"),
          Map.entry("depthTo", "depth/1"),
          Map.entry("laid", "laid"),
          Map.entry("open", "open"),
          Map.entry("households", "households"),
          Map.entry("building", "building"),
          Map.entry("litres", "litres"),
          Map.entry("floors", "floors"),
          Map.entry("use", "use"));

  /** Keys of the details that are told by the properties above. */
  static final Set<String> KNOWN_KEYS =
      PATHS.values().stream()
          .map(path -> path.replaceAll("/.*", ""))
          .collect(Collectors.toUnmodifiableSet());

  private static final List<Field> OF_DETAILS =
      Stream.of(
              Field.of("network", "管网", "Network", Kind.TEXT),
              Field.of("role", "节点类型", "Role in the network", Kind.TEXT),
              Field.of("fromNode", "起点节点", "From node", Kind.TEXT),
              Field.of("toNode", "终点节点", "To node", Kind.TEXT),
              Field.of("diameter", "管径(毫米)", "Diameter, millimetres", Kind.NUMBER),
              Field.of("material", "材质", "Material", Kind.TEXT),
              Field.of("depthFrom", "起点埋深(米)", "Cover at the start, metres", Kind.NUMBER),
              Field.of("depthTo", "终点埋深(米)", "Cover at the end, metres", Kind.NUMBER),
              Field.of("laid", "敷设日期", "Laid", Kind.TEXT),
              Field.of("open", "阀门开启", "Valve open", Kind.BOOLEAN),
              Field.of("households", "用户数", "Households served", Kind.NUMBER),
              Field.of("building", "所属建筑", "Building", Kind.TEXT),
              Field.of("litres", "容量(升)", "Volume, litres", Kind.NUMBER),
              Field.of("floors", "层数", "Floors", Kind.NUMBER),
              Field.of("use", "用途", "Use", Kind.TEXT))
          .map(field -> field.shownBy(DETAILS))
          .toList();

  /** All of them; details that are not named here are handed out as {@code details}. */
  static final List<Field> ALL = all();

  private static final Map<String, Kind> KINDS =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Field::name, Field::kind));

  private ComponentFields() {}

  static Kind kind(String property) {
    return KINDS.getOrDefault(property, Kind.TEXT);
  }

  private static List<Field> all() {
    List<Field> all = new ArrayList<>(OF_ALL);
    all.addAll(OF_DETAILS);
    return List.copyOf(all);
  }

  private static List<String> names(Enum<?>[] values) {
    return Stream.of(values).map(Enum::name).toList();
  }
}
