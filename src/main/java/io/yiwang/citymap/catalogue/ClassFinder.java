package io.yiwang.citymap.catalogue;

import io.yiwang.citymap.MatterClass;
import io.yiwang.citymap.Suggestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Guesses the class of a free text.
 *
 * <p>Chinese is not cut into words: a keyword that occurs in the text counts by the square of its
 * length, so that 共享单车 outweighs 单车, and pairs of neighbouring characters shared with the class's
 * name count by how rare they are among all names. English keywords count when they stand as whole
 * words, by the square of their number of words. The score only ranks; a text without any hit has
 * no suggestion.
 */
final class ClassFinder {
  private static final double PAIR_WEIGHT = 1.5;
  private static final double WORD_WEIGHT = 1.0;
  private static final double ENGLISH_KEYWORD_WEIGHT = 4.0;
  private static final double LEAST_SCORE = 1.0;
  private static final int MAX_TEXT = 2_000;
  private static final Pattern NOT_WORD = Pattern.compile("[^\\p{Alnum}]+");
  private static final Set<String> STOP_WORDS =
      Set.of(
          "the", "a", "an", "of", "or", "in", "on", "and", "to", "for", "is", "with", "by", "from",
          "at", "its", "that", "not", "too", "out", "fault", "unknown", "special");

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Integer> pairCounts = new HashMap<>();
  private final Map<String, Integer> wordCounts = new HashMap<>();

  private record Entry(
      MatterClass matterClass,
      Set<String> pairs,
      Set<String> words,
      List<String> chinese,
      List<String> english) {}

  ClassFinder(List<MatterClass> classes) {
    for (MatterClass c : classes) {
      Entry entry = entry(c);
      entries.add(entry);
      entry.pairs.forEach(pair -> pairCounts.merge(pair, 1, Integer::sum));
      entry.words.forEach(word -> wordCounts.merge(word, 1, Integer::sum));
    }
  }

  private static Entry entry(MatterClass c) {
    List<String> chinese = new ArrayList<>();
    List<String> english = new ArrayList<>();
    String name = c.nameZh().replaceFirst("异常$", "");
    chinese.add(name);
    for (String keyword : c.keywords()) {
      if (keyword.chars().anyMatch(ch -> ch > 0x2E80)) {
        chinese.add(keyword);
      } else {
        english.add(words(keyword));
      }
    }
    return new Entry(c, pairs(name), wordSet(c.nameEn()), chinese, english);
  }

  List<Suggestion> find(String text, int limit) {
    String lower = text.substring(0, Math.min(text.length(), MAX_TEXT)).toLowerCase(Locale.ROOT);
    String phrase = " " + words(lower) + " ";
    Set<String> pairs = pairs(lower);
    Set<String> words = wordSet(lower);
    return entries.stream()
        .map(entry -> new Suggestion(entry.matterClass, score(entry, lower, phrase, pairs, words)))
        .filter(suggestion -> suggestion.score() >= LEAST_SCORE)
        .sorted(
            Comparator.comparingDouble(Suggestion::score)
                .reversed()
                .thenComparing(suggestion -> suggestion.matterClass().code()))
        .limit(limit)
        .toList();
  }

  private double score(
      Entry entry, String text, String phrase, Set<String> pairs, Set<String> words) {
    double score = 0;
    for (String keyword : entry.chinese) {
      if (text.contains(keyword)) {
        score += keyword.length() * keyword.length();
      }
    }
    for (String keyword : entry.english) {
      if (phrase.contains(" " + keyword + " ") || phrase.contains(" " + keyword + "s ")) {
        int length = keyword.split(" ", -1).length;
        score += ENGLISH_KEYWORD_WEIGHT * length * length;
      }
    }
    score += PAIR_WEIGHT * rarity(entry.pairs, pairs, pairCounts);
    score += WORD_WEIGHT * rarity(entry.words, words, wordCounts);
    return score;
  }

  /**
   * Sum over the shared members of how rare each is: 1 when one class has it, 0.1 when ten have.
   */
  private static double rarity(Set<String> mine, Set<String> given, Map<String, Integer> counts) {
    double sum = 0;
    for (String member : mine) {
      if (given.contains(member)) {
        sum += 1.0 / counts.getOrDefault(member, 1);
      }
    }
    return sum;
  }

  private static Set<String> pairs(String text) {
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i + 2 <= text.length(); i++) {
      if (text.charAt(i) > 0x2E80 && text.charAt(i + 1) > 0x2E80) {
        pairs.add(text.substring(i, i + 2));
      }
    }
    return pairs;
  }

  private static String words(String text) {
    return NOT_WORD.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }

  private static Set<String> wordSet(String text) {
    Set<String> words = new HashSet<>(List.of(words(text).split(" ", -1)));
    words.remove("");
    words.removeAll(STOP_WORDS);
    return words;
  }
}
