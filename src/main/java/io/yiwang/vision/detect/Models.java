package io.yiwang.vision.detect;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import io.yiwang.vision.Manifest;
import io.yiwang.vision.Manifest.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The models in memory, each loaded when it is first needed and proven on an empty picture. */
final class Models implements AutoCloseable {
  private static final long MOST_BYTES = 512L << 20;

  private final int lanes;
  private final Map<Model, LoadedModel> loaded = new HashMap<>();

  /**
   * @param lanes how many pictures a model sees at once, each on one thread
   */
  Models(int lanes) {
    this.lanes = lanes;
  }

  /**
   * @throws BadManifestException if the file is not there, not the one meant, or does not answer as
   *     the manifest says
   */
  synchronized LoadedModel get(Manifest manifest) {
    Model model = manifest.model();
    if (model == null) {
      throw new IllegalArgumentException(manifest.id() + " has no model.");
    }
    LoadedModel known = loaded.get(model);
    if (known != null) {
      return known;
    }
    LoadedModel fresh = load(manifest, model);
    loaded.put(model, fresh);
    return fresh;
  }

  private LoadedModel load(Manifest manifest, Model model) {
    try {
      return new LoadedModel(runtime(), bytes(manifest, model), model, lanes);
    } catch (OrtException e) {
      throw bad(
          manifest,
          "model.file (%s) is not a model that can be run: %s Maybe export it anew as ONNX."
              .formatted(model.file().getFileName(), e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw bad(manifest, String.valueOf(e.getMessage()));
    }
  }

  private static OrtEnvironment runtime() throws OrtException {
    OrtEnvironment runtime =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "yiwang");
    runtime.setTelemetry(false);
    return runtime;
  }

  /** The bytes that were hashed are those that are run, whatever becomes of the file. */
  private static byte[] bytes(Manifest manifest, Model model) {
    try {
      if (Files.size(model.file()) > MOST_BYTES) {
        throw bad(manifest, "model.file must have at most " + MOST_BYTES + " bytes.");
      }
      byte[] bytes = Files.readAllBytes(model.file());
      String sha256 = sha256(bytes);
      if (!sha256.equals(model.sha256())) {
        throw bad(
            manifest,
            "model.sha256 (%s) is not that of %s (%s). Maybe the file is another version."
                .formatted(model.sha256(), model.file().getFileName(), sha256));
      }
      return bytes;
    } catch (IOException e) {
      throw bad(
          manifest,
          "model.file (%s) cannot be read. Maybe it does not lie beside the manifest."
              .formatted(model.file().getFileName()));
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }

  private static BadManifestException bad(Manifest manifest, String wrong) {
    return new BadManifestException(manifest.id() + " " + manifest.version(), List.of(wrong));
  }

  @Override
  public synchronized void close() {
    loaded.values().forEach(LoadedModel::close);
    loaded.clear();
  }
}
