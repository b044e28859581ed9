package io.yiwang.citymap.tiles;

import io.yiwang.house.Problem;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The letters of the map as distance fields, 256 at a time: Latin, Greek and Cyrillic of DejaVu
 * Sans. Chinese is drawn by the browser with the fonts it has.
 */
@Component
class Glyphs {
  static final String REGULAR = "DejaVu Sans Condensed";

  private static final Map<String, String> FONTS =
      Map.of(
          REGULAR,
          "DejaVuSansCondensed",
          REGULAR + " Bold",
          "DejaVuSansCondensed-Bold",
          REGULAR + " Oblique",
          "DejaVuSansCondensed-Oblique");

  private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";
  private static final int SIZE = 24;
  private static final int BUFFER = 3;
  private static final int RANGE = 256;
  private static final int LAST = 0xFFFF;

  /** How far below the top of a line the renderer expects the baseline, as in its own glyphs. */
  private static final int TOP = 27;

  private final Map<String, Font> fonts = new ConcurrentHashMap<>();
  private final Map<String, byte[]> ranges = new ConcurrentHashMap<>();

  /**
   * @param stack names of fonts, separated by commas; the first we have is taken
   * @param first the first code of the range, a multiple of 256
   * @return Protocol Buffers as a map renderer reads them; without glyphs where the font has none
   */
  byte[] range(String stack, int first) {
    if (first < 0 || first % RANGE != 0 || first > LAST) {
      throw Problem.badField(
          "range", first, "must begin at a multiple of 256 below 65536", "Maybe 0-255.");
    }
    String name = REGULAR;
    for (String wanted : stack.split(",", -1)) {
      if (FONTS.containsKey(wanted.strip())) {
        name = wanted.strip();
        break;
      }
    }
    String font = name;
    return ranges.computeIfAbsent(font + "/" + first, key -> draw(font, first));
  }

  private byte[] draw(String name, int first) {
    Font font = fonts.computeIfAbsent(name, Glyphs::load);
    Sink stack = new Sink();
    stack.text(1, name);
    stack.text(2, first + "-" + (first + RANGE - 1));
    var context = new FontRenderContext(null, true, true);
    for (int code = first; code < first + RANGE; code++) {
      if (Character.isDefined(code) && !Character.isISOControl(code) && font.canDisplay(code)) {
        stack.message(3, glyph(font, context, code));
      }
    }
    Sink all = new Sink();
    all.message(1, stack);
    return all.toArray();
  }

  private static Sink glyph(Font font, FontRenderContext context, int code) {
    GlyphVector vector = font.createGlyphVector(context, Character.toString(code));
    Shape outline = vector.getOutline();
    Rectangle2D bounds = outline.getBounds2D();
    Sink glyph = new Sink();
    glyph.varintField(1, code);
    int left = (int) Math.floor(bounds.getMinX());
    int top = (int) Math.ceil(-bounds.getMinY());
    int width = bounds.isEmpty() ? 0 : (int) Math.ceil(bounds.getMaxX()) - left;
    int height = bounds.isEmpty() ? 0 : top + (int) Math.ceil(bounds.getMaxY());
    if (!bounds.isEmpty()) {
      glyph.bytesField(
          2,
          DistanceField.of(
              width + 2 * BUFFER,
              height + 2 * BUFFER,
              pen -> {
                pen.translate(BUFFER - left, BUFFER + top);
                pen.fill(outline);
              }));
    }
    glyph.varintField(3, width);
    glyph.varintField(4, height);
    signed(glyph, 5, bounds.isEmpty() ? 0 : left);
    signed(glyph, 6, bounds.isEmpty() ? 0 : top - TOP);
    glyph.varintField(7, Math.round(vector.getGlyphMetrics(0).getAdvanceX()));
    return glyph;
  }

  private static void signed(Sink glyph, int field, int value) {
    glyph.varint((long) field << 3);
    glyph.zigzag(value);
  }

  private static Font load(String name) {
    String file = FOLDER + FONTS.get(name) + ".ttf";
    try (InputStream in = Glyphs.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("There is no font " + file + ".");
      }
      return Font.createFont(Font.TRUETYPE_FONT, in).deriveFont((float) SIZE);
    } catch (IOException | FontFormatException e) {
      throw new IllegalStateException(file + " cannot be read.", e);
    }
  }
}
