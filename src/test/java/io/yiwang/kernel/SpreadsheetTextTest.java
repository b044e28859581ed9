package io.yiwang.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "  =1+1", "　=1+1", "＝1+1", "＋1", "－1", "＠A1"
      })
  void whatASpreadsheetWouldCalculateBecomesText(String cell) {
    assertThat(SpreadsheetText.safe(cell)).isEqualTo("'" + cell);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "愚园路 1088 号", "1+1", "a=b", "'=1", "N51H263115"})
  void otherTextStaysAsItIs(String cell) {
    assertThat(SpreadsheetText.safe(cell)).isEqualTo(cell);
  }
}
