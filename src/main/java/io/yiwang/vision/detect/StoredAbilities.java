package io.yiwang.vision.detect;

import io.yiwang.house.DataFolder;
import io.yiwang.vision.Abilities;
import io.yiwang.vision.Ability;
import io.yiwang.vision.Manifest;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The abilities built in and those of the data folder, read when the platform starts. A manifest
 * that cannot be used is told in the log and left out; the others go on.
 */
@Component
public final class StoredAbilities implements Abilities {
  private static final Logger LOG = LoggerFactory.getLogger(StoredAbilities.class);
  private static final List<String> BUILT_IN =
      List.of("dropped-things", "people", "bikes", "ponding");

  private final Models models = new Models(Runtime.getRuntime().availableProcessors());
  private final List<Ability> abilities = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  @Autowired
  StoredAbilities(DataFolder data) {
    this(data.sub("models"));
  }

  private StoredAbilities(Path folder) {
    BUILT_IN.forEach(this::readBuiltIn);
    for (Path manifest : manifests(folder)) {
      try {
        add(read(manifest));
      } catch (BadManifestException | IOException e) {
        problems.add(String.valueOf(e.getMessage()));
        LOG.warn("An ability is left out. {}", e.getMessage());
      }
    }
    abilities.sort(
        Comparator.<Ability, String>comparing(ability -> ability.manifest().id())
            .thenComparing(StoredAbilities::byVersion));
  }

  public static Abilities in(Path folder) {
    return new StoredAbilities(folder);
  }

  private void readBuiltIn(String id) {
    String name = "/vision/abilities/" + id + ".yaml";
    try (InputStream in = StoredAbilities.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing.");
      }
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      add(ManifestReader.read(name, yaml, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> manifests(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .map(inside -> inside.resolve("manifest.yaml"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Manifest read(Path manifest) throws IOException {
    return ManifestReader.read(
        manifest.toString(), Files.readString(manifest), manifest.getParent());
  }

  private void add(Manifest manifest) {
    if (find(manifest.id(), manifest.version()).isPresent()) {
      throw new BadManifestException(
          manifest.id(),
          List.of("version (" + manifest.version() + ") is there twice. Maybe count it up."));
    }
    if (manifest.model() == null) {
      abilities.add(new PlainAbility(manifest));
    } else {
      models.get(manifest);
      abilities.add(new OnnxAbility(manifest, models));
    }
  }

  /** Numbers in versions count as numbers: 1.10 is newer than 1.9. */
  private static int byVersion(Ability one, Ability other) {
    String[] a = one.manifest().version().split("[.-]", -1);
    String[] b = other.manifest().version().split("[.-]", -1);
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      boolean numbers = a[i].matches("[0-9]{1,9}") && b[i].matches("[0-9]{1,9}");
      int order =
          numbers
              ? Integer.compare(Integer.parseInt(a[i]), Integer.parseInt(b[i]))
              : a[i].compareTo(b[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.length, b.length);
  }

  @Override
  public List<Ability> list() {
    return List.copyOf(abilities);
  }

  @Override
  public Optional<Ability> find(String id, String version) {
    return abilities.stream()
        .filter(a -> a.manifest().id().equals(id) && a.manifest().version().equals(version))
        .findFirst();
  }

  @Override
  public Optional<Ability> newest(String id) {
    return abilities.stream()
        .filter(ability -> ability.manifest().id().equals(id))
        .reduce((older, newer) -> newer);
  }

  @Override
  public List<String> problems() {
    return List.copyOf(problems);
  }

  @Override
  @PreDestroy
  public void close() {
    models.close();
  }
}
