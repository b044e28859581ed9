package io.yiwang.citymap.ogc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** Features for people: a map, a table, a form to ask by. */
final class ItemPages {
  /** Columns of the list that fit on a screen. */
  private static final List<String> IN_LISTS =
      List.of(
          "name", "nameEn", "className", "state", "address", "streetName", "changeDate", "parent");

  private final SmallMap map;

  ItemPages(SmallMap map) {
    this.map = map;
  }

  byte[] list(Collection c, Items items, Page page, List<Link> links, Addresses at) {
    Html html = new Html(c.title(), Documents.way(at, c));
    form(html, items, at.of("/collections/" + c.id() + "/items"));
    html.raw(map.draw(page.features()));
    html.raw("<div class=\"pages\"><span>");
    html.text(
        page.matched() == null
            ? "本页 " + page.features().size() + " 条 · " + page.features().size() + " on this page"
            : "共 "
                + page.matched()
                + " 条,本页 "
                + page.features().size()
                + " 条 · "
                + page.matched()
                + " in all");
    html.raw("</span>");
    next(html, links);
    html.raw("</div>");
    if (page.features().isEmpty()) {
      html.raw("<div class=\"scroll\"><p class=\"empty\">没有符合条件的要素 · Nothing matches</p></div>");
    } else {
      table(html, c, page, at);
    }
    html.raw("<div class=\"pages\">");
    next(html, links);
    return html.raw("</div>")
        .links(links.stream().filter(l -> !l.rel().equals("next")).toList())
        .end();
  }

  private static void next(Html html, List<Link> links) {
    for (Link link : links) {
      if (link.rel().equals("next")) {
        html.raw("<span class=\"button\">").link("下一页 Next", link.href()).raw("</span>");
      }
    }
  }

  private static void form(Html html, Items items, String address) {
    html.raw("<form method=\"get\" action=\"")
        .text(address)
        .raw("\"><input type=\"hidden\" name=\"f\" value=\"html\">");
    input(html, items, "filter", "筛选 Filter (CQL2)", "state = 'DAMAGED' AND name LIKE '%路%'");
    input(html, items, "bbox", "范围 Box", "121.40,31.20,121.50,31.25");
    input(html, items, "datetime", "时间 Time", "2026-10-01T00:00:00Z");
    html.raw("<button>查询 Search</button></form>");
  }

  private static void input(Html html, Items items, String name, String label, String example) {
    String value = items.query().text(name);
    html.raw("<label>").text(label).raw("<input name=\"").text(name).raw("\" value=\"");
    html.text(value).raw("\" placeholder=\"").text(example).raw("\"></label>");
  }

  private static void table(Html html, Collection c, Page page, Addresses at) {
    List<Field> columns = new ArrayList<>();
    for (Field field : c.features().fields()) {
      if (IN_LISTS.contains(field.name())) {
        columns.add(field);
      }
    }
    html.raw("<div class=\"scroll\"><table><thead><tr><th>标识 Identifier</th>");
    columns.forEach(field -> html.raw("<th>").text(field.zh() + " " + field.en()).raw("</th>"));
    html.raw("</tr></thead><tbody>");
    for (Feature feature : page.features()) {
      String path = "/collections/" + c.id() + "/items/" + encoded(feature.id());
      html.raw("<tr><td class=\"id\">").link(feature.id(), at.of(path, Format.HTML)).raw("</td>");
      columns.forEach(field -> html.raw("<td>").text(feature.value(field.name())).raw("</td>"));
      html.raw("</tr>");
    }
    html.raw("</tbody></table></div>");
  }

  private static String encoded(String id) {
    return UriUtils.encodePathSegment(id, StandardCharsets.UTF_8);
  }

  byte[] one(Collection c, Feature feature, List<Link> links, Addresses at) {
    Map<String, String> way = Documents.way(at, c);
    way.put("要素 Features", at.of("/collections/" + c.id() + "/items", Format.HTML));
    Object name = feature.value("name");
    Html html = new Html(name == null ? feature.id() : name + " " + feature.id(), way);
    html.raw(map.draw(List.of(feature)));
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    for (Field field : c.features().fields()) {
      Object value = feature.value(field.name());
      if (value != null) {
        facts.put(field.zh() + " " + field.en(), value);
      }
    }
    if (feature instanceof ComponentFeature component) {
      component.others().forEach(facts::put);
    }
    return html.facts(facts).links(links).end();
  }
}
