package io.yiwang.access.audit;

import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What looking is unusual, by person and hour.
 *
 * @param volume records seen in an hour that are too many
 * @param offRegion records outside the looker's own region
 * @param offHours records seen outside the hours of work
 * @param workBegins in the city's time
 */
@ConfigurationProperties("yiwang.audit.unusual")
record UnusualSettings(
    @DefaultValue("500") long volume,
    @DefaultValue("20") long offRegion,
    @DefaultValue("50") long offHours,
    @DefaultValue("06:00") LocalTime workBegins,
    @DefaultValue("22:00") LocalTime workEnds,
    @DefaultValue("Asia/Shanghai") ZoneId zone) {}
