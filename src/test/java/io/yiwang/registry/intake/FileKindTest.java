package io.yiwang.registry.intake;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileKindTest {
  @ParameterizedTest
  @EnumSource
  void everyColumnOfATemplateIsUnderstoodInBothLanguages(FileKind kind) {
    String[] columns = kind.columns.split(",", -1);
    String[] cells = kind.example.split(",", -1);
    assertThat(kind.chinese.split(",", -1)).hasSameSizeAs(columns);
    assertThat(cells).hasSameSizeAs(columns);
    for (boolean chinese : new boolean[] {true, false}) {
      String text = kind.template(chinese).substring(1);
      Row row =
          CsvReader.builder().ofNamedCsvRecord(text).stream()
              .map(record -> new Row(record, 1))
              .findFirst()
              .orElseThrow();
      for (int i = 0; i < columns.length; i++) {
        assertThat(row.text(columns[i])).as(columns[i]).isEqualTo(cells[i]);
      }
    }
  }
}
