/**
 * Signing in by OpenID Connect providers that the city trusts: a way in beside the password, to the
 * same accounts and sessions.
 */
@NullMarked
package io.yiwang.access.oidc;

import org.jspecify.annotations.NullMarked;
