package io.yiwang.demo.street;

/**
 * Light and weather of one moment.
 *
 * @param daylight 0 at night to 1
 * @param sun how much of the light comes straight from the sun, 0 to 1; what casts shade
 * @param sunTurn direction the shade points to, radians from the right of the street
 * @param shade length of a shadow for a metre of height
 * @param rain 0 to 1
 * @param wind -1 to 1, what moves leaves
 * @param gain of the camera's exposure
 * @param shakeX how far the picture is off to the right, in parts of its width
 * @param shakeY the same downwards
 */
public record Air(
    double daylight,
    double sun,
    double sunTurn,
    double shade,
    double rain,
    double wind,
    double gain,
    double shakeX,
    double shakeY) {}
