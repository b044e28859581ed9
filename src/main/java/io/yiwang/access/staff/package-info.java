/**
 * Looking after the accounts: people and the duties they hold, delegation, keys of programs, open
 * sessions.
 */
@NullMarked
package io.yiwang.access.staff;

import org.jspecify.annotations.NullMarked;
