/** Commands that send files to a running instance over its public API; plain Java, no Spring. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel"})
package io.yiwang.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
