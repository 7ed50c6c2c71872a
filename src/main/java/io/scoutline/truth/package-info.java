/**
 * How far what the server says of calls can be trusted now, and what was repaired (P2.5, P2.6, P17.6).
 */
package io.scoutline.truth;
