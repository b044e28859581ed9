package io.yiwang.citymap.components;

import io.yiwang.citymap.Component;

/** A thing and how far it is from what was asked about, in metres. */
public record Near(Component component, double metres) {}
