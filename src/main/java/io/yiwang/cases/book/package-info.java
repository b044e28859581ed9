/** The book of cases in PostgreSQL: rows, history, clocks, and who may write them. */
@NullMarked
package io.yiwang.cases.book;

import org.jspecify.annotations.NullMarked;
