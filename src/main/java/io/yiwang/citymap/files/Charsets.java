package io.yiwang.citymap.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/**
 * Which encoding text has, by its bytes: a mark, strict UTF-8, or the double bytes of Chinese and
 * Korean. Hangul of KS X 1001 begins with B0 to C8, where Chinese text uses all of B0 to F7; only
 * Big5 has second bytes below 80 in ordinary text.
 */
final class Charsets {
  static final Charset GB18030 = Charset.forName("GB18030");
  private static final Charset KOREAN = Charset.forName("x-windows-949");
  private static final Charset BIG5 = Charset.forName("Big5");
  private static final double MOSTLY = 0.9;
  private static final double OFTEN = 0.1;

  private Charsets() {}

  static Charset named(String name) {
    try {
      return switch (name.strip().toUpperCase(java.util.Locale.ROOT)) {
        case "UTF8", "65001" -> StandardCharsets.UTF_8;
        case "GBK", "GB2312", "CP936", "936" -> GB18030;
        case "EUC-KR", "CP949", "949", "KSC5601" -> KOREAN;
        case "950", "CP950" -> BIG5;
        case "88591" -> StandardCharsets.ISO_8859_1;
        default -> Charset.forName(name.strip());
      };
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new FileFault(
          "The encoding (" + name + ") is not known.", "Maybe write UTF-8, GB18030 or EUC-KR.");
    }
  }

  /** Of the bytes a stream begins with; its end may be in the middle of a character. */
  static Charset of(byte[] sample) {
    if (startsWith(sample, 0xEF, 0xBB, 0xBF)) {
      return StandardCharsets.UTF_8;
    }
    if (startsWith(sample, 0xFF, 0xFE)) {
      return StandardCharsets.UTF_16LE;
    }
    if (startsWith(sample, 0xFE, 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    return decodes(sample, StandardCharsets.UTF_8) ? StandardCharsets.UTF_8 : doubleBytes(sample);
  }

  private static Charset doubleBytes(byte[] sample) {
    int pairs = 0;
    int hangul = 0;
    int lowSecond = 0;
    for (int i = 0; i + 1 < sample.length; i++) {
      int first = sample[i] & 0xFF;
      if (first < 0x81) {
        continue;
      }
      int second = sample[++i] & 0xFF;
      pairs++;
      if (first >= 0xB0 && first <= 0xC8 && second >= 0xA1) {
        hangul++;
      }
      if (second >= 0x40 && second < 0x7F) {
        lowSecond++;
      }
    }
    if (pairs == 0) {
      return StandardCharsets.ISO_8859_1;
    }
    if (hangul > pairs * MOSTLY && decodes(sample, KOREAN)) {
      return KOREAN;
    }
    if (lowSecond > pairs * OFTEN && decodes(sample, BIG5)) {
      return BIG5;
    }
    return decodes(sample, GB18030) ? GB18030 : StandardCharsets.ISO_8859_1;
  }

  private static boolean startsWith(byte[] sample, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (sample.length <= i || (sample[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean decodes(byte[] sample, Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer out = CharBuffer.allocate(sample.length + 1);
    return !decoder.decode(ByteBuffer.wrap(sample), out, false).isError();
  }

  /** Reads on after the mark, if there is one. */
  static void skipMark(InputStream in, Charset charset) throws IOException {
    in.mark(3);
    byte[] first = in.readNBytes(3);
    in.reset();
    if (charset.equals(StandardCharsets.UTF_8) && startsWith(first, 0xEF, 0xBB, 0xBF)) {
      in.skipNBytes(3);
    } else if (startsWith(first, 0xFF, 0xFE) || startsWith(first, 0xFE, 0xFF)) {
      in.skipNBytes(charset.equals(StandardCharsets.UTF_8) ? 0 : 2);
    }
  }
}
