/**
 * The whole database in one file and back again (P17.3), with a list of the recordings that belong to it. For plain
 * threads, on connections of its own; nothing here needs a running server.
 */
package io.scoutline.platform.backup;
