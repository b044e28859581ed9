package io.yiwang.citymap.explore;

import io.swagger.v3.oas.annotations.media.Schema;
import io.yiwang.citymap.Component;
import io.yiwang.citymap.ComponentClass;
import io.yiwang.citymap.ComponentState;
import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.citymap.components.ComponentFilter;
import io.yiwang.citymap.components.ComponentReader;
import io.yiwang.citymap.components.Layer;
import io.yiwang.citymap.components.Layers;
import io.yiwang.kernel.ComponentId;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.LocationCode;
import io.yiwang.kernel.RegionLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * One box for everything: identifiers, classes, coordinates, BeiDou codes, regions and grids, names
 * and addresses in Chinese and English. What the index finds is read through row security, so that
 * nobody finds what they may not see.
 */
@Service
class ComponentSearch {
  private static final double FAR_M = 30_000;
  private static final int MOST_CLASSES = 5;
  private static final int MOST_REGIONS = 5;

  /** "31.23, 121.47" or "121.47 31.23", also with 北纬 N, 东经 E and full-width commas. */
  private static final Pattern COORDINATE =
      Pattern.compile(
          "\\s*[NnEe北纬东经]{0,2}\\s*(-?\\d{1,3}\\.\\d+)°?[NnEe]?\\s*[,,、;\\s]\\s*[NnEe北纬东经]{0,2}\\s*(-?\\d{1,3}\\.\\d+)°?[NnEe]?\\s*");

  private final SearchFollower follower;
  private final ComponentReader reader;
  private final ComponentViews views;
  private final Layers layers;
  private final Regions regions;

  ComponentSearch(
      SearchFollower follower,
      ComponentReader reader,
      ComponentViews views,
      Layers layers,
      Regions regions) {
    this.follower = follower;
    this.reader = reader;
    this.views = views;
    this.layers = layers;
    this.regions = regions;
  }

  /** What a hit is. */
  enum Kind {
    COMPONENT,
    CLASS,
    REGION,
    PLACE
  }

  /**
   * Something that was found.
   *
   * @param code of a class, a region, or a BeiDou cell
   * @param subtitle address, or what else tells it from others
   * @param metres from where the reader looks, null when that was not said
   */
  @Schema(name = "MapHit")
  record Hit(
      Kind kind,
      @Nullable String id,
      @Nullable String code,
      String titleZh,
      String titleEn,
      String subtitle,
      @Nullable Double lng,
      @Nullable Double lat,
      @Nullable Double metres) {}

  /**
   * Up to {@code limit} hits, what was meant most exactly first.
   *
   * @param near where the reader looks
   */
  List<Hit> find(String text, @Nullable GeoPoint near, int limit) {
    String words = text.strip();
    List<Hit> hits = new ArrayList<>();
    exact(words, near).ifPresent(hits::add);
    if (!hits.isEmpty() || words.isEmpty()) {
      return hits;
    }
    Asked asked = asked(words);
    hits.addAll(regionsNamed(words, near));
    if (asked.words.isEmpty() && asked.named != null) {
      hits.addAll(classes(asked.classes));
      hits.addAll(nearestOf(asked.classes, near, limit - hits.size()));
    } else {
      List<Integer> named = numbersNamed(words);
      hits.addAll(classes(named));
      List<Hit> things = things(asked, near, limit - hits.size());
      hits.addAll(things.isEmpty() ? nearestOf(named, near, limit - hits.size()) : things);
    }
    return hits.subList(0, Math.min(limit, hits.size()));
  }

  private Optional<Hit> exact(String words, @Nullable GeoPoint near) {
    Optional<Hit> component =
        ComponentId.find(words).flatMap(id -> reader.find(id.number())).map(c -> hit(c, near));
    if (component.isPresent()) {
      return component;
    }
    Optional<Hit> region = regions.find(words).map(r -> hit(r, near));
    return region.isPresent() ? region : place(words, near);
  }

  private static Optional<Hit> place(String words, @Nullable GeoPoint near) {
    Matcher numbers = COORDINATE.matcher(words);
    if (numbers.matches()) {
      double a = Double.parseDouble(numbers.group(1));
      double b = Double.parseDouble(numbers.group(2));
      boolean latFirst = Math.abs(a) <= 90 && (Math.abs(b) > 90 || Math.abs(a) < Math.abs(b));
      double lat = latFirst ? a : b;
      double lng = latFirst ? b : a;
      if (Math.abs(lat) <= 90 && Math.abs(lng) <= 180) {
        var point = new GeoPoint(lat, lng);
        return Optional.of(placeHit(lat + ", " + lng, LocationCode.of(point).text(), point, near));
      }
    }
    try {
      LocationCode code = new LocationCode(words.toUpperCase(Locale.ROOT));
      if (code.level() >= 3) {
        return Optional.of(placeHit(code.text(), code.text(), code.cell().centre(), near));
      }
    } catch (IllegalArgumentException e) {
      // something else
    }
    return Optional.empty();
  }

  private static Hit placeHit(String title, String code, GeoPoint point, @Nullable GeoPoint near) {
    return new Hit(
        Kind.PLACE, null, code, title, title, code, point.lng(), point.lat(), metres(point, near));
  }

  /** What was asked: words to be found, and classes that the words named, if they did. */
  private record Asked(String words, List<Integer> classes, @Nullable String named) {}

  /** A class may stand anywhere among the words: 愚园路路灯, 路灯 愚园路, street lamp Yuyuan. */
  private Asked asked(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    String best = "";
    for (ComponentClass c : layers.names().values()) {
      for (String name : List.of(c.nameZh(), c.nameEn().toLowerCase(Locale.ROOT))) {
        if (name.length() > best.length() && lower.contains(name)) {
          best = name;
        }
      }
    }
    if (best.isEmpty()) {
      return new Asked(words, List.of(), null);
    }
    String found = best;
    List<Integer> numbers = new ArrayList<>();
    layers
        .names()
        .forEach(
            (number, c) -> {
              if (c.nameZh().equals(found) || c.nameEn().equalsIgnoreCase(found)) {
                numbers.add(number);
              }
            });
    int at = lower.indexOf(best);
    String rest = (words.substring(0, at) + " " + words.substring(at + best.length())).strip();
    return new Asked(rest, numbers, best);
  }

  /** Classes whose name, or whose layer's, holds the words, such as hydrants. */
  private List<Integer> numbersNamed(String words) {
    if (words.length() < 2) {
      return List.of();
    }
    String lower = words.toLowerCase(Locale.ROOT);
    List<Integer> numbers = new ArrayList<>();
    layers
        .names()
        .forEach(
            (number, c) -> {
              Layer layer = layers.ofClass(number);
              boolean named =
                  c.code().equals(words)
                      || holds(c.nameZh(), c.nameEn(), lower)
                      || layer != null && holds(layer.nameZh(), layer.nameEn(), lower);
              if (named) {
                numbers.add(number);
              }
            });
    return numbers.subList(0, Math.min(MOST_CLASSES, numbers.size()));
  }

  private static boolean holds(String nameZh, String nameEn, String lower) {
    return nameZh.contains(lower) || nameEn.toLowerCase(Locale.ROOT).contains(lower);
  }

  private List<Hit> classes(List<Integer> numbers) {
    Map<Integer, ComponentClass> names = layers.names();
    List<Hit> hits = new ArrayList<>();
    for (Integer number : numbers) {
      ComponentClass c = names.get(number);
      if (c != null && (!layers.isGuarded(number) || views.seesGuarded())) {
        hits.add(
            new Hit(
                Kind.CLASS, null, c.code(), c.nameZh(), c.nameEn(), c.code(), null, null, null));
      }
    }
    return hits;
  }

  private List<Hit> nearestOf(List<Integer> classes, @Nullable GeoPoint near, int limit) {
    if (limit <= 0 || classes.isEmpty()) {
      return List.of();
    }
    GeoPoint from = near != null ? near : regions.root().centre();
    int[] numbers = classes.stream().mapToInt(Integer::intValue).toArray();
    return reader.nearest(from, limit, FAR_M, ComponentFilter.ofClasses(numbers)).stream()
        .map(n -> hit(n.component(), near))
        .toList();
  }

  private List<Hit> regionsNamed(String words, @Nullable GeoPoint near) {
    if (words.length() < 2) {
      return List.of();
    }
    String lower = words.toLowerCase(Locale.ROOT);
    return java.util.Arrays.stream(RegionLevel.values())
        .filter(level -> level != RegionLevel.GRID)
        .flatMap(level -> regions.list(level).stream())
        .filter(
            r -> r.nameZh().contains(words) || r.nameEn().toLowerCase(Locale.ROOT).contains(lower))
        .sorted(Comparator.comparing(Region::level).thenComparing(r -> r.nameZh().length()))
        .limit(MOST_REGIONS)
        .map(r -> hit(r, near))
        .toList();
  }

  private List<Hit> things(Asked asked, @Nullable GeoPoint near, int limit) {
    SearchIndex index = follower.index();
    if (index == null || limit <= 0) {
      return List.of();
    }
    Set<String> codes = new LinkedHashSet<>();
    asked.classes.forEach(number -> codes.add(ComponentId.classCode(number)));
    var question =
        new SearchIndex.Question(
            asked.words,
            codes,
            views.seesGuarded(),
            near == null ? Double.NaN : near.lat(),
            near == null ? Double.NaN : near.lng());
    List<Long> ids = index.find(question, 2 * limit);
    if (ids.isEmpty() && !codes.isEmpty()) {
      // the class's name may be part of a proper name, as in 路灯管理所
      String all = asked.named == null ? asked.words : asked.words + " " + asked.named;
      ids =
          index.find(
              new SearchIndex.Question(
                  all, Set.of(), question.guarded(), question.lat(), question.lng()),
              2 * limit);
    }
    Map<Long, Component> found = reader.findAll(ids);
    List<Hit> hits = new ArrayList<>();
    for (Long id : ids) {
      Component c = found.get(id);
      if (c != null && c.state() != ComponentState.REMOVED && hits.size() < limit) {
        hits.add(hit(c, near));
      }
    }
    return hits;
  }

  private Hit hit(Component c, @Nullable GeoPoint near) {
    ComponentClass named = layers.names().get(c.classNo());
    String zh = named == null ? c.classCode() : named.nameZh();
    String en = named == null ? c.classCode() : named.nameEn();
    String name = c.name();
    return new Hit(
        Kind.COMPONENT,
        c.idText(),
        c.classCode(),
        name == null ? zh : name,
        name == null ? en : name,
        String.join(
            " · ",
            java.util.stream.Stream.of(name == null ? "" : zh, c.address(), c.idText())
                .filter(s -> s != null && !s.isEmpty())
                .toList()),
        c.point().lng(),
        c.point().lat(),
        metres(c.point(), near));
  }

  private Hit hit(Region r, @Nullable GeoPoint near) {
    String above =
        regions.line(r).stream()
            .filter(a -> a.level() != RegionLevel.CITY && !a.code().equals(r.code()))
            .map(Region::nameZh)
            .collect(java.util.stream.Collectors.joining(" "));
    return new Hit(
        Kind.REGION,
        null,
        r.code(),
        r.nameZh(),
        r.nameEn(),
        (above + " " + r.code()).strip(),
        r.centre().lng(),
        r.centre().lat(),
        metres(r.centre(), near));
  }

  private static @Nullable Double metres(GeoPoint point, @Nullable GeoPoint near) {
    return near == null ? null : (double) Math.round(point.distanceMetres(near));
  }
}
