package io.yiwang.sensing.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.MatterClass;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearClassesTest {
  private final NearClasses near = new NearClasses(Catalogue.bundled());

  @Test
  void namesTheClassOneKeystrokeAway() {
    assertThat(codes("6010")).contains("06010");
    assertThat(codes("060l0")).startsWith("06010");
  }

  @Test
  void understandsANameInPlaceOfACode() {
    assertThat(codes("暴露垃圾")).startsWith("06010");
  }

  @Test
  void hasNoAdviceForWhatIsNothingLikeAClass() {
    assertThat(codes("zzzzzzzzzzzz")).isEmpty();
    assertThat(codes("x".repeat(5_000))).isEmpty();
  }

  private List<String> codes(String code) {
    return near.find(code).stream().map(MatterClass::code).toList();
  }
}
