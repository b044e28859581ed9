package io.yiwang.sensing.intake;

import io.yiwang.house.Problem;
import io.yiwang.sensing.RowProblem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the body of a request into rows, token by token: no tree, no reflection. A JSON array is
 * all or nothing as to its syntax; of NDJSON every line stands alone.
 */
final class ObservationReader {
  static final int MAX_ROWS = 10_000;
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final byte[] body;
  private final int length;
  private final RowReader row = new RowReader();

  ObservationReader(byte[] body, int length) {
    this.body = body;
    this.length = length;
  }

  /** Whether the body is one object rather than many. */
  boolean single() {
    int at = firstByte(0, length);
    return at < length && body[at] == '{';
  }

  /** The rows of a JSON array, or the one row of a JSON object. */
  List<ParsedRow> document() {
    var rows = new ArrayList<ParsedRow>();
    if (wide()) {
      throw badEncoding(0);
    }
    try (JsonParser json = parser(0, length)) {
      JsonToken first = json.nextToken();
      if (first == JsonToken.START_OBJECT) {
        rows.add(row.read(json, 0, 0));
      } else if (first == JsonToken.START_ARRAY) {
        array(json, rows);
      } else {
        throw malformed(0, "the body must be a JSON array of rows, or one row", 0);
      }
      if (json.nextToken() != null) {
        throw malformed(rows.size(), "there is more after the end", at(json));
      }
      return rows;
    } catch (JacksonException e) {
      throw broken(rows.size(), e);
    }
  }

  private void array(JsonParser json, List<ParsedRow> rows) {
    for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY; t = json.nextToken()) {
      if (t == null) {
        throw malformed(rows.size(), "the array does not end", length);
      }
      if (rows.size() == MAX_ROWS) {
        throw tooManyRows();
      }
      if (t == JsonToken.START_OBJECT) {
        rows.add(row.read(json, rows.size(), at(json) - 1));
      } else {
        RowProblem problem = RowProblems.notAnObject(rows.size(), String.valueOf(t));
        int from = at(json);
        json.skipChildren();
        rows.add(new ParsedRow(null, problem, null, null, from, at(json)));
      }
    }
  }

  /** The rows of NDJSON; blank lines are no rows. */
  List<ParsedRow> lines() {
    var rows = new ArrayList<ParsedRow>();
    int from = 0;
    while (from < length) {
      int to = from;
      while (to < length && body[to] != '\n') {
        to++;
      }
      int start = firstByte(from, to);
      if (start < to) {
        if (rows.size() == MAX_ROWS) {
          throw tooManyRows();
        }
        rows.add(line(rows.size(), start, to));
      }
      from = to + 1;
    }
    return rows;
  }

  private ParsedRow line(int number, int from, int to) {
    try (JsonParser json = parser(from, to - from)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return bad(RowProblems.notAnObject(number, text(from, to)), from, to);
      }
      ParsedRow read = row.read(json, number, from);
      if (json.nextToken() != null) {
        return bad(
            RowProblems.malformedJson(number, "there is more after the end", text(from, to)),
            from,
            to);
      }
      return new ParsedRow(read.draft(), read.problem(), read.key(), read.source(), from, to);
    } catch (JacksonException e) {
      RowProblem problem =
          utf8(from, to)
              ? RowProblems.malformedJson(number, firstLine(e), text(from, to))
              : RowProblems.badEncoding(number);
      return bad(problem, from, to);
    }
  }

  /** What the source sent for this row, bounded. */
  String raw(ParsedRow parsed, int chars) {
    int to = Math.min(parsed.rawTo(), parsed.rawFrom() + chars * 3);
    return RowProblems.bounded(
        new String(
                body, parsed.rawFrom(), Math.max(0, to - parsed.rawFrom()), StandardCharsets.UTF_8)
            .replace('\0', ' '),
        chars);
  }

  private static ParsedRow bad(RowProblem problem, int from, int to) {
    return new ParsedRow(null, problem, null, null, from, to);
  }

  private Problem broken(int row, JacksonException e) {
    int at = e.getLocation() == null ? 0 : (int) Math.max(0, e.getLocation().getByteOffset());
    return utf8(0, length) ? malformed(row, firstLine(e), at) : badEncoding(row);
  }

  private Problem malformed(int row, String what, int at) {
    String near = text(Math.max(0, at - 30), Math.min(length, at + 10));
    RowProblem problem = RowProblems.malformedJson(row, what, near);
    return new Problem(
        HttpStatus.BAD_REQUEST,
        problem.type(),
        problem.detail(),
        problem.field(),
        problem.value(),
        problem.advice());
  }

  private static Problem badEncoding(int row) {
    RowProblem problem = RowProblems.badEncoding(row);
    return new Problem(
        HttpStatus.BAD_REQUEST, problem.type(), problem.detail(), "row", row, problem.advice());
  }

  private static Problem tooManyRows() {
    return new Problem(
        HttpStatus.CONTENT_TOO_LARGE,
        "too-many-rows",
        "rows must be at most " + MAX_ROWS + " a request.",
        "rows",
        ">" + MAX_ROWS,
        "Maybe send the rows in several requests; 1,000 a request is a good size.");
  }

  private JsonParser parser(int from, int count) {
    return JSON.createParser(ObjectReadContext.empty(), body, from, count);
  }

  private static int at(JsonParser json) {
    return (int) Math.max(0, json.currentLocation().getByteOffset());
  }

  private int firstByte(int from, int to) {
    int at = from;
    if (at == 0 && to >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB) {
      at = 3;
    }
    while (at < to && body[at] <= ' ' && body[at] >= 0) {
      at++;
    }
    return at;
  }

  private String text(int from, int to) {
    return new String(body, from, Math.min(to - from, 600), StandardCharsets.UTF_8);
  }

  /** Whether it is UTF-16 or UTF-32, which the parser would read and nobody else could show. */
  private boolean wide() {
    for (int at = 0; at < Math.min(4, length); at++) {
      if (body[at] == 0 || body[at] == (byte) 0xFE || body[at] == (byte) 0xFF) {
        return true;
      }
    }
    return false;
  }

  private boolean utf8(int from, int to) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body, from, to - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static String firstLine(JacksonException e) {
    String message = e.getOriginalMessage();
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }
}
