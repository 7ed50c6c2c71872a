/**
 * Finding calls and showing one with its timeline, by row right.
 */
package io.scoutline.calls.finding;
