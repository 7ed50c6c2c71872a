/**
 * Which server follows a PBX: one at a time, so that no call has two rows (P17.4). A server that finds another at work
 * stands by; one that was taken for dead and goes on writes nothing more.
 */
package io.scoutline.calls.lease;
