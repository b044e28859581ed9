/** Envelope encryption of identifiers: one master key in a file, data keys in the database. */
@NullMarked
package io.yiwang.access.vault;

import org.jspecify.annotations.NullMarked;
