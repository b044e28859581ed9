package io.yiwang.cases.book;

import io.yiwang.cases.CaseSummary;
import java.util.List;

/** Which cases a case stands for. */
public interface MergedCases {

  /** The cases that were merged into this one, directly or through others. */
  List<CaseSummary> into(long survivor);
}
