package io.yiwang.demo.life;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Drawn pictures as files. */
public final class Jpeg {
  private Jpeg() {}

  /**
   * @param quality 0 to 1
   */
  public static byte[] of(BufferedImage image, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam wish = writer.getDefaultWriteParam();
    wish.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    wish.setCompressionQuality(quality);
    var bytes = new ByteArrayOutputStream();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), wish);
    } catch (IOException e) {
      throw new IllegalStateException("Memory cannot fail to be written to.", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
