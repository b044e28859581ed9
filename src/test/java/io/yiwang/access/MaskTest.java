package io.yiwang.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each profile with exact values. */
class MaskTest {
  @ParameterizedTest
  @CsvSource({
    "NAME, 王伟, 王*",
    "NAME, 王建国, 王**",
    "NAME, 欧阳建国, 欧***",
    "NAME, 王, *",
    "NAME, 𠮷野家, 𠮷**",
    "NAME, Wang Wei, W*******",
    "CITIZEN_NUMBER, 11010519491231002X, 1***************2X",
    "CITIZEN_NUMBER, 310101199003070019, 3***************19",
    "CITIZEN_NUMBER, 123, ***",
    "PHONE, 13812345678, 138****5678",
    "PHONE, 12345678, ********",
    "PHONE, 110, ***",
    "LANDLINE, 02152345679, 0215*****79",
    "LANDLINE, 110, ***",
    "ADDRESS, 上海市长宁区江苏路街道愚园路1088弄5号202室, 上海市长宁区江苏路街道***",
    "ADDRESS, 长宁区愚园路1088弄5号, 长宁区***",
    "ADDRESS, 上海市静安区镇宁路300号, 上海市静安区***",
    "ADDRESS, 嘉定区安亭镇墨玉路10号, 嘉定区安亭镇***",
    "ADDRESS, 浦东新区花木街道锦绣路1号, 浦东新区花木街道***",
    "ADDRESS, 江苏路小区5号202室, ***",
    "ADDRESS, 南京路1号, ***",
    "ADDRESS, '1088 Yuyuan Rd', ***",
    "EMAIL, duandazhi@example.com, d********@example.com",
    "EMAIL, d@example.com, *@example.com",
    "EMAIL, nonsense, ***",
    "PLATE, 苏D40000, 苏D4***0",
    "PLATE, 陕A12345D, 陕A1****D",
    "PLATE, 123, ***",
    "BANK_CARD, 11011111222233333256, 1101 **** **** **** 3256",
    "BANK_CARD, 6227 0000 1234 5678 123, 6227 **** **** **** 123",
    "BANK_CARD, 12345678, ***",
  })
  void showsNoMoreThanItsProfileSays(Mask mask, String value, String shown) {
    assertThat(mask.apply(value)).isEqualTo(shown);
  }
}
