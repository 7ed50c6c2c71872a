/**
 * Flight records as files: exported, masked on wish, and replayed step by step (P2.7).
 */
package io.scoutline.calls.flight;
