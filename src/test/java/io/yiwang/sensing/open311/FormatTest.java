package io.yiwang.sensing.open311;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FormatTest {

  @Test
  void writesAListingOfOneAsAnArrayAndEmptyTextAsNull() {
    Node node =
        Node.Listing.of(
            "request", List.of(new Node.Fields().with("token", "a<b").empty("account_id")));

    assertThat(text(Format.XML, node))
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><service_requests><request>"
                + "<token>a&lt;b</token><account_id/></request></service_requests>");
    assertThat(text(Format.JSON, node)).isEqualTo("[{\"token\":\"a<b\",\"account_id\":null}]");
  }

  @Test
  void xmlAndJsonSayTheSameForAnyAnswer() {
    for (long seed = 1; seed <= 300; seed++) {
      Node node = requests(new Random(seed));
      assertThat(Spark.ofXml(text(Format.XML, node)))
          .as("seed " + seed)
          .isEqualTo(Spark.ofJson(text(Format.JSON, node)));
    }
  }

  private static Node requests(Random random) {
    var requests = new ArrayList<Node>();
    for (int i = random.nextInt(4); i > 0; i--) {
      var notes = new ArrayList<Node>();
      for (int j = random.nextInt(3); j > 0; j--) {
        notes.add(new Node.Fields().with("datetime", "2026").with("description", words(random)));
      }
      requests.add(
          new Node.Fields()
              .with("service_request_id", "" + random.nextInt(1_000))
              .with("description", words(random))
              .with("lat", random.nextDouble())
              .with("order", random.nextInt(5))
              .with("metadata", random.nextBoolean())
              .with("notes", Node.Listing.of("note", notes)));
    }
    return Node.Listing.of("request", requests);
  }

  /**
   * Text with everything that needs escaping; line ends are what XML itself rewrites, so only \n.
   */
  private static String words(Random random) {
    String letters = "ab 垃圾<>&\"'\n\t]]>😀\u0001\uFFFE";
    var words = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      words.appendCodePoint(letters.codePoints().skip(random.nextInt(20)).findFirst().orElse('x'));
    }
    return words.toString();
  }

  private static String text(Format format, Node node) {
    return new String(format.write("service_requests", node), StandardCharsets.UTF_8);
  }
}
