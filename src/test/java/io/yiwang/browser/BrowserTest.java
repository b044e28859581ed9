package io.yiwang.browser;

import io.yiwang.PlatformTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of the real pages in a real browser against the whole platform. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({Chromium.class, Evidence.class, CanaryWatch.class})
@PlatformTest
@interface BrowserTest {}
