/**
 * The directory in memory: number to client, contact and owner, compact, filled at start, kept by changes.
 */
package io.scoutline.clients.directory;
