package io.yiwang.vision.sources;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The only way from ffmpeg to a camera: a door on this machine behind which lies the one address
 * that was checked. An answer that sends ffmpeg elsewhere does not pass, since ffmpeg would follow.
 */
final class RtspRelay implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int LONGEST_HEAD = 1 << 16;

  private final AllowedAddresses.Allowed to;
  private final ServerSocket door;
  private volatile @Nullable Socket inside;
  private volatile @Nullable Socket outside;
  private volatile @Nullable String refused;

  RtspRelay(AllowedAddresses.Allowed to) throws IOException {
    this.to = to;
    door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    door.setSoTimeout(PATIENCE_MILLIS);
    Thread.ofVirtual().name("rtsp-relay").start(this::serve);
  }

  /** The address for ffmpeg: ours, with the camera's path, name and password. */
  String address() {
    URI uri = to.uri();
    String user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo() + "@";
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return "rtsp://" + user + "127.0.0.1:" + door.getLocalPort() + path + query;
  }

  /** Why the camera's answer did not pass, if it did not. */
  @Nullable String refused() {
    return refused;
  }

  private void serve() {
    try (ServerSocket once = door;
        Socket near = once.accept();
        Socket far = new Socket()) {
      inside = near;
      outside = far;
      far.connect(new InetSocketAddress(to.addresses().getFirst(), to.port()), PATIENCE_MILLIS);
      Thread.ofVirtual().name("rtsp-relay-out").start(() -> out(near, far));
      answers(new BufferedInputStream(far.getInputStream(), 1 << 16), near.getOutputStream());
    } catch (IOException e) {
      if (refused == null) {
        refused = "The camera cannot be reached.";
      }
    }
  }

  private static void out(Socket near, Socket far) {
    try {
      near.getInputStream().transferTo(far.getOutputStream());
      far.shutdownOutput();
    } catch (IOException e) {
      // one of the two hung up; the other direction ends by itself
    }
  }

  /** Interleaved pictures pass as they are; answers pass whole, once they were read. */
  private void answers(InputStream from, OutputStream to) throws IOException {
    while (true) {
      int first = from.read();
      if (first < 0) {
        return;
      }
      if (first == '$') {
        byte[] head = from.readNBytes(3);
        if (head.length < 3) {
          return;
        }
        int length = (head[1] & 0xFF) << 8 | (head[2] & 0xFF);
        to.write(first);
        to.write(head);
        to.write(from.readNBytes(length));
      } else {
        byte[] head = head(first, from);
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.matches("(?s)RTSP/\\S+\\s+3\\d\\d.*")) {
          refused = "The camera sends us to another address, which is not followed.";
          throw new IOException(refused);
        }
        to.write(head);
        to.write(from.readNBytes(length(text)));
      }
      to.flush();
    }
  }

  private static byte[] head(int first, InputStream from) throws IOException {
    var head = new ByteArrayOutputStream();
    head.write(first);
    int lineBreaks = 0;
    while (lineBreaks < 2) {
      int b = from.read();
      if (b < 0) {
        return head.toByteArray();
      }
      head.write(b);
      lineBreaks = b == '\n' ? lineBreaks + 1 : b == '\r' ? lineBreaks : 0;
      if (head.size() > LONGEST_HEAD) {
        throw new IOException("The camera's answer has no end.");
      }
    }
    return head.toByteArray();
  }

  private static int length(String head) {
    for (String line : head.split("\r?\n")) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        String number = line.substring(line.indexOf(':') + 1).strip();
        return number.matches("\\d{1,7}") ? Integer.parseInt(number) : 0;
      }
    }
    return 0;
  }

  @Override
  public void close() {
    hangUp(door);
    hangUp(inside);
    hangUp(outside);
  }

  private static void hangUp(@Nullable AutoCloseable socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (Exception e) {
      // it is closed, however
    }
  }
}
