package io.yiwang.vision.detect;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.equalizeHist;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.yiwang.vision.Box;
import io.yiwang.vision.Frame;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;
import org.bytedeco.opencv.opencv_objdetect.HOGDescriptor;

/**
 * OpenCV's own detectors of faces, number plates and upright people, set so that they rather see
 * one too many. Not for several threads.
 */
final class Sight implements AutoCloseable {
  private static final int WIDTH = 960;
  private static final int FACE_WIDTH = 640;
  private static final double STEP = 1.12;
  private static final int LEAST_FACE = 16;
  private static final int LEAST_PLATE = 20;

  /** Larger in parts of the picture's width it is something else. */
  private static final double MOST_PLATE = 0.22;

  private static final String CASCADES = "/share/opencv4/haarcascades/haarcascade_";

  /** The head of an upright person, in parts of the detector's box, which has room around them. */
  private static final Box HEAD = new Box(0.22, 0.03, 0.56, 0.26);

  private final CascadeClassifier front;
  private final CascadeClassifier profile;
  private final CascadeClassifier plate;
  private final HOGDescriptor people = new HOGDescriptor();

  Sight() {
    setNumThreads(1);
    front = cascade("frontalface_alt2");
    profile = cascade("profileface");
    plate = cascade("russian_plate_number");
    try (var weights = new Mat(HOGDescriptor.getDefaultPeopleDetector())) {
      people.setSVMDetector(weights);
    }
  }

  private static CascadeClassifier cascade(String name) {
    String resource = "/org/bytedeco/opencv/" + Loader.getPlatform() + CASCADES + name + ".xml";
    URL found = CascadeClassifier.class.getResource(resource);
    if (found == null) {
      throw new IllegalStateException(resource + " is missing.");
    }
    try {
      File file = Loader.cacheResource(found);
      var cascade = new CascadeClassifier(file.getPath());
      if (cascade.empty()) {
        throw new IllegalStateException(resource + " cannot be read.");
      }
      return cascade;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What to cover, in pixels of the frame.
   *
   * @param faces whether to look for faces too; dearest by far, so not where a model does it better
   */
  List<Box> find(Frame frame, boolean faces) {
    List<Box> boxes = new ArrayList<>();
    try (var scope = new PointerScope()) {
      var whole = new Mat(frame.height(), frame.width(), CV_8UC3, new BytePointer(frame.pixels()));
      var grey = new Mat();
      cvtColor(whole, grey, COLOR_BGR2GRAY);
      Mat smaller = smaller(grey, WIDTH);
      double scale = (double) frame.width() / smaller.cols();
      plates(smaller, scale, boxes);
      heads(smaller, scale, boxes);
      if (faces) {
        faces(smaller(grey, FACE_WIDTH), frame.width(), boxes);
      }
      scope.deallocate();
    }
    return boxes;
  }

  private static Mat smaller(Mat grey, int width) {
    if (grey.cols() <= width) {
      return grey;
    }
    var smaller = new Mat();
    int height = Math.max(1, grey.rows() * width / grey.cols());
    resize(grey, smaller, new Size(width, height), 0, 0, INTER_AREA);
    return smaller;
  }

  private void faces(Mat grey, int frameWidth, List<Box> boxes) {
    double scale = (double) frameWidth / grey.cols();
    var even = new Mat();
    equalizeHist(grey, even);
    add(cascaded(front, even, LEAST_FACE, 2), scale, boxes);
    add(cascaded(profile, even, LEAST_FACE, 2), scale, boxes);
    var mirrored = new Mat();
    flip(even, mirrored, 1);
    var turned = new ArrayList<Box>();
    add(cascaded(profile, mirrored, LEAST_FACE, 2), 1, turned);
    for (Box box : turned) {
      boxes.add(
          scaled(new Box(grey.cols() - box.right(), box.y(), box.width(), box.height()), scale));
    }
  }

  private void plates(Mat grey, double scale, List<Box> boxes) {
    var found = new ArrayList<Box>();
    add(cascaded(plate, grey, LEAST_PLATE, 2), 1, found);
    for (Box box : found) {
      if (box.width() <= MOST_PLATE * grey.cols()) {
        boxes.add(scaled(box, scale));
      }
    }
  }

  private static RectVector cascaded(CascadeClassifier cascade, Mat grey, int least, int agreeing) {
    var found = new RectVector();
    cascade.detectMultiScale(
        grey, found, STEP, agreeing, 0, new Size(least, least), new Size(0, 0));
    return found;
  }

  private void heads(Mat grey, double scale, List<Box> boxes) {
    if (grey.cols() < 64 || grey.rows() < 128) {
      return;
    }
    var found = new RectVector();
    people.detectMultiScale(grey, found, 0.0, new Size(8, 8), new Size(0, 0), 1.08, 2.0, false);
    for (long i = 0; i < found.size(); i++) {
      Box person = box(found.get(i));
      boxes.add(
          scaled(
              new Box(
                  person.x() + HEAD.x() * person.width(),
                  person.y() + HEAD.y() * person.height(),
                  HEAD.width() * person.width(),
                  HEAD.height() * person.height()),
              scale));
    }
  }

  private static void add(RectVector found, double scale, List<Box> boxes) {
    for (long i = 0; i < found.size(); i++) {
      boxes.add(scaled(box(found.get(i)), scale));
    }
  }

  private static Box box(Rect rect) {
    return new Box(rect.x(), rect.y(), rect.width(), rect.height());
  }

  private static Box scaled(Box box, double scale) {
    return new Box(box.x() * scale, box.y() * scale, box.width() * scale, box.height() * scale);
  }

  @Override
  public void close() {
    front.close();
    profile.close();
    plate.close();
    people.close();
  }
}
