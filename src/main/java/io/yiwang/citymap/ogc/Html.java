package io.yiwang.citymap.ogc;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** A page for people in the making; every text is escaped. */
final class Html {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1c2733;--soft:#5d6b7a;--line:#dfe5ec;--ground:#fff;--paper:#f6f8fa;--link:#0b62c4}
      @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa8b6;--line:#2b3947;--ground:#101a24;--paper:#16222e;--link:#6cb2ff}}
      *{box-sizing:border-box}
      body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.6 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
      header{background:var(--ground);border-bottom:1px solid var(--line);padding:12px 24px}
      nav{display:flex;flex-wrap:wrap;gap:4px 8px;color:var(--soft);font-size:13px}
      main{max-width:1120px;margin:0 auto;padding:20px 24px 48px}
      h1{font-size:24px;line-height:1.3;margin:4px 0 0;font-weight:600}
      h2{font-size:16px;margin:28px 0 8px;font-weight:600}
      a{color:var(--link);text-decoration:none}a:hover,a:focus{text-decoration:underline}
      p.about{color:var(--soft);margin:4px 0 16px}
      .scroll{overflow-x:auto;background:var(--ground);border:1px solid var(--line);border-radius:6px}
      table{border-collapse:collapse;width:100%;font-size:14px}
      th,td{text-align:left;padding:8px 12px;border-bottom:1px solid var(--line);vertical-align:top}
      tr:last-child td,tr:last-child th{border-bottom:0}
      thead th{color:var(--soft);font-weight:500;white-space:nowrap}
      td.id,td.number{font-variant-numeric:tabular-nums;white-space:nowrap}
      tbody th{width:34%;font-weight:500;color:var(--soft)}
      svg.map{display:block;width:100%;height:auto;max-height:420px;background:var(--ground);border:1px solid var(--line);border-radius:6px;margin:0 0 16px}
      svg.map .region{fill:none;stroke:var(--soft);stroke-opacity:.5;stroke-width:1}
      svg.map .area{fill:#2f81f7;fill-opacity:.22;stroke:#2f81f7;stroke-width:1.2}
      svg.map .line{fill:none;stroke:#2f81f7;stroke-width:2}
      svg.map .point{fill:#2f81f7;stroke:var(--ground);stroke-width:1}
      form{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:end;margin:0 0 16px}
      label{display:flex;flex-direction:column;font-size:12px;color:var(--soft);gap:2px;flex:1 1 180px}
      input,select{font:inherit;padding:7px 10px;border:1px solid var(--line);border-radius:6px;background:var(--ground);color:var(--ink);min-width:0;width:100%}
      button,.button{font:inherit;padding:7px 16px;border:1px solid var(--line);border-radius:6px;background:var(--ground);color:var(--link);cursor:pointer;display:inline-block}
      .pages{display:flex;gap:12px;align-items:center;margin:16px 0;color:var(--soft);font-size:14px}
      .empty{padding:28px;text-align:center;color:var(--soft)}
      code{font-family:ui-monospace,monospace;font-size:13px;overflow-wrap:anywhere}
      footer{color:var(--soft);font-size:13px;display:flex;flex-wrap:wrap;gap:4px 16px;margin-top:24px}
      @media(max-width:640px){main{padding:16px 12px 40px}header{padding:10px 12px}h1{font-size:20px}}
      """;

  private final StringBuilder text = new StringBuilder(8_192);

  /**
   * @param way titles and addresses of what lies above
   */
  Html(String title, Map<String, String> way) {
    raw("<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">");
    raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>");
    raw(escape(title))
        .raw("</title><style>")
        .raw(STYLE)
        .raw("</style></head><body><header><nav aria-label=\"路径 Path\">");
    way.forEach((name, address) -> link(name, address).raw("<span aria-hidden=\"true\">/</span>"));
    raw("</nav><h1>").raw(escape(title)).raw("</h1></header><main>");
  }

  private static String escape(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }

  /** Markup of ours. */
  Html raw(String markup) {
    text.append(markup);
    return this;
  }

  Html text(@Nullable Object shown) {
    return raw(shown == null ? "" : escape(shown.toString()));
  }

  Html about(String shown) {
    return raw("<p class=\"about\">").text(shown).raw("</p>");
  }

  Html heading(String shown) {
    return raw("<h2>").text(shown).raw("</h2>");
  }

  Html link(String shown, String address) {
    return raw("<a href=\"").text(address).raw("\">").text(shown).raw("</a>");
  }

  /** The documents that can be had as other forms, and others this one leads to. */
  Html links(List<Link> links) {
    raw("<footer>");
    for (Link link : links) {
      if (link.templated() == null && !link.rel().equals("self")) {
        link(link.title() == null ? link.rel() : link.title(), link.href());
      }
    }
    return raw("</footer>");
  }

  /** Names and values, one below the other. */
  Html facts(Map<String, @Nullable Object> facts) {
    raw("<div class=\"scroll\"><table><tbody>");
    facts.forEach(
        (name, value) ->
            raw("<tr><th scope=\"row\">")
                .text(name)
                .raw("</th><td>")
                .text(value)
                .raw("</td></tr>"));
    return raw("</tbody></table></div>");
  }

  byte[] end() {
    raw("</main></body></html>");
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
