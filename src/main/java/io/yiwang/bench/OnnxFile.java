package io.yiwang.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes small models in the ONNX format (protocol buffers, onnx.proto of IR version 8, operators
 * of set 13), field by field: enough for models made here, for tests and for measuring.
 */
public final class OnnxFile {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int INT = 2;
  private static final int INTS = 7;

  private final ByteArrayOutputStream graph = new ByteArrayOutputStream();
  private int names;

  /** An input of floats. */
  public String input(String name, long... shape) {
    bytes(graph, 11, value(name, shape));
    return name;
  }

  /** Says that this is what the model answers. */
  public void output(String name, long... shape) {
    bytes(graph, 12, value(name, shape));
  }

  /** Fixed floats: weights. */
  public String floats(float[] numbers, long... shape) {
    ByteBuffer raw = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(numbers);
    return tensor(FLOAT, raw.array(), shape);
  }

  /** Fixed whole numbers: shapes. */
  public String longs(long... numbers) {
    ByteBuffer raw = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(numbers);
    return tensor(INT64, raw.array(), numbers.length);
  }

  private String tensor(int type, byte[] raw, long... shape) {
    String name = "w" + names++;
    var tensor = new ByteArrayOutputStream();
    for (long size : shape) {
      number(tensor, 1, size);
    }
    number(tensor, 2, type);
    text(tensor, 8, name);
    bytes(tensor, 9, raw);
    bytes(graph, 5, tensor.toByteArray());
    return name;
  }

  /** An operator with one output, whose name is the answer. */
  public String node(String operator, String[] inputs, Attribute... attributes) {
    return node(operator, "x" + names++, inputs, attributes);
  }

  /** The same, the output having this name. */
  public String node(String operator, String output, String[] inputs, Attribute... attributes) {
    var node = new ByteArrayOutputStream();
    for (String input : inputs) {
      text(node, 1, input);
    }
    text(node, 2, output);
    text(node, 3, operator + names++);
    text(node, 4, operator);
    for (Attribute attribute : attributes) {
      bytes(node, 5, attribute.bytes());
    }
    bytes(graph, 1, node.toByteArray());
    return output;
  }

  /** A setting of an operator: whole numbers, one of them unless it is a list. */
  public record Attribute(String name, boolean list, long... numbers) {
    /** A single number. */
    public static Attribute one(String name, long number) {
      return new Attribute(name, false, number);
    }

    /** A list of numbers. */
    public static Attribute all(String name, long... numbers) {
      return new Attribute(name, true, numbers);
    }

    private byte[] bytes() {
      var out = new ByteArrayOutputStream();
      text(out, 1, name);
      for (long number : numbers) {
        number(out, list ? 8 : 3, number);
      }
      number(out, 20, list ? INTS : INT);
      return out.toByteArray();
    }
  }

  /** The whole file. */
  public byte[] bytes() {
    var opset = new ByteArrayOutputStream();
    text(opset, 1, "");
    number(opset, 2, 13);
    var model = new ByteArrayOutputStream();
    number(model, 1, 8);
    text(model, 2, "yiwang");
    text(graph, 2, "graph");
    bytes(model, 7, graph.toByteArray());
    bytes(model, 8, opset.toByteArray());
    return model.toByteArray();
  }

  private static byte[] value(String name, long... shape) {
    var dimensions = new ByteArrayOutputStream();
    for (long size : shape) {
      var dimension = new ByteArrayOutputStream();
      number(dimension, 1, size);
      bytes(dimensions, 1, dimension.toByteArray());
    }
    var tensor = new ByteArrayOutputStream();
    number(tensor, 1, FLOAT);
    bytes(tensor, 2, dimensions.toByteArray());
    var type = new ByteArrayOutputStream();
    bytes(type, 1, tensor.toByteArray());
    var value = new ByteArrayOutputStream();
    text(value, 1, name);
    bytes(value, 2, type.toByteArray());
    return value.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, int field, String text) {
    bytes(out, field, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] bytes) {
    varint(out, (long) field << 3 | 2);
    varint(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static void number(ByteArrayOutputStream out, int field, long number) {
    varint(out, (long) field << 3);
    varint(out, number);
  }

  private static void varint(ByteArrayOutputStream out, long number) {
    long left = number;
    while ((left & ~0x7FL) != 0) {
      out.write((int) (left & 0x7F | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
