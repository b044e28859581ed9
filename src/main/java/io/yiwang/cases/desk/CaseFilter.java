package io.yiwang.cases.desk;

import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/**
 * Which cases a list shows; lists of values are separated by commas, an absent or empty one means
 * all.
 */
record CaseFilter(
    @Parameter(description = "REPORT, FILE, DISPATCH, HANDLE, FEEDBACK, CLOSE", example = "HANDLE")
        @Nullable String stage,
    @Parameter(description = "Fine states", example = "PENDING_HANDLE,HANDLING")
        @Nullable String state,
    @Parameter(description = "District codes", example = "310105") @Nullable String district,
    @Parameter(description = "A region code: everything inside it", example = "310105002")
        @Nullable String region,
    @Parameter(description = "Unit codes") @Nullable String unit,
    @Parameter(description = "Id of the worker") @Nullable Long worker,
    @Parameter(name = "class", description = "Class codes", example = "06010") @BindParam("class")
        @Nullable String classCode,
    @Parameter(description = "Channels", example = "HOTLINE,RESIDENT") @Nullable String channel,
    @Parameter(description = "NONE, ON_TIME, DUE_SOON, OVERDUE, PAUSED, DONE", example = "OVERDUE")
        @Nullable String due,
    @Parameter(description = "Whether the mending ended within its limit") @Nullable Boolean onTime,
    @Parameter(description = "Whether it closed because its camera or sensor saw that it is gone")
        @Nullable Boolean selfClosed,
    @Parameter(description = "At least so much escalated: 1 street, 2 district, 3 city")
        @Nullable Integer escalated,
    @Parameter(description = "Words in number, class, address or description", example = "江苏路")
        @Nullable String q,
    @Parameter(description = "Reported from: an instant or a day", example = "2026-11-01")
        @Nullable String from,
    @Parameter(description = "Reported before: an instant, or up to the end of a day")
        @Nullable String to,
    @Parameter(
            description =
                "Order: dueAt, reportedAt, updatedAt, closedAt, number, stage, class, district,"
                    + " unit, reports, escalated; a minus turns it around",
            example = "dueAt,-reportedAt")
        @Nullable String sort) {}
