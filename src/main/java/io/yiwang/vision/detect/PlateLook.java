package io.yiwang.vision.detect;

import io.yiwang.vision.Box;
import io.yiwang.vision.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what looks like a number plate: a small flat rectangle of one of the colours plates have
 * (GA 36: blue, yellow, green, white) with writing on it. Signs and windows may look so too; better
 * blurred than not.
 */
final class PlateLook {
  private static final byte BLUE = 1;
  private static final byte YELLOW = 2;
  private static final byte GREEN = 4;
  private static final byte WHITE = 8;
  private static final int LEAST_WIDTH = 9;
  private static final int MOST_WIDTH = 200;
  private static final int LEAST_HEIGHT = 3;
  private static final double LEAST_SLIM = 1.5;
  private static final double MOST_SLIM = 7;
  private static final double LEAST_FILL = 0.4;
  private static final int WRITING = 9;
  private static final int CONTRAST = 40;

  private PlateLook() {}

  static List<Box> find(Frame frame) {
    var small = new Small(frame.width(), frame.height());
    small.fill(frame);
    byte[] colours = new byte[small.luma.length];
    for (int p = 0; p < colours.length; p++) {
      colours[p] = colour(small.luma[p] & 0xFF, small.blue[p], small.red[p]);
    }
    List<Box> boxes = new ArrayList<>();
    for (byte colour : new byte[] {BLUE, YELLOW, GREEN, WHITE}) {
      for (Blob blob :
          Blob.find(
              colours, small.width, small.height, colour, 0, LEAST_WIDTH * LEAST_HEIGHT / 2)) {
        if (plate(small, blob)) {
          double f = small.factor;
          boxes.add(new Box(blob.left() * f, blob.top() * f, blob.width() * f, blob.height() * f));
        }
      }
    }
    return boxes;
  }

  private static byte colour(int luma, int blue, int red) {
    if (blue > 16 && red < -6) {
      return BLUE;
    }
    if (blue < -18 && red > 2) {
      return YELLOW;
    }
    if (red < -9 && blue < 6) {
      return GREEN;
    }
    return luma > 140 && Math.abs(blue) < 8 && Math.abs(red) < 8 ? WHITE : 0;
  }

  private static boolean plate(Small small, Blob blob) {
    double slim = (double) blob.width() / blob.height();
    return blob.width() >= LEAST_WIDTH
        && blob.width() <= MOST_WIDTH
        && blob.height() >= LEAST_HEIGHT
        && slim >= LEAST_SLIM
        && slim <= MOST_SLIM
        && blob.fill() >= LEAST_FILL
        && written(small, blob);
  }

  /** Many steps along the rows and both dark and bright: letters. */
  private static boolean written(Small small, Blob blob) {
    int darkest = 255;
    int brightest = 0;
    long steps = 0;
    for (int y = blob.top(); y <= blob.bottom(); y++) {
      for (int x = blob.left(); x < blob.right(); x++) {
        int here = small.luma[y * small.width + x] & 0xFF;
        steps += Math.abs((small.luma[y * small.width + x + 1] & 0xFF) - here);
        darkest = Math.min(darkest, here);
        brightest = Math.max(brightest, here);
      }
    }
    return brightest - darkest > CONTRAST
        && steps > (long) WRITING * blob.height() * Math.max(1, blob.width() - 1);
  }
}
