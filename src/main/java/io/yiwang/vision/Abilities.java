package io.yiwang.vision;

import java.util.List;
import java.util.Optional;

/**
 * Every ability by id and version: built in (resources vision/abilities) and of the data folder
 * (models/ID/manifest.yaml).
 */
public interface Abilities {
  List<Ability> list();

  Optional<Ability> find(String id, String version);

  Optional<Ability> newest(String id);
}
