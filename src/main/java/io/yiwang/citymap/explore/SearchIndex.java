package io.yiwang.citymap.explore;

import io.yiwang.kernel.ComponentId;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LatLonDocValuesField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Names and addresses of things as a Lucene index in a folder: pairs of neighbouring Chinese
 * characters and whole words of other scripts. Derived from the tables and made anew when it is
 * behind them by more than a few changes. Safe for any thread.
 */
final class SearchIndex implements AutoCloseable {
  private static final String ID = "id";
  private static final String TEXT = "t";
  private static final String CLASS = "c";
  private static final String GUARDED = "g";
  private static final String PLACE = "p";
  private static final String RANK = "r";
  private static final double BUFFER_MIB = 192;
  private static final FieldType WORDS = words();

  private final Analyzer analyzer = new CJKAnalyzer(CharArraySet.EMPTY_SET);
  private final FSDirectory folder;
  private final IndexWriter writer;
  private final SearcherManager searchers;

  SearchIndex(Path path) {
    try {
      folder = FSDirectory.open(path);
      var config = new IndexWriterConfig(analyzer).setRAMBufferSizeMB(BUFFER_MIB);
      writer = new IndexWriter(folder, config);
      searchers = new SearcherManager(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Which document holds which words, without how often and where: a thing has few words. */
  private static FieldType words() {
    FieldType type = new FieldType();
    type.setTokenized(true);
    type.setOmitNorms(true);
    type.setIndexOptions(IndexOptions.DOCS);
    type.freeze();
    return type;
  }

  /**
   * What is found of a thing.
   *
   * @param rank 9 first
   */
  record Entry(
      long id, int classNo, String text, double lat, double lng, int rank, boolean guarded) {}

  void add(Entry entry) {
    try {
      writer.addDocument(document(entry));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a thing or replaces it. */
  void replace(Entry entry) {
    try {
      writer.updateDocuments(same(entry.id), List.of(document(entry)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void remove(long id) {
    try {
      writer.deleteDocuments(same(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void clear() {
    try {
      writer.deleteAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Query same(long id) {
    return LongPoint.newExactQuery(ID, id);
  }

  private static Document document(Entry entry) {
    Document document = new Document();
    document.add(new LongField(ID, entry.id, Field.Store.NO));
    document.add(new Field(TEXT, entry.text, WORDS));
    document.add(new StringField(CLASS, ComponentId.classCode(entry.classNo), Field.Store.NO));
    document.add(new LatLonDocValuesField(PLACE, entry.lat, entry.lng));
    document.add(new NumericDocValuesField(RANK, entry.rank));
    if (entry.guarded) {
      document.add(new StringField(GUARDED, "1", Field.Store.NO));
    }
    return document;
  }

  /** What is added or removed from here on is found; {@code marks} are kept with it on disk. */
  void publish(Map<String, String> marks) {
    try {
      writer.setLiveCommitData(marks.entrySet());
      writer.commit();
      searchers.maybeRefreshBlocking();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is added or removed from here on is found, and lost with the process. */
  void show() {
    try {
      searchers.maybeRefreshBlocking();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was kept with the last {@link #publish}. */
  Map<String, String> marks() {
    Map<String, String> marks = new java.util.HashMap<>();
    Iterable<Map.Entry<String, String>> kept = writer.getLiveCommitData();
    if (kept != null) {
      kept.forEach(mark -> marks.put(mark.getKey(), mark.getValue()));
    }
    return marks;
  }

  /** Number of things in it, those included that are not shown yet. */
  long size() {
    return writer.getDocStats().numDocs;
  }

  /**
   * What is looked for.
   *
   * @param words all must be there
   * @param classes one of them, none for any
   * @param guarded also things of guarded layers
   * @param lat with {@code lng} the place to which the nearest come first, NaN for none
   */
  record Question(String words, Set<String> classes, boolean guarded, double lat, double lng) {}

  /** Identifiers, the most important and then the nearest first. */
  List<Long> find(Question question, int limit) {
    Query query = query(question);
    if (query == null) {
      return List.of();
    }
    try {
      IndexSearcher searcher = searchers.acquire();
      try {
        var rank = new SortField(RANK, SortField.Type.INT, true);
        Sort sort =
            Double.isNaN(question.lat)
                ? new Sort(rank)
                : new Sort(
                    rank, LatLonDocValuesField.newDistanceSort(PLACE, question.lat, question.lng));
        ScoreDoc[] hits = searcher.search(query, limit, sort).scoreDocs;
        return ids(searcher, hits);
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Long> ids(IndexSearcher searcher, ScoreDoc[] hits) throws IOException {
    List<Long> ids = new ArrayList<>(hits.length);
    for (ScoreDoc hit : hits) {
      for (var leaf : searcher.getIndexReader().leaves()) {
        int doc = hit.doc - leaf.docBase;
        if (doc >= 0 && doc < leaf.reader().maxDoc()) {
          var values = leaf.reader().getSortedNumericDocValues(ID);
          if (values != null && values.advanceExact(doc)) {
            ids.add(values.nextValue());
          }
          break;
        }
      }
    }
    return ids;
  }

  private @Nullable Query query(Question question) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    boolean any = false;
    for (String term : terms(question.words)) {
      // a single Chinese character is the beginning of a pair
      Query one =
          term.length() == 1 && Character.isIdeographic(term.codePointAt(0))
              ? new PrefixQuery(new Term(TEXT, term))
              : term.chars().allMatch(c -> c < 0x3000)
                  ? new PrefixQuery(new Term(TEXT, term))
                  : new TermQuery(new Term(TEXT, term));
      all.add(one, BooleanClause.Occur.FILTER);
      any = true;
    }
    if (!question.classes.isEmpty()) {
      all.add(
          new TermInSetQuery(CLASS, question.classes.stream().map(BytesRef::new).toList()),
          BooleanClause.Occur.FILTER);
      any = true;
    }
    if (!any) {
      return null;
    }
    if (!question.guarded) {
      all.add(new TermQuery(new Term(GUARDED, "1")), BooleanClause.Occur.MUST_NOT);
    }
    return all.build();
  }

  /** As the index divides them. */
  private Set<String> terms(String words) {
    Set<String> terms = new LinkedHashSet<>();
    try (TokenStream tokens = analyzer.tokenStream(TEXT, new StringReader(words))) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        terms.add(term.toString());
      }
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return terms;
  }

  @Override
  public void close() {
    try {
      searchers.close();
      writer.close();
      folder.close();
      analyzer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
