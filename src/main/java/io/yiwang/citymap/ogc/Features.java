package io.yiwang.citymap.ogc;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the features of a collection come from; read as whoever asks. */
interface Features {
  /** The properties that whoever asks may see, without the shape. */
  List<Field> fields();

  /** The properties that whoever asks may ask by, without the shape. */
  List<Field> queryables();

  Page page(Question question);

  /** A feature as it is now, or as it was. */
  Optional<? extends Feature> find(String id, @Nullable Period period);
}
