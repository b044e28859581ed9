package io.yiwang.citymap.tiles;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import io.yiwang.citymap.components.Layer;
import io.yiwang.citymap.components.Layers;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The icons of the layers in one sheet, drawn from {@code map/icons/<layer>.svg}: distance fields,
 * so that the style gives them their colour. A layer without a file has the icon {@code dot}.
 */
@Component
class Icons {
  private static final String DOT = "dot";
  private static final int SIZE = 24;
  private static final int MARGIN = 3;
  private static final int COLUMNS = 8;

  private final List<String> names;
  private final Map<Integer, byte[]> sheets = new ConcurrentHashMap<>();

  Icons(Layers layers) {
    List<String> found = new ArrayList<>(List.of(DOT));
    for (Layer layer : layers.list()) {
      if (file(layer.id()) != null) {
        found.add(layer.id());
      }
    }
    names = List.copyOf(found);
  }

  /** The icon of a layer. */
  String of(String layerId) {
    return names.contains(layerId) ? layerId : DOT;
  }

  List<String> names() {
    return names;
  }

  private static int side(int ratio) {
    return (SIZE + 2 * MARGIN) * ratio;
  }

  /** Where each icon is on the sheet. */
  Map<String, Map<String, Object>> index(int ratio) {
    int side = side(ratio);
    Map<String, Map<String, Object>> index = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      index.put(
          names.get(i),
          Map.of(
              "x",
              i % COLUMNS * side,
              "y",
              i / COLUMNS * side,
              "width",
              side,
              "height",
              side,
              "pixelRatio",
              ratio,
              "sdf",
              true));
    }
    return index;
  }

  /** The sheet as PNG. */
  byte[] sheet(int ratio) {
    return sheets.computeIfAbsent(ratio, this::draw);
  }

  private byte[] draw(int ratio) {
    int side = side(ratio);
    int rows = (names.size() + COLUMNS - 1) / COLUMNS;
    var sheet = new BufferedImage(COLUMNS * side, rows * side, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < names.size(); i++) {
      byte[] field = field(names.get(i), ratio);
      for (int p = 0; p < field.length; p++) {
        sheet.setRGB(
            i % COLUMNS * side + p % side, i / COLUMNS * side + p / side, (field[p] & 0xFF) << 24);
      }
    }
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(sheet, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] field(String name, int ratio) {
    int side = side(ratio);
    SVGDocument svg =
        Objects.requireNonNull(new SVGLoader().load(Objects.requireNonNull(file(name))));
    float margin = (float) MARGIN * ratio;
    float size = (float) SIZE * ratio;
    return DistanceField.of(
        side, side, pen -> svg.render(null, pen, new ViewBox(margin, margin, size, size)));
  }

  private static @Nullable URL file(String name) {
    return Icons.class.getResource("/map/icons/" + name + ".svg");
  }
}
