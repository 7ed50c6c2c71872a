/**
 * The public HTTP server: pages with their nonce, security headers, deadlines of connections, TLS.
 */
package io.scoutline.platform.web;
