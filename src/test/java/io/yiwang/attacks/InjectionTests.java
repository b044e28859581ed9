package io.yiwang.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import de.siegmar.fastcsv.reader.CsvReader;
import io.yiwang.PlatformTest;
import io.yiwang.access.Duty;
import io.yiwang.access.People;
import io.yiwang.attacks.Attacker.Reply;
import io.yiwang.attacks.Operation.Parameter;
import io.yiwang.cases.arrivals.Opener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.logback.WhitespaceThrowableProxyConverter;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Text that wants to be a command: to the database, the log, the spreadsheet or a template, in
 * every parameter and every field that the API's own description names.
 */
@PlatformTest
@ExtendWith(OutputCaptureExtension.class)
class InjectionTests {
  private static final String COMMANDS =
      "' or '1'='1'; select pg_sleep(4);-- \" \\ ${jndi:ldap://127.0.0.1:9/a} {{7*7}} #{7*7}"
          + " <script>alert(1)</script>";
  private static final String LINES = "x\r\n2026-01-01T00:00:00.000Z FORGED entry \u001b[31m";
  private static final String NOTHING = "a\u0000b";
  private static final List<String> TEXTS = List.of(COMMANDS, LINES, NOTHING, "%", "\u202e🀄");
  private static final List<String> NUMBERS =
      List.of("1;select 1", "99999999999999999999", "-9223372036854775808", "NaN", "1e309", "");

  /** Less than the sleep that {@link #COMMANDS} would be. */
  private static final Duration SLOW = Duration.ofSeconds(3);

  /** What an answer must not tell about the inside. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "org\\.postgresql|PSQLException|SQLSTATE|syntax error at|jdbc:|\\bat io\\.yiwang\\.");

  /** Operations that would change what other tests rest on, whoever asks. */
  private static final Set<String> LEFT_ALONE =
      Set.of(
          "POST /api/v1/observations", // its fields: RowChecks, and the report form below
          "POST /api/v1/admin/retention/holds",
          "DELETE /api/v1/session",
          "DELETE /api/v1/me/sessions",
          "POST /api/v1/me/password");

  @LocalServerPort int port;
  @Autowired ApplicationContext context;
  @Autowired JdbcTemplate jdbc;
  @Autowired People people;

  private Cast cast;
  private final List<String> broken = new ArrayList<>();
  private int tried;

  @BeforeEach
  void come() {
    cast = new Cast(context, port, "attack.here");
  }

  /** All tests come from one address, which must not stay locked. */
  @AfterEach
  void forgive() {
    jdbc.update("delete from access.sign_in_attempt");
  }

  @Test
  void noParameterIsACommand(CapturedOutput output) {
    Set<String> operations = new TreeSet<>();
    for (Operation operation : attackable()) {
      Attacker attacker = cast.best(operation, operation.at("0"), body(operation));
      for (Parameter parameter : operation.parameters()) {
        for (String text : parameter.text() ? TEXTS : NUMBERS) {
          String address = operation.with(parameter, text);
          look(
              operation + " " + parameter.name() + "=" + text,
              () -> attacker.json(operation.method(), address, body(operation)));
          operations.add(operation.toString());
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(tried).isGreaterThan(500);
    assertThat(operations).hasSizeGreaterThan(70);
    assertNothingForged(output);
  }

  @Test
  void noFieldOfABodyIsACommand(CapturedOutput output) {
    int bodies = 0;
    for (Operation operation : attackable()) {
      JsonNode example = operation.body();
      if (example == null) {
        continue;
      }
      bodies++;
      Attacker attacker = cast.best(operation, operation.at("0"), "{}");
      for (JsonNode changed : variants(example)) {
        look(
            operation + " " + changed,
            () -> attacker.json(operation.method(), operation.at("0"), changed.toString()));
      }
    }
    assertThat(broken).isEmpty();
    assertThat(bodies).isGreaterThan(15);
    assertNothingForged(output);
  }

  /** A wildcard finds no more than any other word that nobody wrote. */
  @Test
  void aWildcardIsAWord() {
    List<String> compared = new ArrayList<>();
    for (Operation operation : attackable()) {
      if (operation.writes()) {
        continue;
      }
      Attacker attacker = cast.best(operation, operation.at("0"), "");
      for (Parameter parameter : operation.parameters()) {
        Reply plain = attacker.get(operation.with(parameter, "zqxjkvwqz"));
        boolean word = parameter.text() && !parameter.name().equals("after"); // a place in an order
        if (word && !parameter.inPath() && plain.status() == 200) {
          for (String wildcard : List.of("%_%", "%%%", "_%_%_")) {
            Reply wild = attacker.get(operation.with(parameter, wildcard));
            String what = operation + " " + parameter.name() + "=" + wildcard;
            assertThat(found(wild)).as(what).isEqualTo(found(plain));
          }
          compared.add(operation + " " + parameter.name());
        }
      }
    }
    assertThat(compared)
        .hasSizeGreaterThan(10)
        .contains("GET /api/v1/cases q", "GET /api/v1/admin/people q");
  }

  @Test
  void noExportHoldsAFormula() {
    long id = new Opener(context).open().id();
    jdbc.update(
        "update cases.case_file set region_path = 'attack.here', description = ?, address = ?"
            + " where id = ?",
        "=HYPERLINK(\"http://127.0.0.1/?\"&A1,\"x\")",
        " ＝cmd|'/c calc'!A1",
        id);
    Attacker auditor = Attacker.of(port, people, Duty.AUDITOR, "@SUM(1)", "");
    auditor.get("/api/v1/audit/entries?purpose=" + Operation.encoded("=1+1"));
    List<String> exports = new ArrayList<>();
    for (Operation operation : Operation.all(port)) {
      if (!operation.path().endsWith(".csv") || operation.path().contains("{")) {
        continue;
      }
      Reply reply = cast.best(operation, operation.path(), "").get(operation.path());
      assertThat(reply.status()).as(operation.toString()).isEqualTo(200);
      assertThat(reply.header("Content-Disposition")).startsWith("attachment; filename=\"");
      CsvReader.builder()
          .ofCsvRecord(reply.text().substring(1))
          .forEach(
              row ->
                  assertThat(row.getFields())
                      .as(operation.toString())
                      .noneMatch(cell -> cell.strip().matches("(?s)[=+@＝＋－＠].*|-[^0-9].*")));
      exports.add(operation.path());
    }
    assertThat(exports).isNotEmpty();
  }

  /** The names of accounts, the browser's name and addresses come into the log. */
  @Test
  void noTextForgesALineOfTheLog(CapturedOutput output) {
    Attacker nobody = Attacker.nobody(port);
    nobody.json(
        "POST",
        "/api/v1/session",
        "{\"login\":\"x\\r"
            + "\\n"
            + "2026-01-01T00:00:00.000Z FORGED entry \\u001b[31m\",\"password\":\"x\"}",
        "User-Agent",
        "x %0d%0a2026-01-01T00:00:00.000Z FORGED entry");
    nobody.get("/api/v1/cases%0d%0a2026-01-01T00:00:00.000Z%20FORGED%20entry");
    Attacker resident = Attacker.of(port, people, Duty.RESIDENT, "", "attack.here");
    resident.get("/api/v1/admin/people/%0d%0a2026-01-01T00:00:00.000Z%20FORGED%20entry");
    org.slf4j.LoggerFactory.getLogger("io.yiwang.attacks")
        .error("quoting {}", LINES, new IllegalStateException(LINES));
    assertThat(output.getOut()).contains("quoting x··2026-01-01");
    assertNothingForged(output);
  }

  /** The pattern of production, since tests have one of their own. */
  @Test
  void aLineOfProductionsLogIsNotForgedEither() {
    var log =
        (ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("io.yiwang.attacks");
    var layout = new PatternLayout();
    layout.setContext(log.getLoggerContext());
    layout.getInstanceConverterMap().put("wEx", WhitespaceThrowableProxyConverter::new);
    layout.setPattern(context.getEnvironment().getProperty("logging.pattern.console"));
    layout.start();
    var event =
        new LoggingEvent(
            "x", log, Level.WARN, "quoting " + LINES, new IllegalStateException(LINES), null);
    String line = layout.doLayout(event);
    assertThat(line).contains("quoting x··2026-01-01").contains("IllegalStateException");
    assertThat(line.lines().skip(1)).noneMatch(l -> l.startsWith("2026-01-01T")).isNotEmpty();
    assertThat(line.lines().toList().getFirst()).matches("\\d{4}-\\d\\d-\\d\\dT.*");
    assertThat(line).doesNotContain("\u001b");
  }

  private static void assertNothingForged(CapturedOutput output) {
    assertThat(output.getOut().lines())
        .noneMatch(line -> line.startsWith("2026-01-01T00:00:00.000Z"))
        .noneMatch(line -> line.indexOf(0x1b) >= 0);
  }

  private List<Operation> attackable() {
    return Operation.all(port).stream().filter(o -> !LEFT_ALONE.contains(o.toString())).toList();
  }

  private static String body(Operation operation) {
    return operation.writes() ? "{}" : "";
  }

  private void look(String what, Supplier<Reply> request) {
    tried++;
    Reply reply = request.get();
    boolean slow = reply.took().compareTo(SLOW) > 0;
    if (reply.status() >= 500) {
      broken.add(what + ": " + reply.status());
    } else if (INSIDE.matcher(reply.text()).find()) {
      broken.add(what + ": tells " + reply.text());
    } else if (slow && request.get().took().compareTo(SLOW) > 0) {
      broken.add(what + ": slept"); // once may be a busy machine, twice is the command
    }
  }

  /** How much an answer holds: its total, or the length of its list. */
  private static String found(Reply reply) {
    if (reply.status() != 200 || !reply.header("Content-Type").contains("json")) {
      return reply.status() + " " + (reply.status() == 200 ? reply.text().lines().count() : "");
    }
    JsonNode json = reply.json();
    JsonNode items = json.isArray() ? json : json.path("items");
    return "200 " + items.size() + " of " + json.path("total").asString("");
  }

  /** The body with one leaf replaced at a time. */
  private static List<JsonNode> variants(JsonNode example) {
    List<JsonNode> variants = new ArrayList<>();
    List<String> leaves = new ArrayList<>();
    leaves(example, "", leaves);
    for (String leaf : leaves) {
      for (JsonNode value : values(example.at(leaf))) {
        JsonNode copy = example.deepCopy();
        int slash = leaf.lastIndexOf('/');
        String name = leaf.substring(slash + 1);
        switch (copy.at(leaf.substring(0, slash))) {
          case ObjectNode object -> object.set(name, value);
          case ArrayNode array -> array.set(Integer.parseInt(name), value);
          default -> throw new IllegalStateException(leaf);
        }
        variants.add(copy);
      }
    }
    return variants;
  }

  private static List<JsonNode> values(JsonNode leaf) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    List<JsonNode> values = new ArrayList<>();
    if (leaf.isString()) {
      TEXTS.forEach(text -> values.add(make.stringNode(text)));
      values.add(make.numberNode(Long.MAX_VALUE));
      values.add(make.objectNode().put("$ne", ""));
    } else {
      values.add(make.stringNode(COMMANDS));
      values.add(make.numberNode(new java.math.BigInteger("9".repeat(60))));
      values.add(make.numberNode(-1));
      values.add(make.arrayNode().add(make.arrayNode()));
    }
    return values;
  }

  private static void leaves(JsonNode node, String at, List<String> leaves) {
    if (node.isObject()) {
      node.properties().forEach(e -> leaves(e.getValue(), at + "/" + e.getKey(), leaves));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        leaves(node.get(i), at + "/" + i, leaves);
      }
    } else if (!at.isEmpty()) {
      leaves.add(at);
    }
  }
}
