package io.yiwang.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1", "+1", "-1+1", "-a", "@A1", "\t=1", "\r=1", "\n1", "  =1+1", "　=1+1", "＝1+1", "＋1",
        "－1", "＠A1"
      })
  void whatASpreadsheetWouldCalculateBecomesText(String cell) {
    assertThat(Sheet.safe(cell)).isEqualTo("'" + cell);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "愚园路 1088 号", "1+1", "a=b", "'=1", "N51H263115", "-12.5"})
  void otherTextStaysAsItIs(String cell) {
    assertThat(Sheet.safe(cell)).isEqualTo(cell);
  }

  @Test
  void everyRowIsMarkedAndCounted() throws IOException {
    var out = new ByteArrayOutputStream();
    try (Sheet sheet = new Sheet(out, "export:7 张三(zhang) 2026-11-24T01:00:00Z", true)) {
      sheet.head(List.of("编号"));
      sheet.row("a");
      sheet.row((Object) null);
      assertThat(sheet.rows()).isEqualTo(2);
    }
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "\uFEFF编号,水印",
            "a,export:7 张三(zhang) 2026-11-24T01:00:00Z",
            ",export:7 张三(zhang) 2026-11-24T01:00:00Z");
  }
}
