package io.yiwang.citymap.files;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table beside a shapefile (dBASE III), row by row. */
final class DbfReader implements AutoCloseable {
  private static final int HEADER = 32;
  private static final int END_OF_FIELDS = 0x0D;
  private static final int SAMPLE_ROWS = 2_000;

  private final DataInputStream in;
  private final List<Field> fields = new ArrayList<>();
  private final int recordLength;
  private final Charset charset;

  private record Field(String name, char type, int length) {}

  /**
   * @param charset null is known by the table itself or guessed by its bytes
   */
  DbfReader(Path file, @Nullable String charset) throws IOException {
    in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER)).order(ByteOrder.LITTLE_ENDIAN);
    if (header.limit() < HEADER) {
      in.close();
      throw new FileFault("The .dbf is empty.", "Maybe it was cut off.");
    }
    int headerLength = header.getShort(8) & 0xFFFF;
    recordLength = header.getShort(10) & 0xFFFF;
    int language = header.get(29) & 0xFF;
    byte[] rest = in.readNBytes(headerLength - HEADER);
    if (charset == null) {
      charset = named(language);
    }
    this.charset =
        charset == null ? Charsets.of(sample(file, headerLength)) : Charsets.named(charset);
    read(rest);
  }

  /** The code pages of Chinese, Korean and UTF-8 tables. */
  private static @Nullable String named(int language) {
    return switch (language) {
      case 0x4D, 0x7A -> "GB18030";
      case 0x4E, 0x79 -> "EUC-KR";
      case 0x4F, 0x78 -> "Big5";
      default -> null;
    };
  }

  private byte[] sample(Path file, int headerLength) throws IOException {
    try (var from = new BufferedInputStream(Files.newInputStream(file))) {
      from.skipNBytes(Math.min(headerLength, Files.size(file)));
      return from.readNBytes(Math.max(1, recordLength) * SAMPLE_ROWS);
    }
  }

  private void read(byte[] descriptions) {
    int length = 1;
    for (int at = 0;
        at + HEADER <= descriptions.length && descriptions[at] != END_OF_FIELDS;
        at += HEADER) {
      int end = at;
      while (end < at + 11 && descriptions[end] != 0) {
        end++;
      }
      int width = descriptions[at + 16] & 0xFF;
      char type = (char) (descriptions[at + 11] & 0xFF);
      if (type == 'C') {
        width += (descriptions[at + 17] & 0xFF) << 8;
      }
      fields.add(new Field(new String(descriptions, at, end - at, charset).strip(), type, width));
      length += width;
    }
    if (fields.isEmpty() || length > recordLength || fields.size() > Limits.FIELDS) {
      throw new FileFault("The .dbf does not describe its columns.", "Maybe it is damaged.");
    }
  }

  Charset charset() {
    return charset;
  }

  /** The next row, or null at the end; a deleted one has no fields. */
  MapFeature.@Nullable Fields next() throws IOException {
    byte[] record = new byte[recordLength];
    int first = in.read();
    if (first < 0 || first == 0x1A) {
      return null;
    }
    try {
      in.readFully(record, 1, recordLength - 1);
    } catch (EOFException e) {
      return null;
    }
    var row = new MapFeature.Fields();
    if (first == '*') {
      row.put("@deleted", "true");
    }
    int at = 1;
    for (Field field : fields) {
      row.put(field.name, text(record, at, field));
      at += field.length;
    }
    return row;
  }

  private String text(byte[] record, int at, Field field) {
    Charset used = field.type == 'C' ? charset : StandardCharsets.US_ASCII;
    String text = new String(record, at, field.length, used).replace('\0', ' ').strip();
    return switch (field.type) {
      case 'D' ->
          text.matches("\\d{8}")
              ? text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6)
              : text;
      case 'N', 'F' -> text.startsWith("*") ? "" : text;
      case 'L' ->
          switch (text) {
            case "T", "t", "Y", "y" -> "true";
            case "F", "f", "N", "n" -> "false";
            default -> "";
          };
      default -> text;
    };
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
