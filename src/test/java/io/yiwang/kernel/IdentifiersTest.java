package io.yiwang.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Check digits of people, companies and telephones (GB 11643, GB 32100, GB 11714). */
class IdentifiersTest {

  @ParameterizedTest
  @CsvSource({
    "11010519491231002X, 1949-12-31, FEMALE, 110105",
    "440524188001010014, 1880-01-01, MALE, 440524",
    "310101199003070000, 1990-03-07, FEMALE, 310101",
    "310101199003070019, 1990-03-07, MALE, 310101",
    "310101199003070027, 1990-03-07, FEMALE, 310101",
    "11010519491231002x, 1949-12-31, FEMALE, 110105"
  })
  void readsCitizenNumbers(String text, LocalDate birth, Sex sex, String division) {
    CitizenNumber number = CitizenNumber.parse(" " + text + " ");
    assertThat(number.birth()).isEqualTo(birth);
    assertThat(number.sex()).isEqualTo(sex);
    assertThat(number.division()).isEqualTo(division);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "110105194912310021", // check digit
        "11010519491331002X", // month 13
        "11010519490229002X", // no leap year
        "1101051949123100", // short
        "01010519491231002X", // no such division
        "11010519491231002Y"
      })
  void refusesWrongCitizenNumbersWithoutPrintingThem(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CitizenNumber.parse(text))
        .withMessageContaining("citizen number (" + text.charAt(0) + "***")
        .withMessageNotContaining(text.substring(1, 14));
  }

  @Test
  void findsEveryMistypedAndSwappedDigitOfACitizenNumber() {
    String right = "310101199003070019";
    for (int i = 0; i < 18; i++) {
      for (char c = '0'; c <= '9'; c++) {
        if (c != right.charAt(i)) {
          refusesWrongCitizenNumbersWithoutPrintingThem(
              right.substring(0, i) + c + right.substring(i + 1));
        }
      }
    }
    refusesWrongCitizenNumbersWithoutPrintingThem("310101199003070091");
  }

  @Test
  void makesACitizenNumberOfItsParts() {
    assertThat(CitizenNumber.of(310101, LocalDate.of(1990, 3, 7), 1).text())
        .isEqualTo("310101199003070019");
    assertThat(CitizenNumber.of(110105, LocalDate.of(1949, 12, 31), 2).text())
        .isEqualTo("11010519491231002X");
  }

  @Test
  void printsAnIdentifierMaskedOnly() {
    assertThat(CitizenNumber.parse("11010519491231002X")).hasToString("1***************2X");
    assertThat(MobileNumber.parse("13812345678")).hasToString("138****5678");
    assertThat(CreditCode.parse("91350100M000100Y43")).hasToString("91**************43");
  }

  @ParameterizedTest
  @ValueSource(strings = {"13812345678", "+86 138-1234-5678", "8613812345678", "0086 13812345678"})
  void readsMobileNumbersAsPeopleWriteThem(String text) {
    assertThat(MobileNumber.parse(text).text()).isEqualTo("13812345678");
  }

  @ParameterizedTest
  @ValueSource(strings = {"12812345678", "1381234567", "138123456789", "021-62511111", ""})
  void refusesOtherNumbers(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MobileNumber.parse(text))
        .withMessageContaining("11 digits");
  }

  @ParameterizedTest
  @CsvSource({
    "9144030071526726XG, 71526726X",
    "91330100799655058B, 799655058",
    "914403001922038216, 192203821",
    "91110108551385082Q, 551385082",
    "91350100M000100Y43, M000100Y4"
  })
  void readsCreditCodes(String text, String organisation) {
    CreditCode code = CreditCode.parse(text.toLowerCase(java.util.Locale.ROOT));
    assertThat(code.text()).isEqualTo(text);
    assertThat(code.organisationCode()).isEqualTo(organisation);
    assertThat(CreditCode.of(text.substring(0, 2), code.division(), text.substring(8, 16)))
        .isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "91350100M000100Y44, wrong check character",
    "91350100M000100Y33, organisation code",
    "9135010OM000100Y43, place 8",
    "91350100I000100Y43, I O S V Z",
    "91350100M000100Y4, 18 characters"
  })
  void refusesWrongCreditCodes(String text, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CreditCode.parse(text))
        .withMessageContaining(why);
  }
}
