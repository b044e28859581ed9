package io.yiwang.access;

/** An account of the demonstration city, shown with its password on the sign-in page. */
public record DemoAccount(
    String login,
    String password,
    Duty duty,
    String nameZh,
    String nameEn,
    String unitZh,
    String unitEn,
    String home) {}
