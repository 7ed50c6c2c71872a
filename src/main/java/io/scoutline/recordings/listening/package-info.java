/**
 * Playing: ranges, peaks, and who listened, on the audit (P16.4).
 */
package io.scoutline.recordings.listening;
