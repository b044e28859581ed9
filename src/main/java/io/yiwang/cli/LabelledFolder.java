package io.yiwang.cli;

import io.yiwang.vision.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Pictures of which somebody has said what they show, in one of two layouts: YOLO ({@code
 * labels/NAME.txt} beside {@code images/NAME.jpg} or the text beside the picture, a line a box:
 * class number, centre, width and height in parts of the picture; names in {@code classes.txt}) or
 * COCO (one {@code .json} with images, annotations and categories). Pictures nobody has looked at
 * are shown to the ability, so that it learns the street, and not counted.
 */
record LabelledFolder(List<Shot> shots) {

  /** A box in parts of the picture's width and height. */
  record Truth(String label, Box part) {
    Box in(int width, int height) {
      return new Box(
          part.x() * width, part.y() * height, part.width() * width, part.height() * height);
    }
  }

  /**
   * @param truths null where nobody has looked
   */
  record Shot(Path picture, @Nullable List<Truth> truths) {}

  /**
   * @param names the model's labels, for folders that name none
   */
  static LabelledFolder read(Path folder, List<String> names) throws IOException {
    List<Path> pictures = files(folder, ".*\\.(jpe?g|png|webp)");
    if (pictures.isEmpty()) {
      throw new ImportException(folder + " holds no pictures. Maybe the path is another one.");
    }
    for (Path json : files(folder, ".*\\.json")) {
      JsonNode tree = JsonMapper.shared().readTree(Files.readString(json));
      if (tree.has("annotations") && tree.has("images")) {
        return coco(pictures, tree);
      }
    }
    return yolo(folder, pictures, names);
  }

  private static List<Path> files(Path folder, String pattern) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(pattern))
          .sorted()
          .toList();
    }
  }

  private static LabelledFolder coco(List<Path> pictures, JsonNode tree) {
    Map<Long, String> categories = new HashMap<>();
    tree.path("categories")
        .forEach(c -> categories.put(c.path("id").asLong(), c.path("name").asString()));
    Map<Long, JsonNode> images = new HashMap<>();
    Map<String, List<Truth>> truths = new HashMap<>();
    for (JsonNode image : tree.path("images")) {
      images.put(image.path("id").asLong(), image);
      truths.put(name(Path.of(image.path("file_name").asString())), new ArrayList<>());
    }
    for (JsonNode told : tree.path("annotations")) {
      JsonNode image = images.get(told.path("image_id").asLong());
      JsonNode box = told.path("bbox");
      if (image != null && box.size() == 4) {
        double width = image.path("width").asDouble();
        double height = image.path("height").asDouble();
        truths
            .computeIfAbsent(
                name(Path.of(image.path("file_name").asString())), name -> new ArrayList<>())
            .add(
                new Truth(
                    categories.getOrDefault(told.path("category_id").asLong(), "?"),
                    new Box(
                        box.get(0).asDouble() / width,
                        box.get(1).asDouble() / height,
                        box.get(2).asDouble() / width,
                        box.get(3).asDouble() / height)));
      }
    }
    return new LabelledFolder(
        pictures.stream().map(p -> new Shot(p, truths.get(name(p)))).toList());
  }

  private static LabelledFolder yolo(Path folder, List<Path> pictures, List<String> names)
      throws IOException {
    List<Path> classes = files(folder, ".*classes\\.txt");
    List<String> labels = classes.isEmpty() ? names : Files.readAllLines(classes.getFirst());
    List<Shot> shots = new ArrayList<>();
    for (Path picture : pictures) {
      Path beside = picture.resolveSibling(name(picture) + ".txt");
      Path apart =
          Path.of(picture.toString().replace("/images/", "/labels/"))
              .resolveSibling(name(picture) + ".txt");
      Path text = Files.exists(beside) ? beside : apart;
      shots.add(new Shot(picture, Files.exists(text) ? boxes(text, labels) : null));
    }
    return new LabelledFolder(shots);
  }

  private static List<Truth> boxes(Path text, List<String> labels) throws IOException {
    List<Truth> truths = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(text)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        String[] parts = line.strip().split("\\s+");
        int label = Integer.parseInt(parts[0]);
        double width = Double.parseDouble(parts[3]);
        double height = Double.parseDouble(parts[4]);
        truths.add(
            new Truth(
                labels.get(label).strip(),
                new Box(
                    Double.parseDouble(parts[1]) - width / 2,
                    Double.parseDouble(parts[2]) - height / 2,
                    width,
                    height)));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new ImportException(
            "%s line %d (%s) must be: class centre-x centre-y width height, the class one of %d. Maybe classes.txt is missing."
                .formatted(text, number, line, labels.size()));
      }
    }
    return truths;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
  }
}
