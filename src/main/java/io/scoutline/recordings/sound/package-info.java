/**
 * Sound itself: WAV headers and chunks, the copy of a file, peaks, who talked when. Free of Vert.x.
 */
package io.scoutline.recordings.sound;
