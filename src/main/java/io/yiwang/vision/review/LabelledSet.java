package io.yiwang.vision.review;

import io.yiwang.citymap.Catalogue;
import io.yiwang.citymap.MatterClass;
import io.yiwang.house.Problem;
import io.yiwang.sensing.Photos;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One zip in the form YOLO trains from: {@code images/ID.jpg}, {@code labels/ID.txt} with a line
 * {@code class centre-x centre-y width height} in parts of the picture for each thing, and {@code
 * data.yaml}. A picture on which everything was rejected has an empty label file. Written as it is
 * read, one picture in memory.
 */
final class LabelledSet implements AutoCloseable {
  private final ZipOutputStream zip;
  private final Photos photos;
  private final Catalogue catalogue;
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final List<Candidate> onPicture = new ArrayList<>();
  private int pictures;
  private int missing;

  LabelledSet(OutputStream out, Photos photos, Catalogue catalogue) {
    this.zip = new ZipOutputStream(out);
    this.photos = photos;
    this.catalogue = catalogue;
  }

  /** Those of one picture follow one another. */
  void add(Candidate c) {
    if (!onPicture.isEmpty() && !Objects.equals(onPicture.getFirst().photo(), c.photo())) {
      writePicture();
    }
    onPicture.add(c);
  }

  private void writePicture() {
    String id = Objects.requireNonNull(onPicture.getFirst().photo());
    Photos.Photo photo = find(id);
    if (photo == null) {
      missing++;
    } else {
      var labels = new StringBuilder();
      onPicture.forEach(c -> labels.append(line(c)));
      String file = photo.file().getFileName().toString();
      try {
        // pictures are packed already
        zip.setLevel(java.util.zip.Deflater.NO_COMPRESSION);
        zip.putNextEntry(new ZipEntry("images/" + file));
        Files.copy(photo.file(), zip);
        zip.closeEntry();
        write("labels/" + file.replaceFirst("\\.[a-z]+$", ".txt"), labels.toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      pictures++;
    }
    onPicture.clear();
  }

  private Photos.@Nullable Photo find(String id) {
    try {
      return photos.get(id);
    } catch (Problem gone) {
      return null;
    }
  }

  private String line(Candidate c) {
    String said = c.saidClass();
    if (said == null) {
      return "";
    }
    int number = numbers.computeIfAbsent(said, code -> numbers.size());
    var box = c.box().within(c.width(), c.height());
    return String.format(
        Locale.ROOT,
        "%d %.6f %.6f %.6f %.6f\n",
        number,
        box.centreX() / c.width(),
        box.centreY() / c.height(),
        box.width() / c.width(),
        box.height() / c.height());
  }

  private void write(String name, String text) throws IOException {
    zip.setLevel(java.util.zip.Deflater.DEFAULT_COMPRESSION);
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  /** Writes what the numbers mean and ends the file. */
  @Override
  public void close() throws IOException {
    if (!onPicture.isEmpty()) {
      writePicture();
    }
    var yaml = new StringBuilder("path: .\ntrain: images\nval: images\nnames:\n");
    numbers.forEach(
        (code, number) ->
            yaml.append("  ")
                .append(number)
                .append(": \"")
                .append(code)
                .append(' ')
                .append(catalogue.findEver(code).map(MatterClass::nameEn).orElse(""))
                .append("\"\n"));
    yaml.append("# pictures: ").append(pictures).append(", no longer kept: ").append(missing);
    write("data.yaml", yaml.append('\n').toString());
    zip.close();
  }
}
