/**
 * CQL2, the filter language of OGC: text or JSON becomes a typed tree, the tree a condition of a
 * query and an exact decision for each row.
 */
@NullMarked
package io.yiwang.citymap.cql;

import org.jspecify.annotations.NullMarked;
