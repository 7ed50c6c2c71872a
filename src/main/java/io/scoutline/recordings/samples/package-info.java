/**
 * Shipped samples of speech for the demo's past calls.
 */
package io.scoutline.recordings.samples;
