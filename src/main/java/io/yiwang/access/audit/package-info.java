/**
 * The audit trail: one hash chain in the database, its head repeated in the data folder, verified
 * from the bytes the database stores.
 */
@NullMarked
@NamedInterface("audit")
package io.yiwang.access.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
