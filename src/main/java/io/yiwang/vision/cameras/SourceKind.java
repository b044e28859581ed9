package io.yiwang.vision.cameras;

/** How the pictures of a camera come. */
public enum SourceKind {
  /** Somebody sends them. */
  UPLOAD,
  /** One picture a request, over HTTP. */
  SNAPSHOT,
  /** Motion JPEG over HTTP. */
  MJPEG,
  RTSP,
  /** A film in an allowed folder, played over and over as if it were a stream. */
  FILE,
  /** Pictures in an allowed folder, replayed with the times their names tell. */
  FOLDER;

  /** Whether the address is one of the network. */
  public boolean remote() {
    return this == SNAPSHOT || this == MJPEG || this == RTSP;
  }

  /** Whether the address is one of a folder. */
  public boolean local() {
    return this == FILE || this == FOLDER;
  }
}
