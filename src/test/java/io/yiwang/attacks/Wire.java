package io.yiwang.attacks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Bytes on a bare connection, for what no HTTP client would send. */
final class Wire {
  private static final int PATIENCE_MILLIS = 2_000;

  private Wire() {}

  /** All that comes back until the server hangs up or falls silent. */
  static String exchange(int port, String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return read(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(InputStream in) throws IOException {
    StringBuilder answer = new StringBuilder();
    byte[] some = new byte[8_192];
    try {
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        answer.append(new String(some, 0, n, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketTimeoutException e) {
      // the server keeps the connection for another request
    }
    return answer.toString();
  }

  static int answers(String text) {
    return text.split("HTTP/1\\.1 \\d{3}", -1).length - 1;
  }
}
