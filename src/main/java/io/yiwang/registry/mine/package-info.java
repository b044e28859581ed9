/** What residents see of themselves: proving who they are, their own record, corrections of it. */
@NamedInterface("mine")
@NullMarked
package io.yiwang.registry.mine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
