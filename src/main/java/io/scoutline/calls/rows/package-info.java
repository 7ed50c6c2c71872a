/**
 * Calls as rows of the database, written in batches behind the tracker.
 */
package io.scoutline.calls.rows;
