/**
 * How people prove who they are and how long that holds: passwords, attempts, second factors,
 * sessions.
 */
@NullMarked
package io.yiwang.access.identity;

import org.jspecify.annotations.NullMarked;
