/**
 * The house the platform lives in: embedded PostgreSQL and Kafka, outbox and inbox, live stream,
 * problem answers.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel"})
package io.yiwang.house;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
