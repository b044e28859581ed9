package io.yiwang.vision.sources;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A camera that speaks just enough RTSP to play an MPEG transport stream over its connection. */
final class TinyRtsp implements AutoCloseable {
  private static final int PACKET = 7 * 188;

  private final byte[] stream;
  private final String elsewhere;
  private final ServerSocket door;
  private final AtomicInteger asked = new AtomicInteger();

  TinyRtsp(byte[] stream) throws IOException {
    this(stream, "");
  }

  private TinyRtsp(byte[] stream, String elsewhere) throws IOException {
    this.stream = stream;
    this.elsewhere = elsewhere;
    this.door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  static TinyRtsp redirecting(String address) throws IOException {
    return new TinyRtsp(new byte[0], address);
  }

  int port() {
    return door.getLocalPort();
  }

  int asked() {
    return asked.get();
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket socket = door.accept();
        asked.incrementAndGet();
        Thread.ofVirtual().start(() -> talk(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      OutputStream out = socket.getOutputStream();
      String line = in.readLine();
      while (line != null) {
        String method = line.split(" ", 2)[0];
        String sequence = "0";
        while (line != null && !line.isEmpty()) {
          if (line.startsWith("CSeq:")) {
            sequence = line.substring(5).strip();
          }
          line = in.readLine();
        }
        answer(out, method, sequence);
        line = in.readLine();
      }
    } catch (IOException e) {
      // the other side hung up
    }
  }

  private void answer(OutputStream out, String method, String sequence) throws IOException {
    String head = "CSeq: " + sequence + "\r\n";
    switch (method) {
      case "OPTIONS" ->
          say(out, "RTSP/1.0 200 OK\r\n" + head + "Public: DESCRIBE, SETUP, PLAY\r\n\r\n");
      case "DESCRIBE" -> describe(out, head);
      case "SETUP" ->
          say(
              out,
              "RTSP/1.0 200 OK\r\n"
                  + head
                  + "Session: 1\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n");
      case "PLAY" -> {
        say(out, "RTSP/1.0 200 OK\r\n" + head + "Session: 1\r\n\r\n");
        play(out);
      }
      default -> say(out, "RTSP/1.0 200 OK\r\n" + head + "\r\n");
    }
  }

  private void describe(OutputStream out, String head) throws IOException {
    if (!elsewhere.isEmpty()) {
      say(out, "RTSP/1.0 302 Moved\r\n" + head + "Location: " + elsewhere + "\r\n\r\n");
      return;
    }
    String sdp =
        "v=0\r\n"
            + "o=- 0 0 IN IP4 127.0.0.1\r\n"
            + "s=x\r\n"
            + "t=0 0\r\n"
            + "m=video 0 RTP/AVP 33\r\n"
            + "a=control:track1\r\n";
    say(
        out,
        "RTSP/1.0 200 OK\r\n"
            + head
            + "Content-Type: application/sdp\r\nContent-Length: "
            + sdp.length()
            + "\r\n\r\n"
            + sdp);
  }

  private void play(OutputStream out) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                int number = 0;
                for (int at = 0; at + PACKET <= stream.length; at += PACKET) {
                  synchronized (out) {
                    out.write(packet(number++, at));
                    out.flush();
                  }
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private byte[] packet(int number, int at) {
    byte[] packet = new byte[4 + 12 + PACKET];
    int length = 12 + PACKET;
    packet[0] = '$';
    packet[2] = (byte) (length >> 8);
    packet[3] = (byte) length;
    packet[4] = (byte) 0x80;
    packet[5] = 33;
    packet[6] = (byte) (number >> 8);
    packet[7] = (byte) number;
    packet[15] = 1;
    System.arraycopy(stream, at, packet, 16, PACKET);
    return packet;
  }

  private static void say(OutputStream out, String text) throws IOException {
    synchronized (out) {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
