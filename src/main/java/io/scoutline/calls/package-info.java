/**
 * A call with its legs, its origin and its ending, and the rules that read them (P2.1–P2.3). Pure.
 */
package io.scoutline.calls;
