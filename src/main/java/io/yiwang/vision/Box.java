package io.yiwang.vision;

/** Corner, width and height in pixels of the frame. */
public record Box(double x, double y, double width, double height) {
  public Box {
    if (!(width >= 0) || !(height >= 0) || !Double.isFinite(x + y + width + height)) {
      throw new IllegalArgumentException(
          "width (%s) and height (%s) of a box must not be negative.".formatted(width, height));
    }
  }

  public double right() {
    return x + width;
  }

  public double bottom() {
    return y + height;
  }

  public double centreX() {
    return x + width / 2;
  }

  public double centreY() {
    return y + height / 2;
  }

  public double area() {
    return width * height;
  }

  /** The area both share, in square pixels. */
  public double overlap(Box other) {
    double across = Math.min(right(), other.right()) - Math.max(x, other.x);
    double down = Math.min(bottom(), other.bottom()) - Math.max(y, other.y);
    return across <= 0 || down <= 0 ? 0 : across * down;
  }

  /** Intersection over union: 1 for the same box, 0 for boxes apart. */
  public double iou(Box other) {
    double shared = overlap(other);
    return shared == 0 ? 0 : shared / (area() + other.area() - shared);
  }

  /** The part of this box that lies in a picture of this size. */
  public Box within(int pictureWidth, int pictureHeight) {
    double left = Math.clamp(x, 0, pictureWidth);
    double top = Math.clamp(y, 0, pictureHeight);
    return new Box(
        left,
        top,
        Math.clamp(right(), 0, pictureWidth) - left,
        Math.clamp(bottom(), 0, pictureHeight) - top);
  }

  /** The same box with a margin on each side, in parts of its own width and height. */
  public Box grown(double across, double down) {
    return new Box(
        x - width * across, y - height * down, width * (1 + 2 * across), height * (1 + 2 * down));
  }
}
