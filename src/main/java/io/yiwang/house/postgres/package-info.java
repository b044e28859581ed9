/** PostgreSQL of the one-machine default: real, durable, a supervised child of this process. */
@NullMarked
@NamedInterface("postgres")
package io.yiwang.house.postgres;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
