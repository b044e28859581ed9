package io.yiwang.browser;

import io.yiwang.access.Duty;
import io.yiwang.access.Person;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Words that stand in rows and fields which almost nobody may see (promise S3). Whatever leaves the
 * platform during the run is searched for them, and each that is found where its reader may not see
 * it is a leak.
 */
final class Canary {
  /** Where the words live: a street, a neighbourhood and a crew of their own. */
  static final String STREET = "310199018";

  static final String HOME = "310000.310199." + STREET + "." + STREET + "001";

  static final String CREW = "MINI-CREW-18";

  /** What a word marks. */
  enum Word {
    NAME("KNRYNAMEQ"),
    NUMBER("31979719490101"),
    PHONE("1549797"),
    MAIL("KNRYMAILQ"),
    REPORTER("KNRYREPOQ"),
    OWNER("KNRYOWNRQ"),
    NOTE("KNRYNOTEQ"),
    MATTER("KNRYCASEQ");

    final String text;

    Word(String text) {
      this.text = text;
    }
  }

  /** Sealed before they are stored, so that they are nowhere plain, in no file either. */
  static final Set<Word> SEALED = EnumSet.of(Word.NUMBER, Word.PHONE, Word.MAIL, Word.REPORTER);

  private static final Set<Duty> READ_MATTERS =
      EnumSet.of(
          Duty.ADMIN,
          Duty.CITY_OFFICER,
          Duty.DISTRICT_OFFICER,
          Duty.STREET_OFFICER,
          Duty.ACCEPTOR,
          Duty.CHECKER,
          Duty.COMMITTEE);

  private static final ConcurrentLinkedQueue<String> LEAKS = new ConcurrentLinkedQueue<>();
  private static final AtomicLong WATCHED = new AtomicLong();

  private Canary() {}

  /** Somebody, or a program, who gets an answer. */
  record Reader(@Nullable Person person, boolean program, String address) {
    /** Said by hand and not by the platform's own policy, so that a mistake there shows. */
    private boolean maySee(Word word) {
      return switch (word) {
        case NAME, NUMBER, PHONE, MAIL, REPORTER, OWNER -> false;
        case NOTE -> person != null && person.has(Duty.COMMITTEE) && covers();
        case MATTER -> openToAll() || program || covers() && mayReadMatters() || ofTheCrew();
      };
    }

    /** The reporter's own page, and what Open311 publishes. */
    private boolean openToAll() {
      return address.contains("/api/v1/reports") || address.contains("/open311/");
    }

    private boolean covers() {
      return person != null && person.covers(HOME);
    }

    private boolean mayReadMatters() {
      return person != null && person.duties().stream().anyMatch(READ_MATTERS::contains);
    }

    private boolean ofTheCrew() {
      return person != null && person.unitCode().equals(CREW);
    }
  }

  /** Searches what a reader gets; the text may be a part of it. */
  static void search(String text, Reader reader) {
    for (Word word : Word.values()) {
      int at = text.indexOf(word.text);
      if (at >= 0 && !reader.maySee(word)) {
        leak(word, reader.address + " for " + who(reader), text, at);
      }
    }
  }

  /** Searches what nobody may see a word in. */
  static void search(String text, String where) {
    for (Word word : SEALED) {
      int at = text.indexOf(word.text);
      if (at >= 0) {
        leak(word, where, text, at);
      }
    }
  }

  private static void leak(Word word, String where, String text, int at) {
    String around = text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 40));
    LEAKS.add(word + " in " + where + ": …" + around + "…");
  }

  private static String who(Reader reader) {
    Person person = reader.person;
    return person == null
        ? reader.program ? "a program" : "nobody"
        : person.duties() + " of " + person.regionPath();
  }

  static void watched(long bytes) {
    WATCHED.addAndGet(bytes);
  }

  static long bytes() {
    return WATCHED.get();
  }

  static List<String> leaks() {
    return List.copyOf(LEAKS);
  }

  /** What is found meanwhile is a leak made on purpose. */
  static List<String> leaksOf(Runnable sabotage) {
    List<String> before = leaks();
    sabotage.run();
    List<String> found = new ArrayList<>(leaks());
    before.forEach(found::remove);
    found.forEach(LEAKS::remove);
    return found;
  }
}
