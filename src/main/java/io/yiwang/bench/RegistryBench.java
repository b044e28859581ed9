package io.yiwang.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The registry of a whole city: how long it takes to fill, how fast a neighbourhood looks at its
 * houses, how fast a person is found: asked by the duty officer of the visitors' street, who sees
 * that street. Every figure is of the scale that is printed first.
 */
final class RegistryBench {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int CONNECTIONS = 2;
  private static final int KNOWN = 300;
  private static final int PATIENCE_SECONDS = 60;
  private static final String[] NAMES = {"王伟", "李国强", "张建华", "陈欣怡", "刘秀英", "沈一诺", "陆志强"};

  private final Instance city;
  private final int rounds;
  private final Map<String, String> officer;
  private final List<Long> quarters = new ArrayList<>();
  private final List<Long> buildings = new ArrayList<>();
  private final List<Long> doors = new ArrayList<>();
  private final List<String> streets = new ArrayList<>();
  private final List<String> searches = new ArrayList<>();
  private long largest;

  private RegistryBench(Instance city, int rounds) throws IOException, InterruptedException {
    this.city = city;
    this.officer = SignIn.as(city.address(), "street", "yiwang");
    this.rounds = rounds;
  }

  /**
   * Options: {@code --scale X} of the registry (0.01), {@code --rounds N} of each question (2,000),
   * {@code --keep DIR} a data folder to fill or to use again.
   */
  static void run(String[] options) throws Exception {
    String scale = Bench.option(options, "--scale", "0.01");
    int rounds = Bench.option(options, "--rounds", 2000);
    String keep = Bench.option(options, "--keep", "");
    Path data = keep.isEmpty() ? Files.createTempDirectory("yiwang-bench") : Path.of(keep);
    Bench.note("data folder " + data);
    Instance.Launch launch =
        Instance.Launch.script("--yiwang.demo.life=false", "--yiwang.demo.people-scale=" + scale);
    try (Instance city = Instance.start(launch, data)) {
      String facts = Files.readString(data.resolve("run").resolve("people-load"));
      double residents = fact(facts, "residents");
      Bench.figure("registry.scale", fact(facts, "scale"), "of 24 million residents");
      Bench.figure("registry.residents", residents, "persons");
      Bench.figure("registry.load_minutes", fact(facts, "seconds") / 60, "min");
      Bench.figure("registry.rows_minutes", fact(facts, "rows_seconds") / 60, "min");
      Bench.figure("registry.residents_per_second", residents / fact(facts, "seconds"), "1/s");
      Bench.figure(
          "registry.bytes_per_resident", size(data.resolve("postgres/base")) / residents, "B");
      RegistryBench bench = new RegistryBench(city, rounds);
      bench.lookAround();
      bench.measure("warm-up", bench::view, rounds / 4);
      bench.measure("warm-up", bench::search, rounds / 4);
      bench.measure("registry.neighbourhood_view", bench::view, rounds);
      bench.measure(
          "registry.quarter_of_5000_doors", bench::largestQuarter, Math.max(50, rounds / 10));
      bench.measure("registry.person_search", bench::search, rounds);
    }
  }

  private static double fact(String facts, String name) {
    Matcher found = Pattern.compile("(?<![a-z_])" + name + "=(\\S+)").matcher(facts);
    if (!found.find()) {
      throw new IllegalStateException(name + " is missing in " + facts);
    }
    return Double.parseDouble(found.group(1));
  }

  private static double size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
    }
  }

  /** Finds out what there is to ask for: quarters, buildings, doors, people who are there. */
  private void lookAround() throws Exception {
    var random = new SplittableRandom(1);
    try (Wire wire = wire()) {
      JsonNode all = get(wire, "/api/v1/registry/quarters?measure=VACANT");
      int most = 0;
      for (JsonNode q : all.path("quarters")) {
        quarters.add(q.path("id").asLong());
        String street = q.path("regionCode").asString().substring(0, 9);
        if (!streets.contains(street)) {
          streets.add(street);
        }
        if (q.path("base").asInt() > most) {
          most = q.path("base").asInt();
          largest = q.path("id").asLong();
        }
      }
      Bench.figure("registry.largest_quarter_doors", most, "doors");
      for (int i = 0; i < 100; i++) {
        get(wire, "/api/v1/registry/quarters/" + one(quarters, random))
            .path("buildings")
            .forEach(b -> buildings.add(b.path("id").asLong()));
      }
      for (int i = 0; i < 200; i++) {
        get(wire, "/api/v1/registry/buildings/" + one(buildings, random))
            .path("doors")
            .forEach(
                d -> {
                  if (d.path("residents").asInt() > 0) {
                    doors.add(d.path("id").asLong());
                  }
                });
      }
      lookForPeople(wire, random);
    }
  }

  /** Some residents in full, as bulk: for a case of the street, and when the district agrees. */
  private void lookForPeople(Wire wire, SplittableRandom random) throws Exception {
    Set<String> people = new LinkedHashSet<>();
    while (people.size() < KNOWN / 2) {
      JsonNode resident =
          get(wire, "/api/v1/registry/doors/" + one(doors, random)).path("residents").path(0);
      people.add("person:" + resident.path("id").asLong());
    }
    String asked =
        JSON.writeValueAsString(
            Map.of(
                "objects",
                people,
                "fields",
                List.of("citizenNumber", "phone"),
                "purpose",
                "verify-identity",
                "reference",
                "case:" + caseHere(wire)));
    long grant = JSON.readTree(post(wire, "/api/v1/reveals", asked)).path("id").asLong();
    try (Wire district =
        new Wire(city.address(), SignIn.as(city.address(), "district", "yiwang"))) {
      post(district, "/api/v1/reveals/" + grant + "/decision", "{\"approved\":true}");
    }
    for (JsonNode plain : get(wire, "/api/v1/reveals/" + grant + "/values").path("records")) {
      JsonNode fields = plain.path("fields");
      searches.add("{\"number\":\"" + fields.path("citizenNumber").asString() + "\"}");
      if (fields.has("phone")) {
        searches.add("{\"phone\":\"" + fields.path("phone").asString() + "\"}");
      }
      searches.add(
          "{\"name\":\"%s\",\"page\":%d}"
              .formatted(NAMES[random.nextInt(NAMES.length)], random.nextInt(3)));
    }
  }

  /** A case that the street sees; the city's life is off, so one is reported where it is none. */
  private long caseHere(Wire wire) throws Exception {
    JsonNode quarter = get(wire, "/api/v1/registry/quarters/" + quarters.getFirst());
    byte[] seen =
        JSON.writeValueAsBytes(
            List.of(
                Map.of(
                    "key", "registry-bench-" + System.nanoTime(),
                    "class", "06010",
                    "lat", quarter.path("lat").asDouble(),
                    "lng", quarter.path("lng").asDouble(),
                    "observedAt", Instant.now().toString())));
    Wire.Answer taken = wire.post("/api/v1/observations", seen, seen.length);
    if (taken.status() >= 300) {
      throw new IllegalStateException("/api/v1/observations: " + taken);
    }
    for (int i = 0; i < PATIENCE_SECONDS; i++) {
      JsonNode first = get(wire, "/api/v1/cases?size=1").path("items").path(0);
      if (first.has("id")) {
        return first.path("id").asLong();
      }
      TimeUnit.SECONDS.sleep(1);
    }
    throw new IllegalStateException("No case came of the report.");
  }

  private static <T> T one(List<T> some, SplittableRandom random) {
    return some.get(random.nextInt(some.size()));
  }

  private interface Question {
    void ask(Wire wire, SplittableRandom random) throws Exception;
  }

  /** As people look: a street's map, a quarter, its pictures, doors. */
  private void view(Wire wire, SplittableRandom random) throws Exception {
    int dice = random.nextInt(10);
    get(
        wire,
        dice < 1
            ? "/api/v1/registry/quarters?measure=RETURNEE&region=" + one(streets, random)
            : dice < 3
                ? "/api/v1/registry/quarters/" + one(quarters, random) + "?measure=RETURNEE"
                : dice < 6
                    ? "/api/v1/registry/buildings/" + one(buildings, random)
                    : "/api/v1/registry/doors/" + one(doors, random));
  }

  private void largestQuarter(Wire wire, SplittableRandom random) throws Exception {
    get(wire, "/api/v1/registry/quarters/" + largest + "?measure=ELDERLY");
  }

  private void search(Wire wire, SplittableRandom random) throws Exception {
    post(wire, "/api/v1/registry/persons/search", one(searches, random));
  }

  private void measure(String name, Question question, int times) throws Exception {
    List<Future<double[]>> parts = new ArrayList<>();
    double[] millis;
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      for (int i = 0; i < CONNECTIONS; i++) {
        int seed = i;
        parts.add(threads.submit(() -> times(question, seed, times / CONNECTIONS)));
      }
      List<Double> all = new ArrayList<>();
      for (Future<double[]> part : parts) {
        Arrays.stream(part.get()).forEach(all::add);
      }
      millis = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
    if (!name.equals("warm-up")) {
      Bench.figure(name + "_p50_ms", millis[millis.length / 2], "ms");
      Bench.figure(name + "_p99_ms", millis[(int) Math.ceil(millis.length * 0.99) - 1], "ms");
    }
  }

  private double[] times(Question question, int seed, int times) throws Exception {
    var random = new SplittableRandom(100 + seed);
    double[] millis = new double[times];
    try (Wire wire = wire()) {
      for (int i = 0; i < times; i++) {
        long start = System.nanoTime();
        question.ask(wire, random);
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    return millis;
  }

  private Wire wire() throws IOException {
    return new Wire(city.address(), officer);
  }

  private static JsonNode get(Wire wire, String path) throws IOException {
    Wire.Answer answer = wire.get(path);
    if (answer.status() != 200) {
      throw new IllegalStateException(path + ": " + answer);
    }
    return JSON.readTree(answer.body());
  }

  private static String post(Wire wire, String path, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Wire.Answer answer = wire.post(path, bytes, bytes.length);
    if (answer.status() != 200) {
      throw new IllegalStateException(path + ": " + answer);
    }
    return answer.body();
  }
}
