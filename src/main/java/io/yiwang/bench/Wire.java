package io.yiwang.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One kept HTTP/1.1 connection that costs as little as possible, so that the figures are the
 * server's. Not for use by several threads.
 */
final class Wire implements AutoCloseable {
  private static final String DATA = "data:";
  private static final int BUFFER = 1 << 16;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] fixedHeaders;

  /** An answer: its status and body. */
  record Answer(int status, String body) {}

  Wire(URI address, String apiKey) throws IOException {
    this(address, Map.of("X-Api-Key", apiKey));
  }

  /** With headers that say who asks. */
  Wire(URI address, Map<String, String> headers) throws IOException {
    socket = new Socket(InetAddress.getByName(address.getHost()), address.getPort());
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    String lines =
        headers.entrySet().stream()
            .map(h -> h.getKey() + ": " + h.getValue())
            .collect(Collectors.joining("\r\n"));
    fixedHeaders =
        ("Host: " + address.getAuthority() + "\r\n" + lines + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
  }

  Answer get(String path) throws IOException {
    send("GET", path, new byte[0], 0);
    return answer();
  }

  /** Without a body. */
  Answer send(String method, String path) throws IOException {
    send(method, path, new byte[0], 0);
    return answer();
  }

  Answer post(String path, byte[] json, int length) throws IOException {
    send("POST", path, json, length);
    return answer();
  }

  /** A form with one JPEG picture in it. */
  Answer postPicture(String path, String field, byte[] jpeg) throws IOException {
    String boundary = "yiwang-bench-picture";
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"p.jpg\"\r\n"
                .formatted(boundary, field)
            + "Content-Type: image/jpeg\r\n\r\n";
    var body = new ByteArrayOutputStream();
    body.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(jpeg);
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    String type = "multipart/form-data; boundary=" + boundary;
    send("POST", path, type, body.toByteArray(), body.size());
    return answer();
  }

  /** Hears the live stream as an open screen does, in a thread of its own until it is closed. */
  void hear(Consumer<String> data) {
    Thread.ofPlatform().daemon().name("feed").start(() -> follow(data));
  }

  private void follow(Consumer<String> data) {
    try {
      send("GET", "/api/v1/live", new byte[0], 0);
      int status = status();
      if (status != 200) {
        throw new IOException("GET /api/v1/live answered " + status);
      }
      headers();
      var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(DATA)) {
          data.accept(line.substring(DATA.length()));
        }
      }
    } catch (IOException e) {
      Bench.note("live feed ended: " + e.getMessage());
    }
  }

  private void send(String method, String path, byte[] body, int length) throws IOException {
    send(method, path, "application/json", body, length);
  }

  private void send(String method, String path, String type, byte[] body, int length)
      throws IOException {
    out.write((method + " " + path + " HTTP/1.1\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(fixedHeaders);
    if (length > 0) {
      out.write(
          ("Content-Type: " + type + "\r\nContent-Length: " + length + "\r\n")
              .getBytes(StandardCharsets.US_ASCII));
    }
    out.write('\r');
    out.write('\n');
    out.write(body, 0, length);
    out.flush();
  }

  /** An answer whose body is no text. */
  @SuppressWarnings("ArrayRecordComponent") // read, never compared
  record Bytes(int status, byte[] body) {}

  Bytes getBytes(String path) throws IOException {
    send("GET", path, new byte[0], 0);
    int status = status();
    int length = headers();
    return new Bytes(status, length < 0 ? chunks() : body(length));
  }

  private Answer answer() throws IOException {
    int status = status();
    int length = headers();
    return new Answer(
        status, new String(length < 0 ? chunks() : body(length), StandardCharsets.UTF_8));
  }

  private int status() throws IOException {
    String line = line();
    return Integer.parseInt(line.substring(9, 12));
  }

  /** Reads the headers; the content length, or -1 when the body comes in chunks. */
  private int headers() throws IOException {
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
        length = -1;
      }
    }
    return length;
  }

  private byte[] body(int length) throws IOException {
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("The server hung up.");
    }
    return body;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      all.write(body(size));
      line();
    }
    line();
    return all.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().strip(), 16);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(80);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("The server hung up.");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
