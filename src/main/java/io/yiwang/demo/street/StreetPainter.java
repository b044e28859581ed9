package io.yiwang.demo.street;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Paints a street as a camera on a pole sees it, the same for the same time. Not for several
 * threads.
 */
public final class StreetPainter {
  private static final double MARGIN = 0.02;

  private final StreetScene scene;
  private final int width;
  private final int rows;
  private final int marginX;
  private final int marginY;
  private final Lens lens;
  private final BufferedImage backdrop;
  private final Sensor sensor;

  /** A picture and what it truly shows. */
  public record Shot(BufferedImage image, List<Seen> truth) {
    public Shot {
      truth = List.copyOf(truth);
    }
  }

  public StreetPainter(StreetScene scene, int width, int rows) {
    this.scene = scene;
    this.width = width;
    this.rows = rows;
    this.marginX = (int) Math.ceil(width * MARGIN);
    this.marginY = (int) Math.ceil(rows * MARGIN * 2);
    int largeWidth = width + 2 * marginX;
    double wider = largeWidth / (double) width;
    Lens small = scene.lens;
    double field = 2 * Math.atan(Math.tan(small.fieldOfView() / 2) * wider);
    this.lens =
        new Lens(
            small.x(),
            small.height(),
            small.tilt(),
            small.pan(),
            field,
            largeWidth,
            rows + 2 * marginY);
    this.backdrop = Backdrop.paint(scene.layout, lens);
    this.sensor = new Sensor(scene.layout, lens);
  }

  /** Something to paint, the farthest first. */
  private record Sprite(double depth, Runnable paint) {}

  /**
   * @param t seconds
   */
  public Shot paint(double t) {
    Air air = scene.sky.at(t);
    var image = new BufferedImage(lens.width(), lens.rows(), BufferedImage.TYPE_INT_RGB);
    image.getGraphics().drawImage(backdrop, 0, 0, null);
    var brush = new Brush(image, lens);
    List<Seen> truth = new ArrayList<>();
    var litter = new Litter(brush);
    for (Puddle p : scene.puddles(t)) {
      Rectangle2D box = litter.water(spot(p.x(), p.y()), p.radiusAt(t), air.rain(), t);
      note(truth, "water", box, 2 * p.radiusAt(t), air);
    }
    new Shade(scene.layout, brush).paint(air);
    for (Sprite sprite : sprites(t, air, brush, litter, truth)) {
      sprite.paint().run();
    }
    brush.done();
    sensor.light(image, air);
    var lights = new Brush(image, lens);
    new Lights(scene, lights).paint(t, air);
    lights.done();
    long moment = (long) (t * 1000) ^ scene.layout.seed();
    return new Shot(sensor.expose(image, width, rows, air, moment), truth);
  }

  private List<Sprite> sprites(double t, Air air, Brush brush, Litter litter, List<Seen> truth) {
    List<Sprite> all = new ArrayList<>();
    var figures = new Figures(brush);
    var vehicles = new Vehicles(brush);
    for (Thing thing : scene.things(t)) {
      Spot at = spot(thing.x(), thing.y());
      add(all, at, () -> note(truth, "litter", litter.draw(thing, at), thing.kind().metres(), air));
    }
    for (ParkedBike bike : scene.bikes(t)) {
      Spot at = spot(bike.x(), bike.y());
      String label = scene.inBay(bike.x(), bike.y()) ? "bicycle" : "stray-bicycle";
      Color colour = Traffic.BIKES[(int) Math.floorMod(bike.seed(), 3L)];
      add(
          all,
          at,
          () -> {
            shadow(brush, at, air, 0.9, 0.5);
            vehicles.bicycle(colour, at, bike.turn());
            note(truth, label, upright(at, 0.75, 1.05), 1.7, air);
          });
    }
    List<Walk> walks = new ArrayList<>(scene.traffic.walkers(t));
    walks.addAll(scene.walks(t));
    for (Walk walk : walks) {
      Walk.Pose pose = walk.at(t);
      if (pose != null) {
        Spot at = spot(pose.x(), pose.y());
        boolean faces = pose.dy() < 0 || pose.dy() == 0 && pose.dx() <= 0;
        boolean umbrella = air.rain() > 0.25 && !walk.person().vest();
        add(
            all,
            at,
            () -> {
              shadow(brush, at, air, walk.person().height(), 0.22);
              figures.walker(walk.person(), at, pose.gone(), faces, umbrella);
              note(truth, "person", upright(at, 0.3, walk.person().height()), 1.7, air);
            });
      }
    }
    for (Traffic.Ride ride : scene.traffic.rides(t)) {
      add(all, spot(ride.x(), ride.y()), () -> ride(ride, brush, figures, vehicles, air, truth));
    }
    for (Traffic.Drive drive : scene.traffic.drives(t)) {
      Spot at = spot(drive.x(), drive.y());
      add(
          all,
          at,
          () -> {
            brush.fill(new Color(16, 16, 20, 110), brush.flat(at, 1.05, 2.4));
            shadow(brush, at, air, 1.3, 1.6);
            vehicles.car(drive.colour(), at, drive.ahead(), drive.plate());
            note(truth, "car", upright(at, 1.1, 1.5), 4.4, air);
          });
    }
    standing(all, brush);
    all.sort(Comparator.comparingDouble(Sprite::depth).reversed());
    return all;
  }

  private void standing(List<Sprite> all, Brush brush) {
    var standing = new Standing(scene.layout, brush);
    for (Spot lamp : scene.layout.lamps()) {
      if (lamp.y() < Standing.NEAR) {
        add(all, spot(lamp.x(), lamp.y()), () -> standing.lamp(lamp));
      }
    }
    for (int i = 0; i < scene.layout.trees().size(); i++) {
      int number = i;
      if (scene.layout.trees().get(i).y() < Standing.NEAR) {
        add(all, scene.layout.trees().get(i), () -> standing.tree(number));
      }
    }
  }

  private void ride(
      Traffic.Ride ride,
      Brush brush,
      Figures figures,
      Vehicles vehicles,
      Air air,
      List<Seen> truth) {
    Spot at = spot(ride.x(), ride.y());
    double turn = ride.ahead() * Math.PI / 2;
    shadow(brush, at, air, 1.6, 0.4);
    vehicles.bicycle(ride.colour(), at, turn);
    figures.rider(
        ride.person(),
        Vehicles.saddle(at, turn),
        Vehicles.handle(at, turn),
        ride.gone(),
        ride.ahead() < 0);
    note(truth, "bicycle", upright(at, 0.35, 1.1), 1.7, air);
    note(truth, "person", upright(at.plus(0, 0, 0.5), 0.3, 1.3), 1.7, air);
  }

  private void add(List<Sprite> all, Spot at, Runnable paint) {
    double depth = lens.depth(at);
    if (depth > 0.8) {
      all.add(new Sprite(depth, paint));
    }
  }

  /** What stands here throws a shadow away from the sun. */
  private static void shadow(Brush brush, Spot foot, Air air, double high, double wide) {
    if (air.sun() < 0.05) {
      return;
    }
    double dx = Math.cos(air.sunTurn()) * air.shade() * high;
    double dy = Math.sin(air.sunTurn()) * air.shade() * high;
    double across = wide / Math.max(0.1, Math.hypot(dx, dy));
    Path2D shape =
        brush.lens.outline(
            List.of(
                foot.plus(dy * across, -dx * across, 0),
                foot.plus(dx + dy * across * 0.7, dy - dx * across * 0.7, 0),
                foot.plus(dx * 1.06, dy * 1.06, 0),
                foot.plus(dx - dy * across * 0.7, dy + dx * across * 0.7, 0),
                foot.plus(-dy * across, dx * across, 0)));
    brush.fill(new Color(16, 18, 30, (int) (105 * air.sun())), shape);
  }

  private Spot spot(double x, double y) {
    return new Spot(x, y, scene.layout.ground(x));
  }

  private Rectangle2D upright(Spot foot, double half, double high) {
    Point2D.Double low = lens.pixel(foot);
    Point2D.Double top = lens.pixel(foot.plus(0, 0, high));
    if (low == null || top == null) {
      return new Rectangle2D.Double();
    }
    double s = lens.scale(foot) * half;
    return new Rectangle2D.Double(low.x - s, top.y, 2 * s, low.y - top.y);
  }

  /** What was painted at this box of the larger picture is there in the picture, if it is in it. */
  private void note(List<Seen> truth, String label, Rectangle2D box, double metres, Air air) {
    double x = box.getX() - marginX - Math.round(air.shakeX() * width);
    double y = box.getY() - marginY - Math.round(air.shakeY() * width);
    Rectangle2D cut =
        new Rectangle2D.Double(x, y, box.getWidth(), box.getHeight())
            .createIntersection(new Rectangle2D.Double(0, 0, width, rows));
    if (cut.getWidth() > 1 && cut.getHeight() > 1) {
      truth.add(new Seen(label, cut.getX(), cut.getY(), cut.getWidth(), cut.getHeight(), metres));
    }
  }
}
