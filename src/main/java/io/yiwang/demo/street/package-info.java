/**
 * Drawn streets of the demonstration city: what its cameras see. The painter tells nobody what it
 * drew; detectors get pictures only.
 */
@NullMarked
@NamedInterface("street")
package io.yiwang.demo.street;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
