package io.yiwang.vision.detect;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.yiwang.vision.Frame;
import io.yiwang.vision.Manifest.Model;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A model in memory, shared by all cameras that use it. A picture is seen on one thread; as many at
 * once as there are lanes, each with buffers of its own that are kept, so a picture makes no
 * garbage to speak of.
 */
final class LoadedModel implements AutoCloseable {
  private final Model model;
  private final OrtSession session;
  private final String inputName;
  private final Decoding decoding;
  private final BlockingQueue<Lane> lanes;
  private final List<Lane> all = new ArrayList<>();

  LoadedModel(OrtEnvironment runtime, byte[] file, Model model, int lanes) throws OrtException {
    this.model = model;
    this.decoding = new Decoding(model);
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      this.session = runtime.createSession(file, options);
    }
    this.lanes = new ArrayBlockingQueue<>(lanes);
    try {
      this.inputName = input();
      for (int i = 0; i < lanes; i++) {
        all.add(new Lane(runtime));
      }
      all.getFirst().prove();
      this.lanes.addAll(all);
    } catch (OrtException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private String input() throws OrtException {
    var input = session.getInputInfo().values().iterator().next();
    long[] wanted = {1, 3, model.input().height(), model.input().width()};
    boolean fits = session.getInputInfo().size() == 1;
    if (input.getInfo() instanceof TensorInfo tensor) {
      long[] shape = tensor.getShape();
      fits &= tensor.type == OnnxJavaType.FLOAT && shape.length == wanted.length;
      for (int i = 0; fits && i < shape.length; i++) {
        fits = shape[i] < 0 || shape[i] == wanted[i];
      }
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "model.input (%s) must fit what the model takes: %s. Maybe other width and height."
              .formatted(Arrays.toString(wanted), input.getInfo()));
    }
    return input.getName();
  }

  /** What looks at the frame and reads the answer. */
  interface Reader<T> {
    T read(Candidates found, Letterbox box);
  }

  /** Runs the model on the frame and lets the reader see what was found, before anybody else. */
  <T> T see(Frame frame, Reader<T> reader) {
    Lane lane = null;
    try {
      lane = lanes.take();
      lane.run(frame);
      return reader.read(lane.found, lane.box);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted before the picture was seen.", e);
    } catch (OrtException e) {
      throw new IllegalStateException("The model could not be run: " + e.getMessage(), e);
    } finally {
      if (lane != null) {
        lanes.add(lane);
      }
    }
  }

  @Override
  public void close() {
    all.forEach(Lane::close);
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Buffers for one picture at a time. */
  private final class Lane {
    private final Candidates found = new Candidates();
    private final Letterbox box = new Letterbox(model.input());
    private final FloatBuffer input;
    private final OnnxTensor inputTensor;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs = new LinkedHashMap<>();
    private final List<float[]> numbers = new ArrayList<>();

    Lane(OrtEnvironment runtime) throws OrtException {
      long[] shape = {1, 3, model.input().height(), model.input().width()};
      input = direct(shape);
      inputTensor = OnnxTensor.createTensor(runtime, input, shape);
      inputs = Map.of(inputName, inputTensor);
      for (var output : session.getOutputInfo().entrySet()) {
        long[] known = known(((TensorInfo) output.getValue().getInfo()).getShape());
        if (known.length > 0) {
          outputs.put(output.getKey(), OnnxTensor.createTensor(runtime, direct(known), known));
        }
      }
      if (outputs.size() < session.getOutputInfo().size()) {
        outputs.values().forEach(OnnxTensor::close);
        outputs.clear();
      }
    }

    /** The shape with a batch of one, empty when the model only knows it when it has run. */
    private static long[] known(long[] shape) {
      long[] known = shape.clone();
      if (known.length > 0 && known[0] < 0) {
        known[0] = 1;
      }
      return Arrays.stream(known).allMatch(n -> n > 0) ? known : new long[0];
    }

    void prove() throws OrtException {
      try (var result = session.run(inputs)) {
        var first = (OnnxTensor) result.get(scoresAt(result));
        decoding.boxes(first.getInfo().getShape());
      }
    }

    void run(Frame frame) throws OrtException {
      box.fill(frame, input);
      try (var result = outputs.isEmpty() ? session.run(inputs) : session.run(inputs, outputs)) {
        int scores = scoresAt(result);
        var first = (OnnxTensor) result.get(scores);
        int boxes = decoding.boxes(first.getInfo().getShape());
        float[] more = result.size() > 1 ? copy(1, (OnnxTensor) result.get(1 - scores)) : NOTHING;
        decoding.read(copy(0, first), more, boxes, found);
      }
    }

    /** Of two outputs the one with a number for each label. */
    private int scoresAt(OrtSession.Result result) {
      long[] shape = ((OnnxTensor) result.get(0)).getInfo().getShape();
      boolean second = result.size() > 1 && shape[shape.length - 1] != decoding.numbersOfBox();
      return second && ((OnnxTensor) result.get(1)).getInfo().getShape().length > 1 ? 1 : 0;
    }

    private float[] copy(int number, OnnxTensor tensor) {
      FloatBuffer from =
          tensor.getBufferRef().map(FloatBuffer.class::cast).orElseGet(tensor::getFloatBuffer);
      while (numbers.size() <= number) {
        numbers.add(NOTHING);
      }
      if (numbers.get(number).length < from.capacity()) {
        numbers.set(number, new float[from.capacity()]);
      }
      from.get(0, numbers.get(number), 0, from.capacity());
      return numbers.get(number);
    }

    void close() {
      inputTensor.close();
      outputs.values().forEach(OnnxTensor::close);
    }
  }

  private static final float[] NOTHING = {};

  private static FloatBuffer direct(long[] shape) {
    int numbers = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    return ByteBuffer.allocateDirect(Math.multiplyExact(numbers, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
