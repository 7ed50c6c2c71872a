/**
 * From the events of a PBX to calls: a pure reducer, the tracker, and the one context that owns them.
 */
package io.scoutline.calls.tracking;
