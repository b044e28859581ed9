package io.yiwang.vision;

import io.yiwang.vision.detect.StoredAbilities;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Every ability by id and version: built in (resources vision/abilities) and of the data folder
 * (models/ID/manifest.yaml).
 */
public interface Abilities extends AutoCloseable {
  List<Ability> list();

  Optional<Ability> find(String id, String version);

  Optional<Ability> newest(String id);

  /** What is wrong with manifests that were left out, a text each. */
  List<String> problems();

  @Override
  void close();

  /** Those built in and those of a folder, for programs beside the platform. */
  static Abilities in(Path models) {
    return StoredAbilities.in(models);
  }
}
