package io.yiwang.bench;

import io.yiwang.bench.MqttFleet.Credential;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** One device of a {@link MqttFleet}: a connection and what of it was not acknowledged yet. */
final class MqttLine {
  private static final int CONNECT = 0x10;
  private static final int CONNACK = 0x20;
  private static final int PUBLISH_QOS_1 = 0x32;
  private static final int PUBACK = 0x40;
  private static final int ANSWER_BYTES = 4;
  private static final int CLEAN_WITH_NAME_AND_PASSWORD = 0xC2;
  private static final int KEEP_ALIVE_SECONDS = 3_600;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final Credential device;
  private final String topic;
  private final ByteBuffer in = ByteBuffer.allocate(64);
  private ByteBuffer out;
  private final Map<Integer, Long> unanswered = new HashMap<>(4);
  private boolean standing;
  private int packet;
  private long sent;

  MqttLine(Selector selector, InetAddress from, InetSocketAddress broker, Credential device)
      throws IOException {
    this.device = device;
    this.topic = "yiwang/v1/d/" + device.code() + "/up";
    this.out = ByteBuffer.allocate(256).flip();
    channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.bind(new InetSocketAddress(from, 0));
    channel.connect(broker);
    key = channel.register(selector, SelectionKey.OP_CONNECT, this);
  }

  boolean isStanding() {
    return standing;
  }

  int waiting() {
    return unanswered.size();
  }

  /** How many messages it has sent. */
  long sent() {
    return sent;
  }

  /** Something can be read, written or is connected. */
  void ready(LongConsumer answered) throws IOException {
    if (key.isConnectable() && channel.finishConnect()) {
      signIn();
    }
    if (key.isValid() && key.isWritable()) {
      flush();
    }
    if (key.isValid() && key.isReadable()) {
      read(answered);
    }
  }

  private void signIn() throws IOException {
    ByteBuffer body = ByteBuffer.allocate(256);
    MqttFleet.text(body, "MQTT");
    body.put((byte) 4)
        .put((byte) CLEAN_WITH_NAME_AND_PASSWORD)
        .putShort((short) KEEP_ALIVE_SECONDS);
    MqttFleet.text(body, device.code());
    MqttFleet.text(body, device.code());
    MqttFleet.text(body, device.secret());
    write(CONNECT, body.flip());
  }

  void publish(byte[] payload, long dueNanos) throws IOException {
    packet = packet % 0xFFFF + 1;
    sent++;
    unanswered.put(packet, dueNanos);
    ByteBuffer body = ByteBuffer.allocate(topic.length() + payload.length + 4);
    MqttFleet.text(body, topic);
    body.putShort((short) packet).put(payload);
    write(PUBLISH_QOS_1, body.flip());
  }

  private void write(int type, ByteBuffer body) throws IOException {
    out.compact();
    if (out.remaining() < body.remaining() + 5) {
      ByteBuffer larger = ByteBuffer.allocate((out.capacity() + body.remaining() + 5) * 2);
      larger.put(out.flip());
      out = larger;
    }
    out.put((byte) type);
    int length = body.remaining();
    while (length >= 0x80) {
      out.put((byte) (length & 0x7F | 0x80));
      length >>= 7;
    }
    out.put((byte) length).put(body).flip();
    flush();
  }

  private void flush() throws IOException {
    channel.write(out);
    int more = out.hasRemaining() ? SelectionKey.OP_WRITE : 0;
    key.interestOps(SelectionKey.OP_READ | more);
  }

  private void read(LongConsumer answered) throws IOException {
    if (channel.read(in) < 0) {
      standing = false;
      channel.close();
      throw new IOException("The broker hung up on " + device.code() + ".");
    }
    in.flip();
    while (in.remaining() >= ANSWER_BYTES) {
      int type = in.get() & 0xF0;
      in.get();
      int number = in.getShort() & 0xFFFF;
      if (type == CONNACK && number == 0) {
        standing = true;
      } else if (type == PUBACK) {
        Long since = unanswered.remove(number);
        if (since != null) {
          answered.accept(since);
        }
      } else {
        throw new IOException(device.code() + " was answered " + type + " " + number + ".");
      }
    }
    in.compact();
  }

  void close() throws IOException {
    standing = false;
    channel.close();
  }
}
