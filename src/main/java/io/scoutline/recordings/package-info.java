/**
 * A recording: its row, its right, its figures; the face of this feature.
 */
package io.scoutline.recordings;
