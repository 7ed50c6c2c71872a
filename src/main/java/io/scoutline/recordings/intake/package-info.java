/**
 * Finished files of a PBX taken in: found, checked, copied, linked or kept as orphans (P6.1).
 */
package io.scoutline.recordings.intake;
