/**
 * What goes over the wire: JSON as the contract has it, and problem+json (RFC 9457).
 */
package io.scoutline.platform.wire;
