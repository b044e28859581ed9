/**
 * Persons, where they live and lived, their groups and families; identifiers sealed, fields masked.
 */
@NullMarked
@NamedInterface("people")
package io.yiwang.registry.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
