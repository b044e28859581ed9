package io.yiwang.citymap.files;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** The shapes of a shapefile (ESRI, 1998), record by record; heights and measures are left out. */
final class ShpReader implements AutoCloseable {
  private static final int FILE_CODE = 9994;
  private static final int HEADER = 100;
  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  private final DataInputStream in;

  ShpReader(Path file) throws IOException {
    in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    byte[] header = in.readNBytes(HEADER);
    if (header.length < HEADER || ByteBuffer.wrap(header).getInt(0) != FILE_CODE) {
      in.close();
      throw new FileFault("The .shp is none.", "Maybe it is damaged.");
    }
  }

  /** A record: its shape, or what is wrong with it. */
  record Shape(@Nullable Geometry geometry, @Nullable RowFault fault) {}

  /** The next record; null at the end of the file. */
  @Nullable Shape next() throws IOException {
    byte[] head = in.readNBytes(8);
    if (head.length < 8) {
      return null;
    }
    long length = 2L * ByteBuffer.wrap(head).getInt(4);
    if (length < 4 || length > 8L * Limits.ROW) {
      throw new FileFault("A record of the .shp has " + length + " bytes.", "Maybe it is damaged.");
    }
    byte[] content = in.readNBytes((int) length);
    if (content.length < length) {
      throw new FileFault("The .shp ends in a record.", "Maybe it was cut off.");
    }
    ByteBuffer record = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    try {
      return new Shape(shape(record), null);
    } catch (RowFault fault) {
      return new Shape(null, fault);
    } catch (java.nio.BufferUnderflowException | IllegalArgumentException e) {
      return new Shape(null, new RowFault("geometry", null, "is a damaged record.", null));
    }
  }

  private static @Nullable Geometry shape(ByteBuffer record) {
    int type = record.getInt();
    return switch (type) {
      case 0 -> null;
      case 1, 11, 21 -> GEOMETRY.createPoint(position(record));
      case 8, 18, 28 -> {
        record.position(record.position() + 32);
        yield GEOMETRY.createMultiPointFromCoords(positions(record, count(record, 16)));
      }
      case 3, 13, 23 -> {
        List<LineString> lines = new ArrayList<>();
        parts(record).forEach(part -> lines.add(GEOMETRY.createLineString(part)));
        yield lines.size() == 1
            ? lines.getFirst()
            : GEOMETRY.createMultiLineString(lines.toArray(LineString[]::new));
      }
      case 5, 15, 25 -> area(parts(record));
      default ->
          throw new RowFault("geometry", "type " + type, "must be points, lines or areas.", null);
    };
  }

  private static List<Coordinate[]> parts(ByteBuffer record) {
    record.position(record.position() + 32);
    int parts = count(record, 4);
    int points = count(record, 16);
    int[] starts = new int[parts + 1];
    for (int i = 0; i < parts; i++) {
      starts[i] = record.getInt();
    }
    starts[parts] = points;
    List<Coordinate[]> all = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      if (starts[i] < 0 || starts[i + 1] < starts[i]) {
        throw new RowFault("geometry", null, "is a damaged record.", null);
      }
      all.add(positions(record, starts[i + 1] - starts[i]));
    }
    return all;
  }

  /** A number of things that must find room in what is left. */
  private static int count(ByteBuffer record, int bytesEach) {
    int count = record.getInt();
    if (count < 0 || (long) count * bytesEach > record.remaining()) {
      throw new RowFault("geometry", null, "is a damaged record.", null);
    }
    return count;
  }

  private static Coordinate[] positions(ByteBuffer record, int count) {
    Coordinate[] positions = new Coordinate[count];
    for (int i = 0; i < count; i++) {
      positions[i] = position(record);
    }
    return positions;
  }

  private static Coordinate position(ByteBuffer record) {
    return new Coordinate(record.getDouble(), record.getDouble());
  }

  /** Rings in clockwise order are outer ones, the others holes in the smallest that holds them. */
  private static Geometry area(List<Coordinate[]> rings) {
    List<LinearRing> outer = new ArrayList<>();
    List<LinearRing> holes = new ArrayList<>();
    for (Coordinate[] ring : rings) {
      if (ring.length < 4) {
        continue;
      }
      if (!ring[0].equals2D(ring[ring.length - 1])) {
        throw new RowFault("geometry", null, "must have closed rings.", null);
      }
      boolean hole = Orientation.isCCW(ring) && !outer.isEmpty();
      (hole ? holes : outer).add(GEOMETRY.createLinearRing(ring));
    }
    if (outer.isEmpty()) {
      throw new RowFault("geometry", null, "must have rings of three corners or more.", null);
    }
    return Rings.polygons(outer, holes);
  }

  /** Puts holes into the areas they lie in. */
  private static final class Rings {
    private static Geometry polygons(List<LinearRing> outer, List<LinearRing> holes) {
      List<Polygon> shells = outer.stream().map(GEOMETRY::createPolygon).toList();
      List<List<LinearRing>> inside = new ArrayList<>();
      shells.forEach(shell -> inside.add(new ArrayList<>()));
      for (LinearRing hole : holes) {
        inside.get(smallest(shells, hole)).add(hole);
      }
      List<Polygon> areas = new ArrayList<>();
      for (int i = 0; i < shells.size(); i++) {
        areas.add(GEOMETRY.createPolygon(outer.get(i), inside.get(i).toArray(LinearRing[]::new)));
      }
      return areas.size() == 1
          ? areas.getFirst()
          : GEOMETRY.createMultiPolygon(areas.toArray(Polygon[]::new));
    }

    private static int smallest(List<Polygon> shells, LinearRing hole) {
      int best = 0;
      double size = Double.MAX_VALUE;
      for (int i = 0; i < shells.size(); i++) {
        Polygon shell = shells.get(i);
        boolean holds = shell.getEnvelopeInternal().covers(hole.getEnvelopeInternal());
        if (holds && shell.getArea() < size && shell.covers(hole.getInteriorPoint())) {
          best = i;
          size = shell.getArea();
        }
      }
      return best;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
